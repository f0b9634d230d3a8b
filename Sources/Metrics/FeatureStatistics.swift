import Tensors

/// Mean and covariance of a set of feature vectors, in double precision.
public struct FeatureStatistics: Sendable {
  /// [F], with the same bits on every machine.
  public let mean: [Double]
  /// F x F, divided by N - 1.
  public let covariance: SymmetricMatrix
  /// The sum of the features' variances, which is the covariance's trace; with the same bits on every machine.
  public let variance: Double

  /// As many rows as are multiplied at a time.
  private static let batchSize = 256

  /// features [N, F], N at least 2.
  public init(of features: Tensor, by algebra: OpenBLAS) {
    precondition(
      features.shape.count == 2 && features.shape[0] > 1,
      "FeatureStatistics: expected [N, F] with two rows at least, got \(features.shape)")
    let (count, size) = (features.shape[0], features.shape[1])
    var mean = [Double](repeating: 0, count: size)
    var products = [Double](repeating: 0, count: size * size)
    var squares = 0.0
    features.withUnsafeScalars { scalars in
      for row in 0..<count {
        for column in 0..<size { mean[column] += Double(scalars[row * size + column]) }
      }
      for column in 0..<size { mean[column] /= Double(count) }
      for first in stride(from: 0, to: count, by: Self.batchSize) {
        let rows = first..<min(first + Self.batchSize, count)
        let centred = (rows.lowerBound * size..<rows.upperBound * size).map {
          Double(scalars[$0]) - mean[$0 % size]
        }
        squares = centred.reduce(squares) { $0 + $1 * $1 }
        algebra.addProduct(centred, centred, rows: rows.count, to: &products)
      }
    }
    self.mean = mean
    covariance = SymmetricMatrix(size: size) { row, column in
      products[row * size + column] / Double(count - 1)
    }
    variance = squares / Double(count - 1)
  }
}
