/// The transpose of a convolution: every input pixel adds its multiple of the kernel to the output.
public struct TransposedConvolution2D: Hashable, Sendable {
  /// The convolution that maps its output to its input, which is made of the same three products.
  public let transpose: Convolution2D

  /// Output pixels from one input pixel's window to the next one's, and rows and columns cut off at every side of the
  /// output.
  public init(stride: Int = 1, padding: Int = 0) {
    transpose = Convolution2D(stride: stride, padding: padding)
  }

  /// x [N, H, W, C], weight [height, width, K, C], bias [K] -> [N, H', W', K], with
  /// H' = (H - 1) stride - 2 padding + height; a normalisation as in `Convolution2D`.
  public func callAsFunction(
    _ x: Tensor, weight: Tensor, bias: Tensor, normalizedBy normalization: NormalizationWithGELU? = nil,
    keepingKernel isKept: Bool = false
  ) -> Tensor {
    let size = size("TransposedConvolution2D", x.shape, weight.shape)
    precondition(
      bias.shape == [size.inputs],
      "TransposedConvolution2D: expected bias [\(size.inputs)], got \(bias.shape)")
    return size.algorithm.imageGradient(
      x, weight: UsedKernel(weight: weight, isKept: isKept), bias: bias, epilogue: normalization?.affine, size
    )
  }

  /// gradient [N, H', W', K] -> the gradient for x of `shape`.
  public func pullbackToInput(_ gradient: Tensor, shape: [Int], weight: Tensor) -> Tensor {
    let size = size("TransposedConvolution2D.pullbackToInput", shape, weight.shape, gradient: gradient.shape)
    return size.algorithm.output(
      gradient, weight: UsedKernel(weight: weight, isKept: false),
      bias: Tensor(repeating: 0, shape: [size.outputs]), epilogue: nil, size)
  }

  /// gradient [N, H', W', K] -> the gradient for the kernel.
  public func pullbackToWeight(_ gradient: Tensor, x: Tensor, weightShape: [Int]) -> Tensor {
    let size = size(
      "TransposedConvolution2D.pullbackToWeight", x.shape, weightShape, gradient: gradient.shape)
    return size.algorithm.weightGradient(x, image: gradient, size)
  }

  /// gradient [N, H', W', K] -> the gradients for the kernel and for the bias.
  public func pullbackToParameters(
    _ gradient: Tensor, x: Tensor, weightShape: [Int]
  ) -> (weight: Tensor, bias: Tensor) {
    (pullbackToWeight(gradient, x: x, weightShape: weightShape), ChannelSums.of(gradient))
  }

  private func size(
    _ operation: String, _ x: [Int], _ weight: [Int], gradient: [Int]? = nil
  ) -> ConvolutionSize {
    precondition(
      x.count == 4 && weight.count == 4 && x[3] == weight[3],
      "\(operation): expected x [N, H, W, C] and kernel [height, width, K, C], got \(x) and \(weight)")
    let (stride, padding) = (transpose.stride, transpose.padding)
    let height = (x[1] - 1) * stride - 2 * padding + weight[0]
    let width = (x[2] - 1) * stride - 2 * padding + weight[1]
    let image = [x[0], height, width, weight[2]]
    precondition(
      gradient == nil || gradient == image, "\(operation): expected gradient \(image), got \(gradient ?? [])")
    return ConvolutionSize(operation, image: image, weight: weight, stride: stride, padding: padding)
  }
}
