import Tensors

/// A shape alone: what flows through a network whose operations and memory are counted, and not computed. No weight
/// needs a value.
public struct CountingActivation: Activation {
  private final class Tally: @unchecked Sendable {
    var operations = 0.0
    let memory: ShapeMemory?
    init(_ memory: ShapeMemory? = nil) { self.memory = memory }
  }
  @TaskLocal private static var tally: Tally?

  /// The shape that the value would have.
  public let shape: [Int]
  private let block: ShapeMemory.Block?
  /// What a pullback holds of the value: the value, or what makes it again.
  private let kept: [ShapeMemory.Block]

  /// A value of this shape that no operation made.
  public init(shape: [Int]) { self.init(shape, Self.tally?.memory?.constant(shape)) }

  private var isRemade: Bool { block.map { own in !kept.contains { $0 === own } } ?? false }

  private init(_ shape: [Int], _ block: ShapeMemory.Block?, remadeFrom sources: [Self]? = nil) {
    (self.shape, self.block) = (shape, block)
    kept = sources?.flatMap(\.kept) ?? [block].compactMap { $0 }
  }

  /// The multiplications and additions with weights while `forward` runs.
  public static func operations(in forward: () -> Void) -> Double {
    let tally = Tally()
    $tally.withValue(tally, operation: forward)
    return tally.operations
  }

  /// The most bytes of tensors at one time, weights aside, while `forward` evaluates a network.
  public static func evaluationBytes(of forward: () -> Void) -> Int {
    let memory = ShapeMemory(records: false)
    $tally.withValue(Tally(memory), operation: forward)
    return memory.peak
  }

  /// The same for a step of a training, with the gradients of the parameters, from the batch to the last gradient.
  public static func trainingBytes(of forward: () -> Void) -> Int {
    let memory = ShapeMemory(records: true)
    $tally.withValue(Tally(memory), operation: forward)
    memory.walkBack()
    return memory.peak
  }

  private func using(_ weight: Parameter, times: Int) {
    Self.tally?.operations += weight.shape.reduce(2 * Double(times)) { $0 * Double($1) }
  }

  /// The result of an operation.
  ///
  /// - Parameter kept: what the way back needs.
  fileprivate static func result(
    _ shape: [Int], of inputs: [Self], keeping kept: [Self] = [], remadeFrom sources: [Self]? = nil,
    _ parameters: Parameter...
  ) -> Self {
    guard let memory = tally?.memory else { return Self(shape, nil) }
    let block = memory.result(
      shape, of: inputs.compactMap(\.block), keeping: kept.flatMap(\.kept),
      parameters: parameters.map(\.shape))
    return Self(shape, block, remadeFrom: memory.records ? sources : nil)
  }

  /// [N, H, W, C] -> [N, H', W', K]. A kernel is used at every pixel of the output, a transposed one of the input: at
  /// those of the smaller one.
  public func convolved(_ convolution: some ImageConvolution, weight: Parameter, bias: Parameter) -> Self {
    let output = convolution.outputShape(of: shape, kernel: weight.shape)
    using(weight, times: min(shape.dropLast().reduce(1, *), output.dropLast().reduce(1, *)))
    return .result(output, of: [self], keeping: [self], weight, bias)
  }

  /// [N, A] -> [N, B]
  public func mapped(weight: Parameter, bias: Parameter) -> Self {
    using(weight, times: shape[0])
    return .result([shape[0], weight.shape[1]], of: [self], keeping: [self], weight, bias)
  }

