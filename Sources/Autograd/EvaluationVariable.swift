import Tensors

/// A value that is recorded in evaluation mode: parameters are constants, batch normalisations use their running
/// statistics, and only the way back to the network's input is remembered.
///
///     let (velocity, product) = EvaluationVariable.pullback(of: x, with: probe) { x in network(x, condition) }
///
/// A row's answer then depends on that row alone, so one pullback gives the product with every row's own Jacobian.
public struct EvaluationVariable {
  /// The value itself.
  public let value: Tensor
  /// Where its gradient gathers; nil for a constant.
  let node: Node?

  /// A value that does not depend on the input, such as a time.
  public init(_ constant: Tensor) {
    value = constant
    node = nil
  }

  private init(_ value: Tensor, at node: Node?) {
    self.value = value
    self.node = node
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

  /// The result of an operation, recorded if any of its inputs is.
  private static func recording(
    _ value: Tensor, from inputs: Node?..., pullback: @escaping Tape.Pullback
  ) -> EvaluationVariable {
    let tape = inputs.lazy.compactMap { $0?.tape }.first
    return EvaluationVariable(value, at: tape?.record(inputs: inputs, pullback))
  }
}

extension EvaluationVariable: Activation {
  /// The shape of the value.
  public var shape: [Int] { value.shape }

  /// Recorded for the input.
  public func convolved(_ convolution: Convolution2D, weight: Parameter, bias: Parameter) -> Self {
    let (shape, w) = (value.shape, weight.value)
    return .recording(value.convolved(convolution, weight: weight, bias: bias), from: node) {
      [convolution.pullbackToInput($0, shape: shape, weight: w)]
    }
  }

  /// Recorded for the input.
  public func convolved(
    _ convolution: TransposedConvolution2D, weight: Parameter, bias: Parameter
  ) -> Self {
    let (shape, w) = (value.shape, weight.value)
    return .recording(value.convolved(convolution, weight: weight, bias: bias), from: node) {
      [convolution.pullbackToInput($0, shape: shape, weight: w)]
    }
  }

  /// With the running statistics, and recorded for the input: an affine map whose pullback is the same map without
  /// its offsets, behind the GELU's if there is one.
  public func normalized(
    _ normalization: BatchNormalization, scale: Parameter, shift: Parameter, running: RunningStatistics
  ) -> Self {
    let affine = BatchNormalization()
    let x = value
    let y = x.normalized(normalization, scale: scale, shift: shift, running: running)
    let zero = Tensor(repeating: 0, shape: running.mean.shape)
    return .recording(y, from: node) { gradient in
      var inner = gradient
      if normalization.followedByGELU {
        let z = x.normalized(affine, scale: scale, shift: shift, running: running)
        inner = GELU.pullback(gradient, x: z)
      }
      let linear = ChannelStatistics(mean: zero, variance: running.variance, count: 1)
      return [affine(inner, linear, scale: scale.value, shift: zero)]
    }
  }

  /// Recorded.
  public func gelu() -> Self {
    let x = value
    return .recording(GELU.value(x), from: node) { [GELU.pullback($0, x: x)] }
  }

  /// Recorded.
  public func pooled(_ pooling: AveragePooling) -> Self {
    let shape = value.shape
    return .recording(pooling(value), from: node) { [pooling.pullback($0, shape: shape)] }
  }

  /// Recorded for both.
  public func concatenated(with other: Self) -> Self {
    let channels = value.shape.last!
    return .recording(Concatenation.value(value, other.value), from: node, other.node) { gradient in
      let (a, b) = Concatenation.pullback(gradient, channels: channels)
      return [a, b]
    }
  }

  /// Recorded for the input.
  public func mapped(weight: Parameter, bias: Parameter) -> Self {
    let (x, w) = (value, weight.value)
    return .recording(value.mapped(weight: weight, bias: bias), from: node) {
      [Linear.pullback($0, x: x, weight: w).x]
    }
  }

  /// Recorded for all three.
  public func modulated(scale: Self, shift: Self?) -> Self {
    let (x, slope) = (value, scale.value)
    let y = Modulation.value(x, scale: slope, shift: shift?.value)
    return .recording(y, from: node, scale.node, shift?.node) { gradient in
      let parts = Modulation.pullback(gradient, x: x, scale: slope)
      return [parts.x, parts.scale, parts.shift]
    }
  }

  /// Recorded for both.
  public static func + (a: Self, b: Self) -> Self {
    .recording(a.value + b.value, from: a.node, b.node) { [$0, $0] }
  }

  /// Recorded for both.
  public static func * (a: Self, b: Self) -> Self {
    let (x, y) = (a.value, b.value)
    return .recording(x * y, from: a.node, b.node) { [$0 * y, $0 * x] }
  }
}
