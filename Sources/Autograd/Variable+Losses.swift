import Tensors

extension Variable {
  /// The mean of (self - target)^2 over all elements of one shape, a scalar of shape []. Recorded for the prediction.
  public func meanSquaredError(to target: Tensor) -> Variable {
    let prediction = value
    return loss(MeanSquaredError.value(prediction, target)) {
      MeanSquaredError.pullback($0, prediction: prediction, target: target)
    }
  }

  /// The mean of w (self - target)^2 over all elements of one shape [N, ...], with N weights w, a scalar of shape [].
  /// Recorded for the prediction.
  public func meanSquaredError(to target: Tensor, weights: [Float]) -> Variable {
    let prediction = value
    return loss(WeightedSquaredError.value(prediction, target, weights: weights)) {
      WeightedSquaredError.pullback($0, prediction: prediction, target: target, weights: weights)
    }
  }

  /// The mean of -log softmax(self)[label], a scalar of shape []; self [..., K] with one label for each row.
  /// Recorded.
  public func softmaxCrossEntropy(to labels: [Int]) -> Variable {
    let logits = value
    return loss(SoftmaxCrossEntropy.value(logits, labels: labels)) {
      SoftmaxCrossEntropy.pullback($0, logits: logits, labels: labels)
    }
  }

  /// The variational bound of a code of variances of any shape, a scalar of shape []. Recorded for the code.
  public func varianceBound(_ bound: LearnedVarianceBound) -> Variable {
    let code = value
    return loss(bound.value(code)) { bound.pullback($0, code: code) }
  }

  /// A number made of this value, whose pullback takes the number's gradient.
  private func loss(_ value: Float, pullback: @escaping (Float) -> Tensor) -> Variable {
    .recording(Tensor(shape: [], scalars: [value]), from: node) { [pullback($0.scalars[0])] }
  }
}
