import Tensors

/// A convolution of images or its transpose, as a layer uses either.
public protocol ImageConvolution: Sendable {
  /// x [N, H, W, C], a kernel of four axes, bias [K] -> [N, H', W', K], and a normalisation with its GELU behind it.
  func callAsFunction(
    _ x: Tensor, weight: Tensor, bias: Tensor, normalizedBy normalization: NormalizationWithGELU?,
    keepingKernel isKept: Bool
  ) -> Tensor

  /// The same, [N, H, W, C] -> [N, H', W', K], with a kernel in half precision.
  func callAsFunction(_ x: Tensor, weight: HalfKernel, bias: Tensor) -> Tensor

  /// gradient [N, H', W', K] -> the gradient for the input, of `shape`.
  func pullbackToInput(_ gradient: Tensor, shape: [Int], weight: Tensor) -> Tensor

  /// gradient [N, H', W', K], x [N, H, W, C] -> the gradient for the kernel, of `weightShape`.
  func pullbackToWeight(_ gradient: Tensor, x: Tensor, weightShape: [Int]) -> Tensor

  /// The shape [N, H, W, C] of an input and the kernel's -> that of the output, [N, H', W', K].
  func outputShape(of input: [Int], kernel: [Int]) -> [Int]
}

extension Convolution2D: ImageConvolution {
  /// [N, H, W, C], [height, width, C, K] -> [N, H', W', K]
  public func outputShape(of input: [Int], kernel: [Int]) -> [Int] {
    let sides = [1, 2].map { (input[$0] + 2 * padding - kernel[$0 - 1]) / stride + 1 }
    return [input[0]] + sides + [kernel[3]]
  }
}

extension TransposedConvolution2D: ImageConvolution {
  /// x [N, H, W, C], weight [height, width, K, C], bias [K] -> [N, H', W', K], by way of single precision.
  public func callAsFunction(_ x: Tensor, weight: HalfKernel, bias: Tensor) -> Tensor {
    self(x, weight: weight.tensor, bias: bias)
  }

  /// [N, H, W, C], [height, width, K, C] -> [N, H', W', K]
  public func outputShape(of input: [Int], kernel: [Int]) -> [Int] {
    let (stride, padding) = (transpose.stride, transpose.padding)
    let sides = [1, 2].map { (input[$0] - 1) * stride - 2 * padding + kernel[$0 - 1] }
    return [input[0]] + sides + [kernel[2]]
  }
}
