import Tensors

extension RecordedActivation {
  /// [N, H, W, C] -> [N, H', W', K]. Recorded for the input, the kernel and the bias.
  public func convolved(_ convolution: some ImageConvolution, weight: Parameter, bias: Parameter) -> Self {
    let (x, w, isConstant, learns) = (value, weight.value, node == nil, weight.node != nil)
    let y = convolution(x, weight: w, bias: bias.value, normalizedBy: nil)
    return .recording(y, from: node, weight.node, bias.node) { gradient in
      let learned =
        learns ? convolution.pullbackToParameters(gradient, x: x, weightShape: w.shape) : nil
      let input = isConstant ? nil : convolution.pullbackToInput(gradient, shape: x.shape, weight: w)
      return [input, learned?.weight, learned?.bias]
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
