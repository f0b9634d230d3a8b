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

  /// A value of any shape with its place on a tape; nil for a constant.
  public init(_ value: Tensor, at node: Node?) { (self.value, self.node) = (value, node) }

  /// [..., C] -> the same shape, with the batch's own statistics, which the tape keeps for the running ones. Recorded
  /// for the input, the scale and the shift.
  public func normalized(by normalization: Normalization) -> Variable {
    let (x, operation) = (value, normalization.operation)
    let (scale, shift) = (normalization.scale.value, normalization.shift.value)
    let batch = ChannelStatistics(of: x)
    normalization.scale.node?.tape.observe(batch, slot: normalization.running.slot)
    let y = operation(x, batch, scale: scale, shift: shift)
    return .recording(y, from: node, normalization.scale.node, normalization.shift.node) { gradient in
      let parts = operation.pullback(gradient, x: x, batch, scale: scale, shift: shift)
      return [parts.x, parts.scale, parts.shift]
    }
  }
}

extension Variable {
  /// Walks back from a scalar loss; the gradients then wait on the tape of the recorded parameters.
  package func walkBack() {
    precondition(value.count == 1, "walkBack: expected a scalar loss, got shape \(shape)")
    if let node { node.tape.walkBack(from: node, gradient: Tensor(repeating: 1, shape: shape)) }
  }
}
