import Tensors

extension Variable: Activation {
  /// Recorded.
  public func pooled(_ pooling: AveragePooling) -> Variable {
    let shape = value.shape
    return .recording(pooling(value), from: node) { [pooling.pullback($0, shape: shape)] }
  }

  /// Recorded for both.
  public func concatenated(with other: Variable) -> Variable {
    let channels = value.shape.last!
    return .recording(Concatenation.value(value, other.value), from: node, other.node) { gradient in
      let (a, b) = Concatenation.pullback(gradient, channels: channels)
      return [a, b]
    }
  }

  /// Recorded for both.
  public static func + (a: Variable, b: Variable) -> Variable {
    .recording(a.value + b.value, from: a.node, b.node) { [$0, $0] }
  }

  /// Recorded for both.
  public static func * (a: Variable, b: Variable) -> Variable {
    let (x, y) = (a.value, b.value)
    return .recording(x * y, from: a.node, b.node) { [$0 * y, $0 * x] }
  }

  /// The mean of (self - target)^2 over all elements, a scalar of shape []; recorded for the prediction.
  public func meanSquaredError(to target: Tensor) -> Variable {
    let prediction = value
    let loss = Tensor(shape: [], scalars: [MeanSquaredError.value(prediction, target)])
    return .recording(loss, from: node) { gradient in
      [MeanSquaredError.pullback(gradient.scalars[0], prediction: prediction, target: target)]
    }
  }
}
