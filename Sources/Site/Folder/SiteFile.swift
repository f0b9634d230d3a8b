import Files
import Foundation

/// A file of a site.
enum SiteFile: Sendable {
  /// A page or a style sheet, written as UTF-8.
  case text(String)
  /// A copy of the file at a path, or of what a link there leads to, with its SHA-256 where that is known.
  case copy(of: String, sum: String? = nil)
  /// A copy of a picture, with its recipe in it.
  case stamped(String, PictureRecipe)
  /// Pictures in one, with its recipe in it.
  case sheet(DrawnSheet, PictureRecipe)

  /// The SHA-256 of the content in hexadecimal.
  ///
  /// - Throws: `FileError<FileFault>` for a file that cannot be read.
  func sum() throws(FileError<FileFault>) -> String {
    switch self {
    case .text(let text): return FileHash.sha256(of: Array(text.utf8))
    case .copy(_, let sum?): return sum
    case .copy(let source, nil): return try FileHash.sha256(atPath: source)
    case .stamped, .sheet: return FileHash.sha256(of: try content())
    }
  }

  /// The content.
  ///
  /// - Throws: `FileError<FileFault>` for a file that cannot be read.
  func content() throws(FileError<FileFault>) -> Data {
    switch self {
    case .text(let text): Data(text.utf8)
    case .copy(let source, _): try RegularFile.content(atPath: source)
    case .stamped(let source, let recipe): recipe.stamped(try RegularFile.content(atPath: source))
    case .sheet(let sheet, let recipe): recipe.stamped(try sheet.data())
    }
  }

  /// Writes it as a new file.
  ///
  /// - Returns: the sum of its content.
  /// - Throws: `FileError<FileFault>`.
  func write(to path: String) throws(FileError<FileFault>) -> String {
    switch self {
    case .copy(let source, let sum):
      try Disk.copy(source, to: path)
      if let sum { return sum }
      return try FileHash.sha256(atPath: path)
    case .text, .stamped, .sheet:
      let content = try content()
      try Disk.write(content, to: path)
      return FileHash.sha256(of: content)
    }
  }
}