  /// [..., C] -> the same shape.
  public func normalized(by normalization: Normalization) -> Self {
    .result(
      shape, of: [self], keeping: [self], remadeFrom: Variable.isRemade(shape) ? [self] : nil,
      normalization.scale, normalization.shift)
  }
  /// Any shape -> the same shape.
  public func gelu() -> Self { .result(shape, of: [self], keeping: [self]) }
  /// [N, H, W, C] -> [N, H / size, W / size, C]
  public func pooled(_ pooling: AveragePooling) -> Self {
    .result([shape[0], shape[1] / pooling.size, shape[2] / pooling.size, shape[3]], of: [self])
  }
  /// [N, H, W, A], [N, H, W, B] -> [N, H, W, A + B]
  public func concatenated(with other: Self) -> Self {
    .result(
      shape.dropLast() + [shape.last! + other.shape.last!], of: [self, other],
      remadeFrom: isRemade || other.isRemade ? [self, other] : nil)
  }
  /// [N, H, W, C] with scale and shift [N, C] -> the same shape.
  public func modulated(scale: Self, shift: Self?) -> Self {
    .result(
      shape, of: [self, scale] + [shift].compactMap { $0 }, keeping: [self, scale],
      remadeFrom: isRemade ? [self, scale] : nil)
  }
  /// The same elements in another shape.
  public func reshaped(to shape: [Int]) -> Self { Self(shape, block) }
  /// Two of one shape -> the same shape.
  public static func + (a: Self, b: Self) -> Self { .result(a.shape, of: [a, b]) }
  /// Two of one shape -> the same shape.
  public static func * (a: Self, b: Self) -> Self { .result(a.shape, of: [a, b], keeping: [a, b]) }
}

extension CountingActivation: AttentionActivation {
  /// [N, ..., C] with a modulation [N, 2 C] or none -> the same shape.
  public func normalized(
    _ normalization: GroupNormalization, scale: Parameter, shift: Parameter, modulation: Self?
  ) -> Self {
    let inputs = [self] + [modulation].compactMap { $0 }
    return .result(shape, of: inputs, keeping: inputs, scale, shift)
  }
  /// [..., C] -> the same shape.
  public func normalized(_ normalization: LayerNormalization, scale: Parameter, shift: Parameter) -> Self {
    .result(shape, of: [self], keeping: [self], scale, shift)
  }
  /// Queries [N, Q, C] with keys and values [N, K, C] -> [N, Q, C]
  public func attended(_ attention: Attention, keys: Self, values: Self) -> Self {
    .result(shape, of: [self, keys, values], keeping: [self, keys, values])
  }
  /// [N, H, W, C] -> [N, 2 H, 2 W, C]
  public func upsampled() -> Self {
    .result([shape[0], 2 * shape[1], 2 * shape[2], shape[3]], of: [self])
  }
  /// [N, A, C] and [N, B, C] -> [N, A + B, C]
  public func joined(tokens other: Self) -> Self {
    .result([shape[0], shape[1] + other.shape[1], shape[2]], of: [self, other])
  }
  /// [N, T, C] -> [N, 1, C]
  public func averagedOverTokens() -> Self { .result([shape[0], 1, shape[2]], of: [self]) }
  /// [..., C] plus a row of C elements -> the same shape.
  public func adding(row: Parameter) -> Self { .result(shape, of: [self], row) }
  /// Any shape -> the same shape.
  public static func * (scale: Float, x: Self) -> Self { .result(x.shape, of: [x]) }
}

extension CountingActivation: TokenActivation {
  /// A table [V, C] -> one of its rows for each id, [ids.count, C]
  public static func embedded(_ ids: [Int], table: Parameter) -> Self {
    .result([ids.count, table.shape[1]], of: [], table)
  }
  /// A table [buckets, heads] -> [heads, T, T] for a length T
  public static func relativeBias(_ positions: RelativePositions, table: Parameter, length: Int) -> Self {
    .result([table.shape[1], length, length], of: [], table)
  }
  /// [R, C] -> the same shape.
  public func normalized(_ normalization: RootMeanSquareNormalization, scale: Parameter) -> Self {
    .result(shape, of: [self], keeping: [self], scale)
  }
  /// Any shape -> the same shape.
  public func tanhGELU() -> Self { .result(shape, of: [self], keeping: [self]) }
  /// self, keys and values [N T, C], bias [heads, T, T], mask [N, T] -> [N T, C]
  public func attending(
    _ attention: BiasedAttention, keys: Self, values: Self, bias: Self, mask: Tensor
  ) -> Self { .result(shape, of: [self, keys, values, bias], keeping: [self, keys, values, bias]) }
}
