import Tensors

/// What flows through a network: a `Tensor` for evaluation, a `Variable` for training.
///
/// A network's forward pass is written once, for any activation. On tensors it records nothing and its batch
/// normalisations use their running statistics; on variables they use the batch's own.
public protocol Activation {
  /// The shape of the value.
  var shape: [Int] { get }

  /// [N, H, W, C] -> [N, H', W', K]; see `Convolution2D` and `TransposedConvolution2D`.
  func convolved(_ convolution: some ImageConvolution, weight: Parameter, bias: Parameter) -> Self

  /// [N, H, W, C] -> [N, H', W', K]: a convolution and a normalisation behind it.
  func convolved(
    _ convolution: some ImageConvolution, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Self

  /// [..., C] -> the same shape; see `BatchNormalization`.
  func normalized(by normalization: Normalization) -> Self

  /// Any shape -> the same shape; see `GELU`.
  func gelu() -> Self

  /// [N, H, W, C] -> [N, H / size, W / size, C]; see `AveragePooling`.
  func pooled(_ pooling: AveragePooling) -> Self

  /// [N, H, W, A], [N, H, W, B] -> [N, H, W, A + B]; see `Concatenation`.
  func concatenated(with other: Self) -> Self

  /// [N, A] -> [N, B]; see `Linear`.
  func mapped(weight: Parameter, bias: Parameter) -> Self

  /// [N, H, W, C] with scale and shift [N, C]; see `Modulation`.
  func modulated(scale: Self, shift: Self?) -> Self

  /// The same elements in another shape.
  func reshaped(to shape: [Int]) -> Self

  /// Sum of two activations of one shape.
  static func + (a: Self, b: Self) -> Self

  /// Product of two activations of one shape, element by element.
  static func * (a: Self, b: Self) -> Self
}

extension Activation {
  /// [N, H, W, C] -> [N, H', W', K], one after the other.
  public func convolved(
    _ convolution: some ImageConvolution, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Self {
    convolved(convolution, weight: weight, bias: bias).normalized(by: normalization)
  }
}
