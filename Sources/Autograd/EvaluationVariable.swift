import Tensors

/// A value that is recorded in evaluation mode: parameters are constants, batch normalisations use their running
/// statistics, and only the way back to the network's input is remembered.
///
///     let (velocity, product) = EvaluationVariable.pullback(of: x, with: probe) { x in network(x, condition) }
///
/// A row's answer then depends on that row alone, so one pullback gives the product with every row's own Jacobian.
public struct EvaluationVariable: RecordedActivation {
  /// The value itself.
  public let value: Tensor
  /// Where its gradient gathers; nil for a constant.
  public let node: Node?

  /// Nothing: parameters are constants, so that few values are held.
  public var remake: (() -> Tensor)? { nil }

  /// A value of any shape with its place on a tape; nil for a constant.
  public init(_ value: Tensor, at node: Node?, remake _: (() -> Tensor)? = nil) {
    (self.value, self.node) = (value, node)
  }

  /// y = f(x) and the vector-Jacobian product v' dy/dx.
  ///
  /// - Parameters:
  ///   - x: [N, ...]
  ///   - vector: v, of y's shape.
  /// - Returns: y, and the product in x's shape.
  public static func pullback(
    of x: Tensor, with vector: Tensor, through function: (EvaluationVariable) -> EvaluationVariable
  ) -> (value: Tensor, product: Tensor) {
    let tape = Tape()
    let place = tape.place()
    let y = function(EvaluationVariable(x, at: place))
    precondition(
      y.shape == vector.shape, "pullback: expected a vector \(y.shape), got \(vector.shape)")
    if let node = y.node { tape.walkBack(from: node, gradient: vector) }
    return (y.value, tape.takeGradient(at: place.index) ?? Tensor(repeating: 0, shape: x.shape))
  }

  /// [..., C] -> the same shape with the running statistics, recorded for the input: an affine map whose pullback is
  /// the same map without its offsets, behind the GELU's if there is one.
  public func normalized(by normalization: Normalization) -> EvaluationVariable {
    let (x, affine, running) = (value, BatchNormalization(), normalization.runningStatistics)
    let (scale, shift) = (normalization.scale.value, normalization.shift.value)
    let zero = Tensor(repeating: 0, shape: running.mean.shape)
    return .recording(x.normalized(by: normalization), from: node) { gradient in
      var inner = gradient
      if normalization.operation.followedByGELU {
        inner = GELU.pullback(gradient, x: affine(x, running, scale: scale, shift: shift))
      }
      let linear = ChannelStatistics(mean: zero, variance: running.variance, count: 1)
      return [affine(inner, linear, scale: scale, shift: zero)]
    }
  }
}
