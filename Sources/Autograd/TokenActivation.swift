import Tensors

/// What flows through a network over sequences of tokens.
///
/// Sequences are held as rows: token t of sequence n of T is row n T + t of [N T, C].
public protocol TokenActivation: Activation {
  /// Rows of a table [V, C], one for each id, [ids.count, C]; see `Embedding`.
  static func embedded(_ ids: [Int], table: Parameter) -> Self

  /// A table [buckets, heads] -> [heads, T, T] for a length T; see `RelativePositions`.
  static func relativeBias(_ positions: RelativePositions, table: Parameter, length: Int) -> Self

  /// [R, C] -> the same shape; see `RootMeanSquareNormalization`.
  func normalized(_ normalization: RootMeanSquareNormalization, scale: Parameter) -> Self

  /// Any shape -> the same shape; see `TanhGELU`.
  func tanhGELU() -> Self

  /// self as queries, keys and values [N T, C], bias [heads, T, T], mask [N, T] -> [N T, C]; see `BiasedAttention`.
  func attending(_ attention: BiasedAttention, keys: Self, values: Self, bias: Self, mask: Tensor) -> Self
}

extension Tensor: TokenActivation {
  /// A table [V, C] -> one of its rows for each id, [ids.count, C], without recording.
  public static func embedded(_ ids: [Int], table: Parameter) -> Tensor {
    Embedding.value(table.value, ids: ids)
  }

  /// A table [buckets, heads] -> [heads, T, T] for a length T, without recording.
  public static func relativeBias(
    _ positions: RelativePositions, table: Parameter, length: Int
  ) -> Tensor {
    positions.bias(table.value, length: length)
  }

  /// [R, C] -> the same shape, without recording.
  public func normalized(_ normalization: RootMeanSquareNormalization, scale: Parameter) -> Tensor {
    normalization(self, scale: scale.value)
  }

  /// Any shape -> the same shape, without recording.
  public func tanhGELU() -> Tensor { TanhGELU.value(self) }

  /// self, keys and values [N T, C], bias [heads, T, T], mask [N, T] -> [N T, C], without recording.
  public func attending(
    _ attention: BiasedAttention, keys: Tensor, values: Tensor, bias: Tensor, mask: Tensor
  ) -> Tensor {
    let shape = mask.shape + [self.shape[1]]
    return attention(
      reshaped(to: shape), keys: keys.reshaped(to: shape), values: values.reshaped(to: shape), bias: bias,
      mask: mask
    ).reshaped(to: self.shape)
  }
}
