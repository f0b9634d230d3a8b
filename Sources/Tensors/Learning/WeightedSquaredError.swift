/// The mean over all elements of w (prediction - target)^2, with a weight w for each row of the first axis.
public enum WeightedSquaredError {
  /// prediction and target [N, ...], N weights -> the mean.
  public static func value(_ prediction: Tensor, _ target: Tensor, weights: [Float]) -> Float {
    let size = rowSize(prediction, target, weights)
    let (p, t) = (prediction.floats, target.floats)
    var sums = [Double](repeating: 0, count: weights.count)
    sums.withUnsafeMutableBufferPointer { sums in
      let sums = sums.baseAddress!
      concurrently(pieces: weights.count) { row in
        var sum = 0.0
        for index in row * size..<(row + 1) * size {
          let difference = Double(p[index]) - Double(t[index])
          sum += difference * difference
        }
        sums[row] = Double(weights[row]) * sum
      }
    }
    return Float(sums.reduce(0, +) / Double(prediction.count))
  }

  /// prediction and target [N, ...], N weights -> the gradient for the prediction:
  /// 2 w (prediction - target) / count * gradient.
  public static func pullback(
    _ gradient: Float, prediction: Tensor, target: Tensor, weights: [Float]
  ) -> Tensor {
    let size = rowSize(prediction, target, weights)
    let scale = 2 * gradient / Float(prediction.count)
    var result = Tensor(uninitialized: prediction.shape)
    let (p, t, destination) = (prediction.floats, target.floats, result.mutableFloats)
    concurrently(pieces: weights.count) { row in
      let factor = scale * weights[row]
      for index in row * size..<(row + 1) * size { destination[index] = (p[index] - t[index]) * factor }
    }
    return result
  }

  private static func rowSize(_ prediction: Tensor, _ target: Tensor, _ weights: [Float]) -> Int {
    Tensor.requireSameShape("WeightedSquaredError", prediction, target)
    precondition(
      !weights.isEmpty && prediction.shape.first == weights.count,
      "WeightedSquaredError: expected a weight for each row of \(prediction.shape), got \(weights.count)")
    return prediction.count / weights.count
  }
}
