import Foundation

/// SHA-256 of files by content, never by time, and of bytes.
public enum FileHash {
  /// How much is read at once, in bytes.
  private static let pieceLength = 1 << 16

  /// The SHA-256 of a file in hexadecimal.
  ///
  /// - Throws: `FileError<FileFault>` for a file that cannot be read.
  public static func sha256(of url: URL) throws(FileError<FileFault>) -> String {
    try sha256(atPath: url.path)
  }

  /// The same for a path. Foundation's file handles would allocate every piece anew, and most files are small.
  ///
  /// - Throws: `FileError<FileFault>` for a file that cannot be read.
  public static func sha256(atPath path: String) throws(FileError<FileFault>) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path) }
    defer { close(file) }
    var hash = ContentHash()
    let isRead = withUnsafeTemporaryAllocation(byteCount: pieceLength, alignment: 16) { buffer in
      while true {
        let count = read(file, buffer.baseAddress, buffer.count)
        if count == 0 { return true }
        if count > 0 {
          hash.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        } else if errno != EINTR {
          return false
        }
      }
    }
    guard isRead else { throw .unreadable(path) }
    return hash.finished()
  }

  /// The SHA-256 of bytes in hexadecimal.
  public static func sha256(of bytes: some ContiguousBytes) -> String {
    var hash = ContentHash()
    hash.add(bytes)
    return hash.finished()
  }
}

extension FileError<FileFault> {
  /// A file that the last system call could not read.
  static func unreadable(_ path: String) -> Self { Self(file: path, .unreadable(systemReason)) }

  /// A file that the last system call could not write.
  static func unwritable(_ path: String) -> Self { Self(file: path, .unwritable(systemReason)) }
}
