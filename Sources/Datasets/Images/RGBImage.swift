import Foundation
import Tensors

/// A photo or drawing in memory: 8 bits for each of red, green and blue.
public struct RGBImage: Equatable, Sendable {
  /// The width in pixels, at least 1.
  public let width: Int
  /// The height in pixels, at least 1.
  public let height: Int
  /// The pixels, [height, width, 3], in sRGB.
  public let pixels: [UInt8]

  /// The pixels [height, width, 3] of an image.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && pixels.count == width * height * 3,
      "RGBImage: expected \(height) x \(width) x 3 bytes, got \(pixels.count)")
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// Width and height.
  public var size: ImageSize { ImageSize(width: width, height: height) }

  /// The rectangle whose upper left corner is at column x and row y.
  ///
  /// - Throws: `ImageError.crop` when it leaves the image.
  public func cropped(x: Int, y: Int, width: Int, height: Int) throws(ImageError) -> RGBImage {
    try size.requireCrop(x: x, y: y, width: width, height: height)
    var result: [UInt8] = []
    result.reserveCapacity(width * height * 3)
    for row in y..<y + height {
      let start = (row * self.width + x) * 3
      result += pixels[start..<start + width * 3]
    }
    return RGBImage(width: width, height: height, pixels: result)
  }

  /// The largest square around the middle; half a pixel that is left over goes to the even side, as Python rounds.
  public func croppedToSquare() -> RGBImage {
    let side = min(width, height)
    let x = Int((Double(width - side) / 2).rounded(.toNearestOrEven))
    let y = Int((Double(height - side) / 2).rounded(.toNearestOrEven))
    // Such a square lies inside.
    return (try? cropped(x: x, y: y, width: side, height: side)) ?? self
  }

  /// The shorter side resized to `side`, the longer one with it, then the square in the middle: what torchvision's
  /// Resize and CenterCrop make of a PIL image.
  ///
  /// - Throws: as `ImageSize.fitted(to:)`.
  public func fitted(to side: Int) throws(ImageError) -> RGBImage {
    let fitted = try size.fitted(to: side)
    return try resized(width: fitted.width, height: fitted.height).croppedToSquare()
  }
}

extension RGBImage {
  /// -1...1, [1, height, width, 3]: (p / 255 - 0.5) / 0.5, as models take it.
  public var tensor: Tensor {
    let values = (0...255).map { (Float($0) / 255 - 0.5) / 0.5 }
    return Tensor(shape: [1, height, width, 3], scalars: pixels.map { values[Int($0)] })
  }

  /// An image [1, H, W, 3] or [H, W, 3] of -1...1, clamped and rounded to nearest; what is no number becomes black.
  public init(_ tensor: Tensor) {
    let shape = tensor.shape.suffix(3)
    precondition(
      tensor.shape.count >= 3 && shape.last == 3 && shape.reduce(1, *) == tensor.count && tensor.count > 0,
      "RGBImage: expected [1, H, W, 3], got \(tensor.shape)")
    let bytes = tensor.withUnsafeScalars { scalars in
      scalars.map { UInt8((min(max(0, $0 / 2 + 0.5), 1) * 255).rounded()) }
    }
    self.init(width: shape[shape.startIndex + 1], height: shape[shape.startIndex], pixels: bytes)
  }
}
