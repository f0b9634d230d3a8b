import Tensors

/// A value that an operation on it is remembered for: what a `Variable` and an `EvaluationVariable` have in common.
public protocol RecordedActivation: Activation {
  /// The value itself.
  var value: Tensor { get }
  /// Where its gradient gathers; nil for a constant.
  var node: Node? { get }
  /// Makes the value again from what the tape holds anyway, so that it need not be held itself; nil for a value that was not
  /// made so.
  var remake: (() -> Tensor)? { get }
  /// A value of any shape with its place on a tape; nil for a constant.
  init(_ value: Tensor, at node: Node?, remake: (() -> Tensor)?)
}

extension RecordedActivation {
  /// A value of any shape without a gradient, such as a batch of training images or a time.
  public init(_ constant: Tensor) { self.init(constant, at: nil, remake: nil) }

  /// The value, for a pullback to hold: what makes it again, if something does, or the value itself.
  var remade: () -> Tensor {
    if let remake { return remake }
    let value = value
    return { value }
  }

  /// The result of an operation, recorded if any of its inputs is.
  static func recording(
    _ value: Tensor, from inputs: Node?..., remake: (() -> Tensor)? = nil, pullback: @escaping Tape.Pullback
  ) -> Self {
    let tape = inputs.lazy.compactMap { $0?.tape }.first
    return Self(value, at: tape?.record(inputs: inputs, pullback), remake: remake)
  }

  /// The shape of the value.
  public var shape: [Int] { value.shape }

  /// Any shape -> the same shape. Recorded.
  public func gelu() -> Self {
    let x = value
    return .recording(GELU.value(x), from: node) { [GELU.pullback($0, x: x)] }
  }

  /// [N, H, W, C] -> [N, H / size, W / size, C]. Recorded.
  public func pooled(_ pooling: AveragePooling) -> Self {
    let shape = value.shape
    return .recording(pooling(value), from: node) { [pooling.pullback($0, shape: shape)] }
  }

  /// [N, H, W, A], [N, H, W, B] -> [N, H, W, A + B]. Recorded for both.
  public func concatenated(with other: Self) -> Self {
    let (channels, first, second) = (value.shape.last!, remade, other.remade)
    let joined = Concatenation.value(value, other.value)
    let isRemade = remake != nil || other.remake != nil
    let again = isRemade ? { Concatenation.value(first(), second()) } : nil
    return .recording(joined, from: node, other.node, remake: again) { gradient in
      let (a, b) = Concatenation.pullback(gradient, channels: channels)
      return [a, b]
    }
  }

  /// [N, H, W, C] with scale and shift [N, C] -> the same shape. Recorded for all three.
  public func modulated(scale: Self, shift: Self?) -> Self {
    let (x, slope, offset) = (remade, scale.value, shift?.value)
    let y = Modulation.value(value, scale: slope, shift: offset)
    let again = remake == nil ? nil : { Modulation.value(x(), scale: slope, shift: offset) }
    return .recording(y, from: node, scale.node, shift?.node, remake: again) { gradient in
      let parts = Modulation.pullback(gradient, x: x(), scale: slope)
      return [parts.x, parts.scale, parts.shift]
    }
  }

  /// The same elements in another shape. Recorded.
  public func reshaped(to shape: [Int]) -> Self {
    let before = self.shape
    return .recording(value.reshaped(to: shape), from: node) { [$0.reshaped(to: before)] }
  }

  /// Sum of two of one shape. Recorded for both.
  public static func + (a: Self, b: Self) -> Self {
    .recording(a.value + b.value, from: a.node, b.node) { [$0, $0] }
  }

  /// Product of two of one shape, elementwise. Recorded for both.
  public static func * (a: Self, b: Self) -> Self {
    let (x, y) = (a.value, b.value)
    return .recording(x * y, from: a.node, b.node) { [$0 * y, $0 * x] }
  }
}
