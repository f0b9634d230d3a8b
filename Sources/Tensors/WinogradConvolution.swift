/// 3x3 convolutions with stride 1 and padding 1 by Winograd's F(4x4, 3x3): a quarter of the multiplications
/// (Lavin and Gray 2016).
struct WinogradConvolution: ConvolutionAlgorithm {
  func output(_ image: Tensor, weight: Tensor, bias: Tensor, _ size: ConvolutionSize) -> Tensor {
    let kernel = WinogradKernel(weight)
    return WinogradProduct(
      input: PixelGrid(size.imageShape), output: PixelGrid(size.outputShape), kernel: kernel
    ) { _, _ in true }(image, bias: bias)
  }

  func imageGradient(_ gradient: Tensor, weight: Tensor, bias: Tensor?, _ size: ConvolutionSize) -> Tensor {
    let kernel = WinogradKernel(weight.rotatedAndTransposed)
    return WinogradProduct(
      input: PixelGrid(size.outputShape), output: PixelGrid(size.imageShape), kernel: kernel
    ) { _, _ in true }(gradient, bias: bias)
  }

  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    WinogradWeightGradient(
      input: PixelGrid(size.imageShape), output: PixelGrid(size.outputShape)
    ) { _, _ in true }(gradient, image: image)
  }
}
