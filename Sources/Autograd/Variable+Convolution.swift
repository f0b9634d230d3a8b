import Tensors

extension Variable {
  /// Recorded for the input, the kernel and the bias.
  public func convolved(_ convolution: Convolution2D, weight: Parameter, bias: Parameter) -> Variable {
    let (x, w, isConstant) = (value, weight.value, node == nil)
    let y = convolution(x, weight: w, bias: bias.value)
    return .recording(y, from: node, weight.node, bias.node) { gradient in
      let parameters = convolution.pullbackToParameters(gradient, x: x, weightShape: w.shape)
      let input = isConstant ? nil : convolution.pullbackToInput(gradient, shape: x.shape, weight: w)
      return [input, parameters.weight, parameters.bias]
    }
  }

  /// Recorded for the input, the kernel and the bias.
  public func convolved(
    _ convolution: TransposedConvolution2D, weight: Parameter, bias: Parameter
  ) -> Variable {
    let (x, w, isConstant) = (value, weight.value, node == nil)
    let y = convolution(x, weight: w, bias: bias.value)
    return .recording(y, from: node, weight.node, bias.node) { gradient in
      let parameters = convolution.pullbackToParameters(gradient, x: x, weightShape: w.shape)
      let input = isConstant ? nil : convolution.pullbackToInput(gradient, shape: x.shape, weight: w)
      return [input, parameters.weight, parameters.bias]
    }
  }

  /// Recorded for the input, the weight and the bias.
  public func mapped(weight: Parameter, bias: Parameter) -> Variable {
    let (x, w) = (value, weight.value)
    let y = Linear.value(x, weight: w, bias: bias.value)
    return .recording(y, from: node, weight.node, bias.node) { gradient in
      let (input, weight, bias) = Linear.pullback(gradient, x: x, weight: w)
      return [input, weight, bias]
    }
  }
}
