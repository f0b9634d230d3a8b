import Tensors

/// A recorded value: an operation on it is remembered, so that the loss at the end has gradients.
///
/// Only a network inside `valueWithGradient` records; elsewhere a variable is a constant with a network in
/// training mode.
public struct Variable: RecordedActivation {
  /// The value itself.
  public let value: Tensor
  /// Where its gradient gathers; nil for a constant.
  public let node: Node?
  /// For large normalised values and what is joined or modulated of them, which cost less time than their memory is worth.
  public let remake: (() -> Tensor)?

  /// A value of any shape with its place on a tape; nil for a constant.
  public init(_ value: Tensor, at node: Node?, remake: (() -> Tensor)? = nil) {
    (self.value, self.node, self.remake) = (value, node, remake)
  }

  /// [..., C] -> the same shape, with the batch's own statistics, which the tape keeps for the running ones. Recorded
  /// for the input, the scale and the shift.
  public func normalized(by normalization: Normalization) -> Variable {
    let (x, operation) = (value, normalization.operation)
    let (scale, shift) = (normalization.scale.value, normalization.shift.value)
    let batch = ChannelStatistics(of: x)
    normalization.scale.node?.tape.observe(batch, slot: normalization.running.slot)
    let normalized = { operation(x, batch, scale: scale, shift: shift) }
    return .recording(
      normalized(), from: node, normalization.scale.node, normalization.shift.node,
      remake: Self.isRemade(x.shape) ? normalized : nil
    ) { gradient in
      let parts = operation.pullback(gradient, x: x, batch, scale: scale, shift: shift)
      return [parts.x, parts.scale, parts.shift]
    }
  }
}

extension Variable {
  /// Whether a normalised value is made again on the way back: those that fit a cache are better held.
  static func isRemade(_ shape: [Int]) -> Bool { shape.reduce(1, *) >= 1 << 20 }

  /// [N, H, W, C] -> [N, H', W', K]: a convolution and a normalisation by the batch's own statistics, to which the
  /// convolution's bias makes no difference: its gradient is exactly zero, and not summed up to rounding errors.
  public func convolved(
    _ convolution: some ImageConvolution, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Variable {
    let zero = Tensor(repeating: 0, shape: bias.shape)
    return convolved(convolution, weight: weight, bias: bias) { _ in zero }.normalized(by: normalization)
  }

  /// Walks back from a scalar loss; the gradients then wait on the tape of the recorded parameters.
  package func walkBack() {
    precondition(value.count == 1, "walkBack: expected a scalar loss, got shape \(shape)")
    if let node { node.tape.walkBack(from: node, gradient: Tensor(repeating: 1, shape: shape)) }
  }
}
