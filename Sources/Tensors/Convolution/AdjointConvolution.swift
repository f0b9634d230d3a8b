/// A convolution with stride 1 that keeps the image's size, computed as the gradient of the convolution from its
/// outputs to its inputs: for fewer outputs than inputs, since the patches are then those of the smaller side.
struct AdjointConvolution: ConvolutionAlgorithm {
  private let columns = ColumnConvolution()

  func output(
    _ image: Tensor, weight: UsedKernel, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    if size.outputs == 1 && size.inputs % 8 == 0 {
      let result = dots(image, weight: weight.weight, bias: bias, size)
      return epilogue?(result, throughGELU: true) ?? result
    }
    return columns.imageGradient(
      image, weight: weight.turned, bias: bias, epilogue: epilogue, size.adjoint)
  }

  func imageGradient(
    _ gradient: Tensor, weight: UsedKernel, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    columns.output(
      gradient, weight: weight.turned,
      bias: bias ?? Tensor(repeating: 0, shape: [size.inputs]), epilogue: epilogue, size.adjoint)
  }

  /// One output: each pixel's window times the kernel.
  private func dots(_ image: Tensor, weight: Tensor, bias: Tensor, _ size: ConvolutionSize) -> Tensor {
    var result = Tensor(uninitialized: size.outputShape)
    let (x, w, y, offset) = (image.floats, weight.floats, result.mutableFloats, bias.floats[0])
    let strips = WindowStrips(size)
    Partition(size.images * size.outputHeight, grain: 8).concurrently { _, rows in
      strips.forEach(rows, of: x) { pixels, windows in
        kernels.dotWindows(
          windows, count: pixels.count, strips.runs, weights: w, bias: offset, into: y + pixels.lowerBound)
      }
    }
    withExtendedLifetime(weight) {}
    return result
  }

  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    columns.weightGradient(image, image: gradient, size.adjoint).rotatedAndTransposed
  }
}

extension UsedKernel {
  /// The kernel of the adjoint, which is small.
  fileprivate var turned: UsedKernel { UsedKernel(weight: weight.rotatedAndTransposed, isKept: false) }
}

extension ConvolutionSize {
  /// The convolution from the outputs to the inputs.
  fileprivate var adjoint: ConvolutionSize {
    ConvolutionSize(
      "AdjointConvolution", image: outputShape, weight: [kernelHeight, kernelWidth, outputs, inputs],
      stride: stride, padding: padding)
  }
}
