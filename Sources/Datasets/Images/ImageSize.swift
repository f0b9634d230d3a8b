import Foundation

/// How large an image is, in pixels.
public struct ImageSize: Hashable, Sendable {
  /// The columns, at least 1.
  public let width: Int
  /// The rows, at least 1.
  public let height: Int

  /// A size.
  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// The size that the header of a PNG or JPEG file tells, as a camera held the image; no pixel is decoded.
  ///
  /// Throws an `ImageError` for every file of which the header already says that `RGBImage` does not read it.
  public init(contentsOf url: URL) throws(ImageError) {
    let data = try RGBImage.data(of: url)
    switch try RGBImage.format(of: data, path: url.path) {
    case .png: self = try PNGImage.size(data, path: url.path)
    case .jpeg: self = try JPEGImage.size(data, path: url.path)
    }
  }

  /// Whether an image may be so large.
  var isAllowed: Bool {
    let sides = 1...RGBImage.longestSide
    return sides ~= width && sides ~= height && width * height <= RGBImage.mostPixels
  }

  /// The size with `side` as the length of the shorter side.
  ///
  /// Throws `ImageError.elongated` where that is too large for an image.
  public func fitted(to side: Int) throws(ImageError) -> ImageSize {
    let short = min(width, height)
    let fitted = ImageSize(width: side * width / short, height: side * height / short)
    guard fitted.isAllowed else { throw .elongated(width: width, height: height, side: side) }
    return fitted
  }

  /// Throws `ImageError.crop` for a rectangle that leaves the image.
  public func requireCrop(x: Int, y: Int, width: Int, height: Int) throws(ImageError) {
    guard width > 0, height > 0, 0...self.width - 1 ~= x, 0...self.height - 1 ~= y, width <= self.width - x,
      height <= self.height - y
    else {
      throw .crop(
        x: x, y: y, width: width, height: height, imageWidth: self.width, imageHeight: self.height)
    }
  }
}
