extension Convolution2D {
  /// x [N, H, W, C], weight [height, width, C, K], bias [K] -> [N, H', W', K], with the bits of the same weight in single
  /// precision.
  public func callAsFunction(_ x: Tensor, weight: HalfKernel, bias: Tensor) -> Tensor {
    let size = ConvolutionSize(
      "Convolution2D", image: x.shape, weight: weight.shape, stride: stride, padding: padding)
    precondition(
      bias.shape == [size.outputs], "Convolution2D: expected bias [\(size.outputs)], got \(bias.shape)")
    switch size.algorithm {
    case is ColumnConvolution: return HalfConvolution(size: size, kernel: weight).columns(x, bias: bias)
    case is AdjointConvolution where size.outputs > 1:
      return HalfConvolution(size: size, kernel: weight).adjoint(x, bias: bias)
    default: return self(x, weight: weight.tensor, bias: bias)
    }
  }
}
