import Foundation

/// What is at a path.
public enum FileKind: Sendable {
  case file, folder, link
  /// A device, a pipe or a socket.
  case special

  /// What is at a path itself, links not followed; nil if there is nothing.
  public init?(atPath path: String) {
    guard let found = Self.look(at: path) else { return nil }
    self = found.kind
  }

  /// The same, and the length in bytes; nil if there is nothing.
  public static func look(at path: String) -> (kind: FileKind, length: Int)? {
    DiskTrace.note(path)
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return (FileKind(status), Int(status.st_size))
  }

  /// What the links at a path lead to, or what is there; nil if there is nothing.
  public init?(behind path: String) {
    DiskTrace.note(path)
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .special
      }
  }
}
