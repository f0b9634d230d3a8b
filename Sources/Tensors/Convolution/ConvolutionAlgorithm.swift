/// A way to compute the three products of a convolution. A transposed convolution is made of the same three.
///
/// This is where a faster method goes in: conform, then choose it in `ConvolutionSize.algorithm`. Layers and the tape see
/// `Convolution2D` and `TransposedConvolution2D` only.
protocol ConvolutionAlgorithm: Sendable {
  /// image, weight -> `outputShape`, plus a bias [outputs]; with an epilogue, through its map and a GELU.
  func output(
    _ image: Tensor, weight: UsedKernel, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor

  /// A gradient of `outputShape` -> the image's gradient, plus a bias [inputs] if there is one; with an epilogue,
  /// through its map and a GELU.
  func imageGradient(
    _ gradient: Tensor, weight: UsedKernel, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor

  /// An image and a gradient of `outputShape` -> the kernel's gradient.
  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor
}
