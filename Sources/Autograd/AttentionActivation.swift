import Tensors

/// What flows through a network whose images attend to tokens: images [N, H, W, C], tokens [N, T, C], rows [N, C].
public protocol AttentionActivation: Activation {
  /// [N, ..., C] with a modulation [N, 2 C] or none -> the same shape; see `GroupNormalization`.
  func normalized(
    _ normalization: GroupNormalization, scale: Parameter, shift: Parameter, modulation: Self?
  ) -> Self

  /// [..., C] -> the same shape; see `LayerNormalization`.
  func normalized(_ normalization: LayerNormalization, scale: Parameter, shift: Parameter) -> Self

  /// Queries [N, Q, C] with keys and values [N, K, C] -> [N, Q, C]; see `Attention`.
  func attended(_ attention: Attention, keys: Self, values: Self) -> Self

  /// [N, H, W, C] -> [N, 2 H, 2 W, C]; see `NearestUpsampling`.
  func upsampled() -> Self

  /// [N, A, C] and [N, B, C] -> [N, A + B, C]; see `TokenConcatenation`.
  func joined(tokens other: Self) -> Self

  /// [N, T, C] -> [N, 1, C]; see `TokenMean`.
  func averagedOverTokens() -> Self

  /// [..., C] plus a row of C elements; see `RowAddition`.
  func adding(row: Parameter) -> Self

  /// Every element times `scale`.
  static func * (scale: Float, x: Self) -> Self
}

extension Tensor: AttentionActivation {
  /// [N, ..., C] with a modulation [N, 2 C] or none -> the same shape, without recording.
  public func normalized(
    _ normalization: GroupNormalization, scale: Parameter, shift: Parameter, modulation: Tensor?
  ) -> Tensor {
    normalization(self, scale: scale.value, shift: shift.value, modulation: modulation)
  }

  /// [..., C] -> the same shape, without recording.
  public func normalized(
    _ normalization: LayerNormalization, scale: Parameter, shift: Parameter
  ) -> Tensor {
    normalization(self, scale: scale.value, shift: shift.value)
  }

  /// Queries [N, Q, C] with keys and values [N, K, C] -> [N, Q, C], without recording.
  public func attended(_ attention: Attention, keys: Tensor, values: Tensor) -> Tensor {
    attention(self, keys: keys, values: values)
  }

  /// [N, H, W, C] -> [N, 2 H, 2 W, C], without recording.
  public func upsampled() -> Tensor { NearestUpsampling.value(self) }

  /// [N, A, C] and [N, B, C] -> [N, A + B, C], without recording.
  public func joined(tokens other: Tensor) -> Tensor { TokenConcatenation.value(self, other) }

  /// [N, T, C] -> [N, 1, C], without recording.
  public func averagedOverTokens() -> Tensor { TokenMean.value(self) }

  /// [..., C] plus a row of C elements, without recording.
  public func adding(row: Parameter) -> Tensor { RowAddition.value(self, row: row.value) }
}
