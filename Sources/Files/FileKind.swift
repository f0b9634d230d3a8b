import Foundation

/// What is at a path itself, links not followed.
public enum FileKind: Sendable {
  case file, folder, link
  /// A device, a pipe or a socket.
  case special

  /// nil if there is nothing.
  public init?(atPath path: String) {
    guard let found = Self.look(at: path) else { return nil }
    self = found.kind
  }

  /// The kind, and the length in bytes; nil if there is nothing.
  public static func look(at path: String) -> (kind: FileKind, length: Int)? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    let kind: FileKind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .special
      }
    return (kind, Int(status.st_size))
  }
}
