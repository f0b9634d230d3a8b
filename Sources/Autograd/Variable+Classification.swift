import Tensors

extension Variable {
  /// The mean of -log softmax(self)[label], a scalar of shape []; self [..., K] with one label for each row.
  /// Recorded.
  public func softmaxCrossEntropy(to labels: [Int]) -> Variable {
    let logits = value
    let loss = Tensor(shape: [], scalars: [SoftmaxCrossEntropy.value(logits, labels: labels)])
    return .recording(loss, from: node) { gradient in
      [SoftmaxCrossEntropy.pullback(gradient.scalars[0], logits: logits, labels: labels)]
    }
  }
}
