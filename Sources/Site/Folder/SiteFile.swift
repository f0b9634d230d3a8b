import Figures
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
  /// The pictures at some paths in one, with its recipe in it.
  case sheet(SpriteSheet, of: [String], PictureRecipe)

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
    case .sheet(let sheet, let paths, let recipe): recipe.stamped(try Self.drawn(sheet, of: paths))
    }
  }

  /// A sheet as a PNG file.
  ///
  /// - Throws: `FileError<FileFault>` for a picture that cannot be read, or is none of the sheet's.
  static func drawn(_ sheet: SpriteSheet, of paths: [String]) throws(FileError<FileFault>) -> Data {
    var pictures: [Picture] = []
    for path in paths {
      let data = try RegularFile.content(atPath: path)
      guard let picture = try? Picture(png: data), picture.width == sheet.width,
        picture.height == sheet.height
      else { throw FileError(file: path, .unreadable("its content is damaged")) }
      pictures.append(picture)
    }
    do { return try sheet.drawn(pictures).pngData() } catch {
      throw FileError(file: paths.first ?? "", .unreadable("no sheet can be made of it"))
    }
  }

  /// Writes it as a new file.
  ///
  /// - Throws: `FileError<FileFault>`.
  func write(to path: String) throws(FileError<FileFault>) {
    switch self {
    case .text(let text): try Disk.write(Data(text.utf8), to: path)
    case .copy(let source, _): try Disk.copy(source, to: path)
    case .stamped, .sheet: try Disk.write(try content(), to: path)
    }
  }
}
