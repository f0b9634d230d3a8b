import CPNG
import Foundation

/// PNG files through libpng's simplified API.
enum PNGImage {
  /// Decodes a file's bytes; gray becomes RGB, transparency is laid over white, and what an eXIf chunk says about the
  /// camera's orientation is done. Samples of 16 bits without a word about their gamma are sRGB, as those of 8 bits are.
  static func decoded(_ data: Data, path: String) throws(ImageError) -> RGBImage {
    try reading(data, path) { image, size throws(ImageError) in
      image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
      image.format = UInt32(PNG_FORMAT_FLAG_COLOR) | UInt32(PNG_FORMAT_FLAG_ALPHA)  // RGBA
      var pixels = [UInt8](repeating: 0, count: size.width * size.height * 4)
      guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0 else {
        throw .undecodable(path: path, reason: message(of: &image))
      }
      let stored = RGBImage(width: size.width, height: size.height, pixels: overWhite(pixels))
      return Orientation(png: data).applied(to: stored)
    }
  }

  /// What the header tells, the image held as the camera was.
  static func size(_ data: Data, path: String) throws(ImageError) -> ImageSize {
    try reading(data, path) { _, size in Orientation(png: data).applied(to: size) }
  }

  /// Does something with an image whose header has been read and found small enough.
  private static func reading<Value>(
    _ data: Data, _ path: String, _ body: (inout png_image, ImageSize) throws(ImageError) -> Value
  ) throws(ImageError) -> Value {
    let bytes = [UInt8](data)
    try requireWholeHeader(bytes, path)
    let result: Result<Value, ImageError> = bytes.withUnsafeBytes { buffer in
      do throws(ImageError) {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard let start = buffer.baseAddress,
          png_image_begin_read_from_memory(&image, start, buffer.count) != 0
        else { throw .undecodable(path: path, reason: message(of: &image)) }
        let size = ImageSize(width: Int(image.width), height: Int(image.height))
        try RGBImage.requireSize(size.width, size.height, path: path)
        return .success(try body(&image, size))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// libpng takes as much memory as a chunk says that it needs. Pixels, which come last, are read in pieces.
  private static func requireWholeHeader(_ bytes: [UInt8], _ path: String) throws(ImageError) {
    var start = 8
    while start + 8 <= bytes.count, bytes[start + 4..<start + 8] != ArraySlice("IDAT".utf8) {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - start - 8 else {
        throw .undecodable(path: path, reason: "not a whole PNG, for it ends in its header; copy it again")
      }
      start += 12 + length
    }
  }

  /// [..., 4] -> [..., 3]
  private static func overWhite(_ pixels: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count / 4 * 3)
    for start in stride(from: 0, to: pixels.count, by: 4) {
      let alpha = Int(pixels[start + 3])
      for channel in 0..<3 {
        result.append(UInt8((Int(pixels[start + channel]) * alpha + 255 * (255 - alpha) + 127) / 255))
      }
    }
    return result
  }

  private static func message(of image: inout png_image) -> String {
    withUnsafeBytes(of: &image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
