extension Linear {
  /// x [N, A], weight [A, B], bias [B] -> x weight + bias, [N, B], with the bits of the same weight in single precision.
  public static func value(_ x: Tensor, weight: HalfKernel, bias: Tensor) -> Tensor {
    precondition(
      x.shape.count == 2 && weight.shape.count == 2 && x.shape[1] == weight.shape[0]
        && bias.shape == [weight.shape[1]],
      "Linear: expected x [N, A], weight [A, B] and bias [B], got \(x.shape), \(weight.shape) and \(bias.shape)"
    )
    if ForeignProduct.chosen != nil { return value(x, weight: weight.tensor, bias: bias) }
    let size = ConvolutionSize(
      "Linear", image: [x.shape[0], 1, 1, x.shape[1]], weight: [1, 1] + weight.shape, stride: 1, padding: 0)
    return HalfConvolution(size: size, kernel: weight).columns(x, bias: bias)
      .reshaped(to: [x.shape[0], bias.count])
  }
}
