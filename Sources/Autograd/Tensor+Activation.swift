import Tensors

extension Tensor: Activation {
  /// Without recording.
  public func convolved(_ convolution: Convolution2D, weight: Parameter, bias: Parameter) -> Tensor {
    convolution(self, weight: weight.value, bias: bias.value)
  }

  /// Without recording.
  public func convolved(_ convolution: TransposedConvolution2D, weight: Parameter, bias: Parameter) -> Tensor
  {
    convolution(self, weight: weight.value, bias: bias.value)
  }

  /// With the running statistics.
  public func normalized(
    _ normalization: BatchNormalization, scale: Parameter, shift: Parameter, running: RunningStatistics
  ) -> Tensor {
    let statistics = ChannelStatistics(mean: running.mean, variance: running.variance, count: 1)
    return normalization(self, statistics, scale: scale.value, shift: shift.value)
  }

  /// Without recording.
  public func gelu() -> Tensor { GELU.value(self) }

  /// Without recording.
  public func pooled(_ pooling: AveragePooling) -> Tensor { pooling(self) }

  /// Without recording.
  public func concatenated(with other: Tensor) -> Tensor { Concatenation.value(self, other) }

  /// Without recording.
  public func mapped(weight: Parameter, bias: Parameter) -> Tensor {
    Linear.value(self, weight: weight.value, bias: bias.value)
  }

  /// Without recording.
  public func modulated(scale: Tensor, shift: Tensor?) -> Tensor {
    Modulation.value(self, scale: scale, shift: shift)
  }
}
