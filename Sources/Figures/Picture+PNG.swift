import CPNG
import Foundation

extension Picture {
  /// The picture as a PNG file. The same picture gives the same bytes with the same libpng and zlib.
  ///
  /// - Throws: `FigureError.png` when libpng refuses.
  public func pngData() throws -> Data {
    var image = Self.emptyImage()
    defer { png_image_free(&image) }
    image.width = UInt32(width)
    image.height = UInt32(height)
    image.format = Self.format(channels: channels)
    // Room for pixels that do not compress at all: asking libpng for the length would compress them once more.
    let raw = pixels.count + height
    var length = png_alloc_size_t(raw + raw / 4 + 1024)
    let bytes = try [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      guard png_image_write_to_memory(&image, buffer.baseAddress, &length, 0, pixels, 0, nil) != 0 else {
        throw FigureError.png(reason: Self.message(of: &image))
      }
      count = Int(length)
    }
    return Data(bytes)
  }

  /// Decodes a PNG file: gray stays gray, all else becomes RGB; transparency is laid over black.
  ///
  /// - Throws: `FigureError.png` when the data is no PNG, is damaged, or is larger than 2^28 pixels.
  public init(png data: Data) throws {
    // libpng keeps the pointer from the first call to the second, so both are inside the closure.
    self = try [UInt8](data).withUnsafeBytes { try Self.decoded($0) }
  }

  private static func decoded(_ bytes: UnsafeRawBufferPointer) throws -> Picture {
    var image = emptyImage()
    defer { png_image_free(&image) }
    guard let start = bytes.baseAddress, png_image_begin_read_from_memory(&image, start, bytes.count) != 0
    else { throw FigureError.png(reason: message(of: &image)) }
    let channels = image.format & UInt32(PNG_FORMAT_FLAG_COLOR) == 0 ? 1 : 3
    let (width, height) = (Int(image.width), Int(image.height))
    guard width * height <= 1 << 28 else {
      throw FigureError.png(reason: "\(width) x \(height) is too large")
    }
    image.format = format(channels: channels)
    var black = png_color(red: 0, green: 0, blue: 0)
    var pixels = [UInt8](repeating: 0, count: width * height * channels)
    guard png_image_finish_read(&image, &black, &pixels, 0, nil) != 0 else {
      throw FigureError.png(reason: message(of: &image))
    }
    return try Picture(width: width, height: height, channels: channels, pixels: pixels)
  }

  private static func emptyImage() -> png_image {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    return image
  }

  private static func format(channels: Int) -> UInt32 {
    channels == 1 ? 0 : UInt32(PNG_FORMAT_FLAG_COLOR)  // PNG_FORMAT_GRAY, PNG_FORMAT_RGB
  }

  private static func message(of image: inout png_image) -> String {
    withUnsafeBytes(of: &image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
