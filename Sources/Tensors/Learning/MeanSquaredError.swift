/// Mean over all elements of (prediction - target)^2.
public enum MeanSquaredError {
  /// prediction and target of one shape -> the mean.
  public static func value(_ prediction: Tensor, _ target: Tensor) -> Float {
    Tensor.requireSameShape("MeanSquaredError", prediction, target)
    let (p, t) = (prediction.floats, target.floats)
    let partition = Partition(prediction.count, grain: 1 << 12)
    var sums = [Double](repeating: 0, count: partition.pieces)
    sums.withUnsafeMutableBufferPointer { sums in
      let sums = sums.baseAddress!
      partition.concurrently { piece, items in
        sums[piece] = items.reduce(into: 0) { sum, index in
          let difference = Double(p[index]) - Double(t[index])
          sum += difference * difference
        }
      }
    }
    return Float(sums.reduce(0, +) / Double(prediction.count))
  }

  /// prediction and target of one shape -> the gradient for the prediction: 2 (prediction - target) / count * gradient.
  public static func pullback(_ gradient: Float, prediction: Tensor, target: Tensor) -> Tensor {
    let scale = 2 * gradient / Float(prediction.count)
    let (p, t) = (prediction.floats, target.floats)
    return elementwise(prediction.shape) { (Vector(p + $0) - Vector(t + $0)) * scale }
  }
}
