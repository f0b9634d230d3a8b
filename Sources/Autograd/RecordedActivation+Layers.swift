import Tensors

extension RecordedActivation {
  /// [N, H, W, C] -> [N, H', W', K]. Recorded for the input, the kernel and the bias.
  public func convolved(_ convolution: some ImageConvolution, weight: Parameter, bias: Parameter) -> Self {
    convolved(convolution, weight: weight, bias: bias) { ChannelSums.of($0) }
  }

  /// The same with another gradient for the bias, made from that of the output.
  func convolved(
    _ convolution: some ImageConvolution, weight: Parameter, bias: Parameter,
    biasGradient: @escaping (Tensor) -> Tensor
  ) -> Self {
    let (x, w, shape) = (remade, weight.value, value.shape)
    let (isConstant, learns) = (node == nil, weight.node != nil)
    let y = convolution(value, weight: w, bias: bias.value, normalizedBy: nil, keepingKernel: false)
    return .recording(y, from: node, weight.node, bias.node) { gradient in
      let kernel = learns ? convolution.pullbackToWeight(gradient, x: x(), weightShape: w.shape) : nil
      let input = isConstant ? nil : convolution.pullbackToInput(gradient, shape: shape, weight: w)
      return [input, kernel, learns ? biasGradient(gradient) : nil]
    }
  }

  /// [N, A] -> [N, B]. Recorded for the input, the weight and the bias.
  public func mapped(weight: Parameter, bias: Parameter) -> Self {
    let (x, w) = (value, weight.value)
    let y = Linear.value(x, weight: w, bias: bias.value)
    return .recording(y, from: node, weight.node, bias.node) { gradient in
      let (input, weight, bias) = Linear.pullback(gradient, x: x, weight: w)
      return [input, weight, bias]
    }
  }
}
