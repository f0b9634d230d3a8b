import Tensors

/// What flows through a text-to-image network: images [N, H, W, C], tokens [N, T, C] and rows [N, C].
public protocol TextToImageActivation: Activation {
  /// [N, H, W, C] -> [N, H', W', K] with a kernel that is kept in half precision, and not trained.
  func convolved(_ convolution: Convolution2D, weight: HalfKernel, bias: Parameter) -> Self

  /// [N, A] -> [N, B] with a matrix that is kept in half precision, and not trained.
  func mapped(weight: HalfKernel, bias: Parameter) -> Self

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

  /// [..., C] -> [..., range.count]; see `ChannelSlice`.
  func channels(_ range: Range<Int>) -> Self

  /// The same elements in another shape.
  func reshaped(to shape: [Int]) -> Self

  /// Every element times `scale`.
  static func * (scale: Float, x: Self) -> Self
}

extension TextToImageActivation {
  /// By way of the whole kernel in single precision.
  public func convolved(_ convolution: Convolution2D, weight: HalfKernel, bias: Parameter) -> Self {
    convolved(convolution, weight: Parameter(weight.tensor), bias: bias)
  }

  /// By way of the whole matrix in single precision.
  public func mapped(weight: HalfKernel, bias: Parameter) -> Self {
    mapped(weight: Parameter(weight.tensor), bias: bias)
  }
}

extension Tensor: TextToImageActivation {
  /// Without recording.
  public func convolved(_ convolution: Convolution2D, weight: HalfKernel, bias: Parameter) -> Tensor {
    convolution(self, weight: weight, bias: bias.value)
  }

  /// Without recording.
  public func mapped(weight: HalfKernel, bias: Parameter) -> Tensor {
    Linear.value(self, weight: weight, bias: bias.value)
  }

  /// Without recording.
  public func normalized(
    _ normalization: GroupNormalization, scale: Parameter, shift: Parameter, modulation: Tensor?
  ) -> Tensor {
    normalization(self, scale: scale.value, shift: shift.value, modulation: modulation)
  }

  /// Without recording.
  public func normalized(
    _ normalization: LayerNormalization, scale: Parameter, shift: Parameter
  ) -> Tensor {
    normalization(self, scale: scale.value, shift: shift.value)
  }

  /// Without recording.
  public func attended(_ attention: Attention, keys: Tensor, values: Tensor) -> Tensor {
    attention(self, keys: keys, values: values)
  }

  /// Without recording.
  public func upsampled() -> Tensor { NearestUpsampling.value(self) }

  /// Without recording.
  public func joined(tokens other: Tensor) -> Tensor { TokenConcatenation.value(self, other) }

  /// Without recording.
  public func averagedOverTokens() -> Tensor { TokenMean.value(self) }

  /// Without recording.
  public func adding(row: Parameter) -> Tensor { RowAddition.value(self, row: row.value) }

  /// Without recording.
  public func channels(_ range: Range<Int>) -> Tensor { ChannelSlice.value(self, range) }
}
