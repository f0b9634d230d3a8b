import CJPEG
import Foundation

/// JPEG files through TurboJPEG.
enum JPEGImage {
  /// Decodes a file's bytes; gray becomes RGB, and what EXIF says about the camera's orientation is done.
  static func decoded(_ data: Data, path: String) throws(ImageError) -> RGBImage {
    guard let decoder = tjInitDecompress() else {
      throw .undecodable(path: path, reason: "the JPEG library does not start")
    }
    defer { tjDestroy(decoder) }
    let bytes = [UInt8](data)
    let (width, height) = try size(bytes, decoder, path)
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    let status = tjDecompress2(
      decoder, bytes, UInt(bytes.count), &pixels, Int32(width), 0, Int32(height), TJPF_RGB.rawValue.asInt32,
      TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS)
    if status != 0, let reason = damage(decoder) { throw undecodable(reason, path) }
    let image = RGBImage(width: width, height: height, pixels: pixels)
    return Orientation(jpeg: bytes).applied(to: image)
  }

  /// What the header tells, the image held as the camera was.
  static func size(_ data: Data, path: String) throws(ImageError) -> ImageSize {
    guard let decoder = tjInitDecompress() else {
      throw .undecodable(path: path, reason: "the JPEG library does not start")
    }
    defer { tjDestroy(decoder) }
    let bytes = [UInt8](data)
    let (width, height) = try size(bytes, decoder, path)
    return Orientation(jpeg: bytes).applied(to: ImageSize(width: width, height: height))
  }

  private static func size(
    _ bytes: [UInt8], _ decoder: tjhandle, _ path: String
  ) throws(ImageError) -> (width: Int, height: Int) {
    var (width, height, subsampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    guard tjDecompressHeader3(decoder, bytes, UInt(bytes.count), &width, &height, &subsampling, &space) == 0
    else { throw undecodable(message(decoder), path) }
    guard width > 0, height > 0 else {
      throw .undecodable(path: path, reason: "not a whole JPEG, for it ends in its header; copy it again")
    }
    try RGBImage.requireSize(Int(width), Int(height), path: path)
    guard space != TJCS_CMYK.rawValue.asInt32, space != TJCS_YCCK.rawValue.asInt32 else {
      throw .undecodable(
        path: path, reason: "its colors are those of print, CMYK", conversion: .magickToRGB)
    }
    return (Int(width), Int(height))
  }

  /// A file that is damaged, or whole and of a kind that the library does not have, such as one of 12 bits.
  private static func undecodable(_ reason: String, _ path: String) -> ImageError {
    let isWhole = ["data precision", "JPEG process"].contains(where: reason.contains)
    return .undecodable(path: path, reason: reason, conversion: isWhole ? .magick : nil)
  }

  /// What keeps the pixels from being whole; nil for a warning that changes none. TurboJPEG tells which warning it is in
  /// words alone.
  private static func damage(_ decoder: tjhandle) -> String? {
    let text = message(decoder)
    let isWarning = tjGetErrorCode(decoder) == TJERR_WARNING.rawValue.asInt32
    return isWarning && text.contains("extraneous bytes") ? nil : text
  }

  private static func message(_ decoder: tjhandle) -> String {
    tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "unknown error"
  }
}

extension FixedWidthInteger {
  /// C's enumerations are unsigned here and int in calls.
  fileprivate var asInt32: Int32 { Int32(self) }
}
