import KernelInterface

/// 3x3 convolutions with stride 1 and padding 1 by Winograd's F(4x4, 3x3): a quarter of the multiplications
/// (Lavin and Gray 2016).
struct WinogradConvolution: ConvolutionAlgorithm {
  func output(
    _ image: Tensor, weight: UsedKernel, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    WinogradProduct(
      input: PixelGrid(size.imageShape), output: PixelGrid(size.outputShape),
      kernel: weight.prepared(for: .winograd) { WinogradKernel($0) }
    )(image, bias: bias, epilogue: epilogue)
  }

  func imageGradient(
    _ gradient: Tensor, weight: UsedKernel, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    WinogradProduct(
      input: PixelGrid(size.outputShape), output: PixelGrid(size.imageShape),
      kernel: weight.prepared(for: .winogradTransposed) { WinogradKernel($0.rotatedAndTransposed) }
    )(gradient, bias: bias, epilogue: epilogue)
  }

  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    WinogradWeightGradient(input: PixelGrid(size.imageShape), output: PixelGrid(size.outputShape))(
      gradient, image: image)
  }
}
