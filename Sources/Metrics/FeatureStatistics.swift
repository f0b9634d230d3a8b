import Tensors

/// Mean and covariance of a set of feature vectors, in double precision.
public struct FeatureStatistics: Equatable, Sendable {
  /// [F]
  public let mean: [Double]
  /// F x F, divided by N - 1.
  public let covariance: SymmetricMatrix

  /// features [N, F], N at least 2.
  public init(of features: Tensor) {
    precondition(
      features.shape.count == 2 && features.shape[0] > 1,
      "FeatureStatistics: expected [N, F] with two rows at least, got \(features.shape)")
    let (count, size) = (features.shape[0], features.shape[1])
    var mean = [Double](repeating: 0, count: size)
    var sums = [Double](repeating: 0, count: size * size)
    features.withUnsafeScalars { scalars in
      for row in 0..<count {
        for column in 0..<size { mean[column] += Double(scalars[row * size + column]) }
      }
      for column in 0..<size { mean[column] /= Double(count) }
      Self.addProducts(of: scalars, mean, to: &sums)
    }
    self.mean = mean
    covariance = SymmetricMatrix(size: size) { row, column in
      sums[row * size + column] / Double(count - 1)
    }
  }

  /// The lower triangle of the sum of (x - mean)(x - mean)^T.
  private static func addProducts(
    of scalars: UnsafeBufferPointer<Float>, _ mean: [Double], to sums: inout [Double]
  ) {
    let size = mean.count
    var centered = [Double](repeating: 0, count: size)
    sums.withUnsafeMutableBufferPointer { sums in
      centered.withUnsafeMutableBufferPointer { centered in
        for start in stride(from: 0, to: scalars.count, by: size) {
          for column in 0..<size { centered[column] = Double(scalars[start + column]) - mean[column] }
          for row in 0..<size {
            let (factor, place) = (centered[row], row * size)
            for column in 0...row { sums[place + column] += factor * centered[column] }
          }
        }
      }
    }
  }
}
