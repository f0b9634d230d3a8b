/// Cross-correlation with a kernel, the convolution of neural networks.
public struct Convolution2D: Hashable, Sendable {
  /// Pixels from one window to the next, in both directions.
  public let stride: Int
  /// Rows and columns of zeros added at every side.
  public let padding: Int

  /// A convolution with the same stride and padding in both directions.
  public init(stride: Int = 1, padding: Int = 0) { (self.stride, self.padding) = (stride, padding) }

  /// x [N, H, W, C], weight [height, width, C, K], bias [K] -> [N, H', W', K], with
  /// H' = (H + 2 padding - height) / stride + 1.
  ///
  /// A normalisation and its GELU behind it are done in one pass where the method allows it, with the bits of one after
  /// the other.
  ///
  /// - Parameter keepingKernel: whether the kernel, as the method needs it, stays with the weights until they change.
  public func callAsFunction(
    _ x: Tensor, weight: Tensor, bias: Tensor, normalizedBy normalization: NormalizationWithGELU? = nil,
    keepingKernel isKept: Bool = false
  ) -> Tensor {
    let size = size("Convolution2D", x.shape, weight.shape)
    precondition(
      bias.shape == [size.outputs], "Convolution2D: expected bias [\(size.outputs)], got \(bias.shape)")
    return size.algorithm.output(
      x, weight: UsedKernel(weight: weight, isKept: isKept), bias: bias, epilogue: normalization?.affine, size
    )
  }

  /// gradient [N, H', W', K] -> the gradient for x of `shape`.
  public func pullbackToInput(_ gradient: Tensor, shape: [Int], weight: Tensor) -> Tensor {
    let size = size("Convolution2D.pullbackToInput", shape, weight.shape, gradient: gradient.shape)
    return size.algorithm.imageGradient(
      gradient, weight: UsedKernel(weight: weight, isKept: false), bias: nil, epilogue: nil, size)
  }

  /// gradient [N, H', W', K] -> the gradient for the kernel.
  public func pullbackToWeight(_ gradient: Tensor, x: Tensor, weightShape: [Int]) -> Tensor {
    let size = size("Convolution2D.pullbackToWeight", x.shape, weightShape, gradient: gradient.shape)
    return size.algorithm.weightGradient(gradient, image: x, size)
  }

  /// gradient [N, H', W', K] -> the gradients for the kernel and for the bias.
  public func pullbackToParameters(
    _ gradient: Tensor, x: Tensor, weightShape: [Int]
  ) -> (weight: Tensor, bias: Tensor) {
    (pullbackToWeight(gradient, x: x, weightShape: weightShape), ChannelSums.of(gradient))
  }

  private func size(
    _ operation: String, _ image: [Int], _ weight: [Int], gradient: [Int]? = nil
  ) -> ConvolutionSize {
    let size = ConvolutionSize(operation, image: image, weight: weight, stride: stride, padding: padding)
    precondition(
      gradient == nil || gradient == size.outputShape,
      "\(operation): expected gradient \(size.outputShape), got \(gradient ?? [])")
    return size
  }
}
