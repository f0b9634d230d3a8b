import Tensors

/// A learnable tensor of a network.
public struct Parameter: Sendable {
  /// The weights, in the engine's own layout.
  public var value: Tensor
  /// Its place on the tape while a loss is recorded.
  package var node: Node?

  /// A parameter that is not being recorded.
  public init(_ value: Tensor) { self.value = value }
}
