import Figures
import Files
import Foundation
import Synchronization

/// A sheet of stored pictures as a PNG file, drawn when it is first asked for.
final class DrawnSheet: Sendable {
  let sheet: SpriteSheet
  private let paths: [String]
  /// Its sum, its file and the script with its pixels all need it.
  private let drawn = Mutex<Data?>(nil)

  /// - Parameter paths: where the sheet's pictures are.
  init(_ sheet: SpriteSheet, of paths: [String]) { (self.sheet, self.paths) = (sheet, paths) }

  /// The file.
  ///
  /// - Throws: `FileError<FileFault>` for a picture that cannot be read, or is none of the sheet's.
  func data() throws(FileError<FileFault>) -> Data {
    try drawn.withLock { drawn throws(FileError<FileFault>) in
      if let drawn { return drawn }
      let data = try draw()
      drawn = data
      return data
    }
  }

  private func draw() throws(FileError<FileFault>) -> Data {
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
}
