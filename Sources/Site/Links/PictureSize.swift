import Figures
import Files
import Foundation

/// How large a picture of the author's is, so that its page keeps room for it before it is there.
struct PictureSize: Equatable {
  /// In screen pixels.
  let width, height: Int

  /// Drawings of more bytes are not read for their size.
  private static let longestDrawing = 2_000_000

  private init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// - Parameter file: a PNG or SVG file; nil for what is neither.
  init?(of file: URL) {
    guard let size = file.pathExtension.lowercased() == "svg" ? Self.drawing(file) : Self.png(file) else {
      return nil
    }
    self = size
  }

  private static func drawing(_ file: URL) -> PictureSize? {
    guard let data = try? RegularFile.content(of: file, limit: longestDrawing),
      let size = try? PassiveMarkup.pictureSize(of: data)
    else { return nil }
    return PictureSize(width: size.width, height: size.height)
  }

  /// A PNG file begins with its signature, then the length and the name of its header, then width and height.
  private static func png(_ file: URL) -> PictureSize? {
    guard FileKind(atPath: file.path) == .file, let handle = try? FileHandle(forReadingFrom: file) else {
      return nil
    }
    defer { try? handle.close() }
    guard let bytes = try? handle.read(upToCount: 24), bytes.count == 24,
      bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    else { return nil }
    let sides = [bytes.dropFirst(16).prefix(4), bytes.suffix(4)].map { side in
      side.reduce(0) { $0 << 8 | Int($1) }
    }
    guard sides.allSatisfy({ 1...1_000_000 ~= $0 }) else { return nil }
    return PictureSize(width: sides[0], height: sides[1])
  }
}
