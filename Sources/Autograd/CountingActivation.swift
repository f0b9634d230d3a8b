import Tensors

/// A shape alone: what flows through a network whose operations are counted, and not computed. No weight needs a value.
public struct CountingActivation: Activation {
  private final class Tally: @unchecked Sendable { var operations = 0.0 }
  @TaskLocal private static var tally: Tally?

  /// The shape that the value would have.
  public let shape: [Int]

  /// A value of this shape.
  public init(shape: [Int]) { self.shape = shape }

  /// The multiplications and additions with weights while `forward` runs.
  public static func operations(in forward: () -> Void) -> Double {
    let tally = Tally()
    $tally.withValue(tally, operation: forward)
    return tally.operations
  }

  private func using(_ weight: Parameter, times: Int) {
    Self.tally?.operations += weight.shape.reduce(2 * Double(times)) { $0 * Double($1) }
  }

  /// [N, H, W, C] -> [N, H', W', K]. A kernel is used at every pixel of the output, a transposed one of the input: at
  /// those of the smaller one.
  public func convolved(_ convolution: some ImageConvolution, weight: Parameter, bias: Parameter) -> Self {
    let output = convolution.outputShape(of: shape, kernel: weight.shape)
    using(weight, times: min(shape.dropLast().reduce(1, *), output.dropLast().reduce(1, *)))
    return Self(shape: output)
  }

  /// [N, A] -> [N, B]
  public func mapped(weight: Parameter, bias: Parameter) -> Self {
    using(weight, times: shape[0])
    return Self(shape: [shape[0], weight.shape[1]])
  }

  /// [..., C] -> the same shape.
  public func normalized(by normalization: Normalization) -> Self { self }
  /// Any shape -> the same shape.
  public func gelu() -> Self { self }
  /// [N, H, W, C] -> [N, H / size, W / size, C]
  public func pooled(_ pooling: AveragePooling) -> Self {
    Self(shape: [shape[0], shape[1] / pooling.size, shape[2] / pooling.size, shape[3]])
  }
  /// [N, H, W, A], [N, H, W, B] -> [N, H, W, A + B]
  public func concatenated(with other: Self) -> Self {
    Self(shape: shape.dropLast() + [shape.last! + other.shape.last!])
  }
  /// [N, H, W, C] with scale and shift [N, C] -> the same shape.
  public func modulated(scale: Self, shift: Self?) -> Self { self }
  /// The same elements in another shape.
  public func reshaped(to shape: [Int]) -> Self { Self(shape: shape) }
  /// Two of one shape -> the same shape.
  public static func + (a: Self, b: Self) -> Self { a }
  /// Two of one shape -> the same shape.
  public static func * (a: Self, b: Self) -> Self { a }
}

extension CountingActivation: AttentionActivation {
  /// [N, ..., C] with a modulation [N, 2 C] or none -> the same shape.
  public func normalized(
    _ normalization: GroupNormalization, scale: Parameter, shift: Parameter, modulation: Self?
  ) -> Self { self }
  /// [..., C] -> the same shape.
  public func normalized(_ normalization: LayerNormalization, scale: Parameter, shift: Parameter) -> Self {
    self
  }
  /// Queries [N, Q, C] with keys and values [N, K, C] -> [N, Q, C]
  public func attended(_ attention: Attention, keys: Self, values: Self) -> Self { self }
  /// [N, H, W, C] -> [N, 2 H, 2 W, C]
  public func upsampled() -> Self { Self(shape: [shape[0], 2 * shape[1], 2 * shape[2], shape[3]]) }
  /// [N, A, C] and [N, B, C] -> [N, A + B, C]
  public func joined(tokens other: Self) -> Self {
    Self(shape: [shape[0], shape[1] + other.shape[1], shape[2]])
  }
  /// [N, T, C] -> [N, 1, C]
  public func averagedOverTokens() -> Self { Self(shape: [shape[0], 1, shape[2]]) }
  /// [..., C] plus a row of C elements -> the same shape.
  public func adding(row: Parameter) -> Self { self }
  /// Any shape -> the same shape.
  public static func * (scale: Float, x: Self) -> Self { x }
}

extension CountingActivation: TokenActivation {
  /// A table [V, C] -> one of its rows for each id, [ids.count, C]
  public static func embedded(_ ids: [Int], table: Parameter) -> Self {
    Self(shape: [ids.count, table.shape[1]])
  }
  /// A table [buckets, heads] -> [heads, T, T] for a length T
  public static func relativeBias(_ positions: RelativePositions, table: Parameter, length: Int) -> Self {
    Self(shape: [table.shape[1], length, length])
  }
  /// [R, C] -> the same shape.
  public func normalized(_ normalization: RootMeanSquareNormalization, scale: Parameter) -> Self { self }
  /// Any shape -> the same shape.
  public func tanhGELU() -> Self { self }
  /// self, keys and values [N T, C], bias [heads, T, T], mask [N, T] -> [N T, C]
  public func attending(
    _ attention: BiasedAttention, keys: Self, values: Self, bias: Self, mask: Tensor
  ) -> Self { self }
}
