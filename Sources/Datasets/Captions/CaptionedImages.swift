import Foundation

/// Pictures of one size with what they show, held as bytes: one of 64 x 64 pixels takes 12 KB.
public struct CaptionedImages: Equatable, Sendable {
  /// The width and height of every picture in pixels.
  public let side: Int
  /// The pixels of all pictures in sRGB, [N, side, side, 3].
  public let pixels: [UInt8]
  /// The caption of every picture, [N].
  public let captions: [String]

  /// Decodes the pictures of a file one after the other, each resized and cropped as `RGBImage.fitted(to:)` does.
  ///
  /// - Parameters:
  ///   - limit: only so many pictures, the first ones; all if nil.
  ///   - progress: called before each picture with the number of those done; what it throws ends the reading.
  /// - Throws: a `CaptionError` that names the line whose picture is missing or cannot be used.
  public init(
    _ file: CaptionFile, side: Int, limit: Int? = nil, progress: (Int) throws -> Void = { _ in }
  ) throws {
    let entries = file.entries.prefix(limit ?? file.entries.count)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(entries.count * side * side * 3)
    for (index, entry) in entries.enumerated() {
      try progress(index)
      pixels += try file.image(of: entry, side: side).pixels
    }
    (self.side, self.pixels, captions) = (side, pixels, entries.map(\.caption))
  }

  /// The number of pictures N.
  public var count: Int { captions.count }
}

extension CaptionFile {
  /// An entry's picture as a square.
  fileprivate func image(of entry: Entry, side: Int) throws(CaptionError) -> RGBImage {
    let url = picture(of: entry)
    try Self.requirePicture(entry.picture, in: folder.path, line: entry.line, self.url.path)
    do throws(ImageError) { return try RGBImage(contentsOf: url).fitted(to: side) } catch {
      throw CaptionError(self.url.path, line: entry.line, .picture(entry.picture, error))
    }
  }
}
