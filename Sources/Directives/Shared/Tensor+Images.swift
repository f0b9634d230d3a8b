import Figures
import Tensors

extension Tensor {
  /// Some of the rows of the first axis.
  package func rows(_ range: Range<Int>) -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    let part = withUnsafeScalars { Array($0[(range.lowerBound * size)..<(range.upperBound * size)]) }
    return Tensor(shape: [range.count] + shape.dropFirst(), scalars: part)
  }

  /// Rows [n, ...] of some tensors one after the other, [N, ...].
  package init(joining parts: [Tensor]) {
    let count = parts.reduce(0) { $0 + $1.shape[0] }
    self.init(shape: [count] + parts[0].shape.dropFirst(), scalars: parts.flatMap(\.scalars))
  }

  /// Each row as [1, ...].
  package var eachRow: [Tensor] { (0..<shape[0]).map { rows($0..<$0 + 1) } }

  /// The image at an index of [N, H, W, C], clamped to 0...1, as a picture.
  package func picture(_ index: Int) throws -> Picture {
    let image = rows(index..<(index + 1))
    return try Picture(Tensor(shape: Array(shape.dropFirst()), scalars: image.scalars))
  }

  /// Every image of [N, H, W, C] as a picture.
  package func pictures() throws -> [Picture] { try (0..<shape[0]).map(picture) }

  /// The mean of (a - b)^2 over all elements, summed in double precision.
  package func meanSquaredDifference(from other: Tensor) -> Double {
    let sum = zip(scalars, other.scalars).reduce(0.0) { sum, pair in
      let difference = Double(pair.0) - Double(pair.1)
      return sum + difference * difference
    }
    return sum / Double(max(1, count))
  }

  /// [N, ...] -> the mean over the first axis [1, ...], summed in double precision.
  package func meanOverRows() -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    var sums = [Double](repeating: 0, count: size)
    for (index, value) in scalars.enumerated() { sums[index % size] += Double(value) }
    return Tensor(shape: [1] + shape.dropFirst(), scalars: sums.map { Float($0 / Double(max(1, shape[0]))) })
  }
}

extension PanelGrid {
  /// The names by which a text can refer to rows: a, b, c, ...
  package static func letters(_ count: Int) -> [String] {
    (0..<count).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8(min($0, 25)))) }
  }
}
