/// How large an image is, in pixels.
public struct ImageSize: Hashable, Sendable {
  /// The most pixels that are decoded from a file: 64 million.
  static let mostPixels = 1 << 26
  /// The longest side of an image.
  static let longestSide = 1 << 16

  /// The columns, at least 1.
  public let width: Int
  /// The rows, at least 1.
  public let height: Int

  /// A size.
  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// Whether an image may be so large.
  var isAllowed: Bool {
    let sides = 1...Self.longestSide
    return sides ~= width && sides ~= height && width * height <= Self.mostPixels
  }

  /// The size with `side` as the length of the shorter side.
  ///
  /// - Throws: `ImageError.elongated` where that is too large for an image.
  public func fitted(to side: Int) throws(ImageError) -> ImageSize {
    let short = min(width, height)
    let fitted = ImageSize(width: side * width / short, height: side * height / short)
    guard fitted.isAllowed else { throw .elongated(width: width, height: height, side: side) }
    return fitted
  }

  /// Requires a rectangle to lie in the image.
  ///
  /// - Throws: `ImageError.crop` for one that leaves it.
  public func requireCrop(x: Int, y: Int, width: Int, height: Int) throws(ImageError) {
    guard width > 0, height > 0, 0...self.width - 1 ~= x, 0...self.height - 1 ~= y, width <= self.width - x,
      height <= self.height - y
    else {
      throw .crop(
        x: x, y: y, width: width, height: height, imageWidth: self.width, imageHeight: self.height)
    }
  }
}
