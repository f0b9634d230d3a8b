import Tensors

extension Tensor: Activation {
  /// [N, H, W, C] -> [N, H', W', K], without recording.
  public func convolved(_ convolution: some ImageConvolution, weight: Parameter, bias: Parameter) -> Tensor {
    switch weight.form {
    case .single(let weight):
      convolution(self, weight: weight, bias: bias.value, normalizedBy: nil, keepingKernel: true)
    case .half(let weight): convolution(self, weight: weight, bias: bias.value)
    }
  }

  /// [N, H, W, C] -> [N, H', W', K] with the running statistics, in one pass where that is possible.
  public func convolved(
    _ convolution: some ImageConvolution, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Tensor {
    guard let known = normalization.known else {
      return convolved(convolution, weight: weight, bias: bias).normalized(by: normalization)
    }
    return convolution(
      self, weight: weight.value, bias: bias.value, normalizedBy: known, keepingKernel: true)
  }

  /// [..., C] -> the same shape, with the running statistics.
  public func normalized(by normalization: Normalization) -> Tensor {
    normalization.operation(
      self, normalization.runningStatistics, scale: normalization.scale.value,
      shift: normalization.shift.value)
  }

  /// Any shape -> the same shape, without recording.
  public func gelu() -> Tensor { GELU.value(self) }

  /// [N, H, W, C] -> [N, H / size, W / size, C], without recording.
  public func pooled(_ pooling: AveragePooling) -> Tensor { pooling(self) }

  /// [N, H, W, A], [N, H, W, B] -> [N, H, W, A + B], without recording.
  public func concatenated(with other: Tensor) -> Tensor { Concatenation.value(self, other) }

  /// [N, A] -> [N, B], without recording.
  public func mapped(weight: Parameter, bias: Parameter) -> Tensor {
    switch weight.form {
    case .single(let weight): Linear.value(self, weight: weight, bias: bias.value, keepingKernel: true)
    case .half(let weight): Linear.value(self, weight: weight, bias: bias.value)
    }
  }

  /// [N, H, W, C] with scale and shift [N, C] -> the same shape, without recording.
  public func modulated(scale: Tensor, shift: Tensor?) -> Tensor {
    Modulation.value(self, scale: scale, shift: shift)
  }
}
