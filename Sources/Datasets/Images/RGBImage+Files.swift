import Foundation

extension RGBImage {
  /// The longest file that is read: 256 MB.
  private static let longestFile = 1 << 28

  /// Reads a PNG or JPEG file, whatever its name; transparency is laid over white.
  ///
  /// Throws an `ImageError` when the file is none of them, is damaged, or has more than `mostPixels` pixels, which is
  /// looked up before anything is decoded.
  public init(contentsOf url: URL) throws(ImageError) {
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw .unreadable(path: url.path, reason: error.localizedDescription)
    }
    guard data.count <= Self.longestFile else {
      throw .unreadable(path: url.path, reason: "\(ByteCount.text(data.count)) are too many")
    }
    if data.starts(with: [0x89, 0x50, 0x4e, 0x47]) {
      self = try PNGImage.decoded(data, path: url.path)
    } else if data.starts(with: [0xff, 0xd8, 0xff]) {
      self = try JPEGImage.decoded(data, path: url.path)
    } else {
      throw .noImage(path: url.path, found: Self.kind(of: data))
    }
  }

  /// Throws `ImageError.tooLarge` unless an image of these sides may be decoded.
  static func requireSize(_ width: Int, _ height: Int, path: String) throws(ImageError) {
    guard 1...longestSide ~= width, 1...longestSide ~= height, width * height <= mostPixels else {
      throw .tooLarge(path: path, width: width, height: height)
    }
  }

  private static func kind(of data: Data) -> String {
    let known: [(name: String, start: [UInt8])] = [
      ("a GIF", Array("GIF8".utf8)), ("a WebP or another RIFF file", Array("RIFF".utf8)),
      ("a TIFF", [0x49, 0x49, 0x2a]), ("a TIFF", [0x4d, 0x4d, 0]), ("a BMP", Array("BM".utf8)),
      ("a PDF", Array("%PDF".utf8)), ("HTML", Array("<".utf8)),
    ]
    if data.isEmpty { return "an empty file" }
    return known.first { data.starts(with: $0.start) }?.name ?? "something else"
  }
}
