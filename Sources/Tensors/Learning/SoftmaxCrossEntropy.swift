import KernelInterface

/// The loss of a classifier: the mean over all rows of -log softmax(logits)[class].
public enum SoftmaxCrossEntropy {
  /// logits [..., K] with one class in 0..<K for each row -> the mean.
  public static func value(_ logits: Tensor, labels: [Int]) -> Float {
    requireShapes("SoftmaxCrossEntropy", logits, labels)
    let classes = logits.shape.last!
    let losses = softmax(logits).inverseSums
    let source = logits.floats
    let sum = labels.indices.reduce(0.0) { sum, row in
      let (scores, label) = (source + row * classes, labels[row])
      let own = scores[label] - greatest(scores, classes)
      guard losses[row].isFinite else { return .nan }  // logits that are no numbers
      return sum - Double(Cephes.logarithm(losses[row])) - Double(own)
    }
    return Float(sum / Double(labels.count))
  }

  /// The gradient for the logits [..., K]: (softmax - one-hot) * gradient / rows.
  public static func pullback(_ gradient: Float, logits: Tensor, labels: [Int]) -> Tensor {
    requireShapes("SoftmaxCrossEntropy.pullback", logits, labels)
    let classes = logits.shape.last!
    var result = softmax(logits).probabilities
    let scores = result.mutableFloats
    let scale = gradient / Float(labels.count)
    for (row, label) in labels.enumerated() {
      scores[row * classes + label] -= 1
      for column in row * classes..<(row + 1) * classes { scores[column] *= scale }
    }
    return result
  }

  /// exp(x - max) / sum over the last axis, and 1 / sum for each row.
  private static func softmax(_ logits: Tensor) -> (probabilities: Tensor, inverseSums: [Float]) {
    let classes = logits.shape.last!
    var result = Tensor(uninitialized: logits.shape)
    let (source, destination) = (logits.floats, result.mutableFloats)
    var row = Tensor(repeating: 0, shape: [classes.roundedUp(to: 16)])
    let powers = row.mutableFloats
    let inverseSums = (0..<logits.count / classes).map { index in
      let scores = source + index * classes
      powers.update(repeating: -.greatestFiniteMagnitude, count: row.count)
      powers.update(from: scores, count: classes)
      let sum = kernels.exponentiate(powers, count: row.count, scale: 1, offset: -greatest(scores, classes))
      for column in 0..<classes { destination[index * classes + column] = powers[column] / sum }
      return 1 / sum
    }
    return (result, inverseSums)
  }

  @inline(__always) private static func greatest(_ scores: UnsafePointer<Float>, _ count: Int) -> Float {
    var top = scores[0]
    for column in 1..<max(1, count) { top = max(top, scores[column]) }
    return top
  }

  private static func requireShapes(_ operation: String, _ logits: Tensor, _ labels: [Int]) {
    let classes = logits.shape.last ?? 0
    precondition(
      classes > 0 && !labels.isEmpty && logits.count == labels.count * classes,
      "\(operation): expected logits [..., K] with a row for each of \(labels.count) labels, got \(logits.shape)"
    )
    precondition(
      labels.allSatisfy { 0..<classes ~= $0 },
      "\(operation): expected labels in 0..<\(classes), got \(labels.first { !(0..<classes ~= $0) } ?? 0)")
  }
}
