/// A convolution with stride 1 that keeps the image's size, computed as the gradient of the convolution from its
/// outputs to its inputs: for fewer outputs than inputs, since the patches are then those of the smaller side.
struct AdjointConvolution: ConvolutionAlgorithm {
  private let columns = ColumnConvolution()

  func output(
    _ image: Tensor, weight: Tensor, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    columns.imageGradient(
      image, weight: weight.rotatedAndTransposed, bias: bias, epilogue: epilogue, size.adjoint)
  }

  func imageGradient(
    _ gradient: Tensor, weight: Tensor, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    columns.output(
      gradient, weight: weight.rotatedAndTransposed,
      bias: bias ?? Tensor(repeating: 0, shape: [size.inputs]), epilogue: epilogue, size.adjoint)
  }

  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    columns.weightGradient(image, image: gradient, size.adjoint).rotatedAndTransposed
  }
}

extension ConvolutionSize {
  /// The convolution from the outputs to the inputs.
  fileprivate var adjoint: ConvolutionSize {
    ConvolutionSize(
      "AdjointConvolution", image: outputShape, weight: [kernelHeight, kernelWidth, outputs, inputs],
      stride: stride, padding: padding)
  }
}
