import Foundation
import SystemPackage

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

  /// The same for a path, which may have to be that of the file itself and not of a link. Foundation's file handles would
  /// allocate every piece anew, and most files are small.
  ///
  /// - Throws: `FileError<FileFault>` for a file that cannot be read.
  public static func sha256(
    atPath path: String, followsLink: Bool = true
  ) throws(FileError<FileFault>) -> String {
    let (file, length): (FileDescriptor, Int)
    do throws(FileFault) { (file, length) = try RegularFile.open(path, followsLink: followsLink) } catch {
      throw FileError(file: path, error)
    }
    do {
      return try file.closeAfter {
        var hash = ContentHash()
        try withUnsafeTemporaryAllocation(byteCount: pieceLength, alignment: 16) { buffer in
          var left = length
          while left > 0, case let count = try file.read(into: buffer), count > 0 {
            hash.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            left -= count
          }
        }
        return hash.finished()
      }
    } catch {
      throw FileError(file: path, .unreadable(plainReason(of: error)))
    }
  }

  /// The SHA-256 of bytes in hexadecimal.
  public static func sha256(of bytes: some ContiguousBytes) -> String {
    var hash = ContentHash()
    hash.add(bytes)
    return hash.finished()
  }
}
