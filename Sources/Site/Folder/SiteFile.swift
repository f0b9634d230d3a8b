import Files
import Foundation

/// A file of a site.
enum SiteFile: Sendable {
  /// A page or a style sheet, written as UTF-8.
  case text(String)
  /// A copy of the file at a path, or of what a link there leads to, with its SHA-256 where that is known.
  case copy(of: String, sum: String? = nil)

  /// The SHA-256 of the content in hexadecimal.
  ///
  /// - Throws: `FileError<FileFault>` for a file that cannot be read.
  func sum() throws(FileError<FileFault>) -> String {
    switch self {
    case .text(let text): return FileHash.sha256(of: Array(text.utf8))
    case .copy(_, let sum?): return sum
    case .copy(let source, nil): return try FileHash.sha256(atPath: source)
    }
  }

  /// Writes it as a new file.
  ///
  /// - Throws: `FileError<FileFault>`.
  func write(to path: String) throws(FileError<FileFault>) {
    switch self {
    case .text(let text): try Disk.write(Data(text.utf8), to: path)
    case .copy(let source, _): try Disk.copy(source, to: path)
    }
  }
}
