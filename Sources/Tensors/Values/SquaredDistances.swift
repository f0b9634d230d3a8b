/// The squared Euclidean distance of every row of one matrix from every row of another.
///
/// Sums of squared differences and not |a|^2 + |b|^2 - 2 ab, which loses the small distances that matter most.
public enum SquaredDistances {
  /// Rows of `b` that stay in a core's cache while the rows of `a` pass by.
  private static let tile = 64

  /// a [N, F], b [M, F] -> [N, M].
  public static func value(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(
      a.shape.count == 2 && b.shape.count == 2 && a.shape[1] == b.shape[1],
      "SquaredDistances: expected [N, F] and [M, F], got \(a.shape) and \(b.shape)")
    let (columns, width) = (b.shape[0], a.shape[1])
    var result = Tensor(uninitialized: [a.shape[0], columns])
    let (x, y, destination) = (a.floats, b.floats, result.mutableFloats)
    Partition(a.shape[0], grain: 4, unit: 4).concurrently { _, rows in
      for start in stride(from: 0, to: columns, by: tile) {
        for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 4) {
          let count = min(4, rows.upperBound - row)
          for column in start..<min(start + tile, columns) {
            let sums = four(x + row * width, count, y + column * width, width)
            for index in 0..<count { destination[(row + index) * columns + column] = sums[index] }
          }
        }
      }
    }
    return result
  }

  /// The distances of up to four rows, one after the other in memory, from one row; rows beyond `count` repeat the first.
  @inline(__always) private static func four(
    _ x: UnsafePointer<Float>, _ count: Int, _ y: UnsafePointer<Float>, _ width: Int
  ) -> SIMD4<Float> {
    let (x1, x2, x3) = (
      count > 1 ? x + width : x, count > 2 ? x + 2 * width : x, count > 3 ? x + 3 * width : x
    )
    var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    let whole = width / 16 * 16
    for index in stride(from: 0, to: whole, by: 16) {
      let reference = Vector(y + index)
      s0 = s0.addingSquare(of: Vector(x + index) - reference)
      s1 = s1.addingSquare(of: Vector(x1 + index) - reference)
      s2 = s2.addingSquare(of: Vector(x2 + index) - reference)
      s3 = s3.addingSquare(of: Vector(x3 + index) - reference)
    }
    if whole < width {
      let lanes = width - whole
      let reference = Vector(y + whole, first: lanes)
      s0 = s0.addingSquare(of: Vector(x + whole, first: lanes) - reference)
      s1 = s1.addingSquare(of: Vector(x1 + whole, first: lanes) - reference)
      s2 = s2.addingSquare(of: Vector(x2 + whole, first: lanes) - reference)
      s3 = s3.addingSquare(of: Vector(x3 + whole, first: lanes) - reference)
    }
    return SIMD4(s0.sum(), s1.sum(), s2.sum(), s3.sum())
  }
}

extension Vector {
  @inline(__always) fileprivate func addingSquare(of other: Vector) -> Vector { addingProduct(other, other) }
}
