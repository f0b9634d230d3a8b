import Foundation
import Tensors

/// Which part of an image is to be made anew: 1 there, 0 where the image stays.
///
/// A pixel belongs to a shape when its middle, half a pixel from its corner, lies inside.
public enum RegionMask: Equatable, Sendable {
  /// A point, in pixels from the upper left corner.
  public struct Point: Hashable, Sendable {
    /// To the right.
    public var x: Double
    /// Down.
    public var y: Double

    /// A point, in pixels.
    public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    fileprivate func scaled(by factor: Double) -> Point { Point(x: factor * x, y: factor * y) }
  }

  /// Columns x..<x + width of rows y..<y + height.
  case box(x: Int, y: Int, width: Int, height: Int)
  /// The inside of a closed line through at least three points; where it crosses itself, by the even-odd rule.
  case polygon([Point])
  /// The inside of an ellipse with its axes along the image's.
  case ellipse(center: Point, radii: Point)
  /// Where an image of the same size is lighter than middle gray.
  case image(RGBImage)

  /// The same shape with all lengths multiplied by a factor, a box's edges rounded to whole pixels; an image stays.
  public func scaled(by factor: Double) -> RegionMask {
    let farthest = 1e9  // outside of any image, and no difference of two overflows
    func edge(_ position: Double) -> Int { Int(min(max((position * factor).rounded(), -farthest), farthest)) }
    switch self {
    case .box(let x, let y, let width, let height):
      let (left, top) = (edge(Double(x)), edge(Double(y)))
      return .box(
        x: left, y: top, width: edge(Double(x) + Double(width)) - left,
        height: edge(Double(y) + Double(height)) - top)
    case .polygon(let points): return .polygon(points.map { $0.scaled(by: factor) })
    case .ellipse(let center, let radii):
      return .ellipse(center: center.scaled(by: factor), radii: radii.scaled(by: factor))
    case .image: return self
    }
  }

  /// The mask for an image, [height, width].
  ///
  /// Throws a `MaskError` when the shape is none, covers no pixel, or has another size.
  public func tensor(height: Int, width: Int) throws(MaskError) -> Tensor {
    try check(height: height, width: width)
    let mask = Tensor(shape: [height, width]) { result in
      for index in result.indices {
        let (row, column) = index.quotientAndRemainder(dividingBy: width)
        result[index] = contains(row, column) ? 1 : 0
      }
    }
    guard mask.withUnsafeScalars({ $0.contains(1) }) else { throw .empty(width: width, height: height) }
    return mask
  }

  private func check(height: Int, width: Int) throws(MaskError) {
    switch self {
    case .box(let x, let y, let boxWidth, let boxHeight):
      guard boxWidth > 0, boxHeight > 0, 0..<width ~= x, 0..<height ~= y, boxWidth <= width - x,
        boxHeight <= height - y
      else { throw .outside(width: width, height: height) }
    case .polygon(let points):
      guard points.count >= 3 else { throw .tooFewPoints(points.count) }
    case .ellipse(_, let radii):
      guard radii.x > 0, radii.y > 0 else { throw .radii(radii.x, radii.y) }
    case .image(let image):
      guard image.width == width, image.height == height else {
        throw .size(expected: [width, height], found: [image.width, image.height])
      }
    }
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
    switch self {
    case .box(let left, let top, let width, let height):
      return left..<left + width ~= column && top..<top + height ~= row
    case .polygon(let points): return isInside(points, x, y)
    case .ellipse(let center, let radii):
      let (dx, dy) = ((x - center.x) / radii.x, (y - center.y) / radii.y)
      return dx * dx + dy * dy <= 1
    case .image(let image):
      let start = (row * image.width + column) * 3
      // Luma of ITU-R BT.601, as Pillow's "L".
      let pixel = image.pixels[start..<start + 3].map(Int.init)
      return 299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2] >= 128 * 1000
    }
  }

  /// Whether a ray to the right crosses the line an odd number of times.
  private func isInside(_ points: [Point], _ x: Double, _ y: Double) -> Bool {
    var (isInside, previous) = (false, points[points.count - 1])
    for point in points {
      if (point.y > y) != (previous.y > y) {
        let share = (y - point.y) / (previous.y - point.y)
        if x < point.x + share * (previous.x - point.x) { isInside.toggle() }
      }
      previous = point
    }
    return isInside
  }
}

/// Why a mask cannot be used for an image; lengths are in pixels.
public enum MaskError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The mask's image has another size.
  case size(expected: [Int], found: [Int])
  /// A box that does not lie in the image.
  case outside(width: Int, height: Int)
  /// A polygon of fewer than three points.
  case tooFewPoints(Int)
  /// An ellipse without an inside.
  case radii(Double, Double)
  /// No pixel is masked.
  case empty(width: Int, height: Int)

  /// The complaint and the remedy.
  public var description: String { "mask: \(complaint)" }

  /// What is wrong, where it is clear that it is the mask.
  public var complaint: String {
    switch self {
    case .size(let expected, let found):
      "expected \(expected[0]) x \(expected[1]) pixels, found \(found[0]) x \(found[1]); resize it"
    case .outside(let width, let height): "expected a box inside \(width) x \(height) pixels"
    case .tooFewPoints(let count): "expected at least 3 points, found \(count)"
    case .radii(let x, let y): "expected two positive radii, found \(x) and \(y)"
    case .empty(let width, let height):
      "expected a region that covers a pixel of \(width) x \(height), found none"
    }
  }
}
