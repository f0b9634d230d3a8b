import Tensors

/// A recorded value: an operation on it is remembered, so that the loss at the end has gradients.
///
/// Only a network inside `valueWithGradient` records; elsewhere a variable is a constant with a network in
/// training mode.
public struct Variable {
  /// The value itself.
  public let value: Tensor
  /// Where its gradient gathers; nil for a constant.
  let node: Node?

  /// A value without a gradient, such as a batch of training images.
  public init(_ constant: Tensor) {
    value = constant
    node = nil
  }

  init(_ value: Tensor, at node: Node?) {
    self.value = value
    self.node = node
  }

  /// The shape of the value.
  public var shape: [Int] { value.shape }

  /// The result of an operation, recorded if any of its inputs is.
  static func recording(_ value: Tensor, from inputs: Node?..., pullback: @escaping Tape.Pullback) -> Variable
  {
    let tape = inputs.lazy.compactMap { $0?.tape }.first
    return Variable(value, at: tape?.record(inputs: inputs, pullback))
  }
}

extension Variable {
  /// Walks back from a scalar loss; the gradients then wait on the tape of the recorded parameters.
  package func walkBack() {
    precondition(value.count == 1, "walkBack: expected a scalar loss, got shape \(shape)")
    if let node { node.tape.walkBack(from: node, gradient: Tensor(repeating: 1, shape: shape)) }
  }
}
