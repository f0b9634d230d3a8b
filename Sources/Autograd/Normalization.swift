import Tensors

/// A batch normalisation with its parameters [C] and its averages over past batches.
public struct Normalization: Sendable {
  /// With or without a GELU behind it.
  public let operation: BatchNormalization
  /// What the normalised values are multiplied by.
  public let scale: Parameter
  /// What is added to them.
  public let shift: Parameter
  /// The statistics outside of training.
  public let running: RunningStatistics

  /// A normalisation of what a layer owns.
  public init(
    _ operation: BatchNormalization, scale: Parameter, shift: Parameter, running: RunningStatistics
  ) {
    self.operation = operation
    self.scale = scale
    self.shift = shift
    self.running = running
  }

  /// The running statistics as those of a batch.
  var runningStatistics: ChannelStatistics {
    ChannelStatistics(mean: running.mean, variance: running.variance, count: 1)
  }
}

extension Activation {
  /// One after the other.
  public func convolved(
    _ convolution: Convolution2D, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Self {
    convolved(convolution, weight: weight, bias: bias).normalized(by: normalization)
  }

  /// One after the other.
  public func convolved(
    _ convolution: TransposedConvolution2D, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Self {
    convolved(convolution, weight: weight, bias: bias).normalized(by: normalization)
  }

  /// [..., C] -> [..., C]
  public func normalized(by normalization: Normalization) -> Self {
    normalized(
      normalization.operation, scale: normalization.scale, shift: normalization.shift,
      running: normalization.running)
  }
}

extension Tensor {
  /// With the running statistics, in one pass where that is possible.
  public func convolved(
    _ convolution: Convolution2D, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Tensor {
    guard let known = normalization.known else {
      return convolved(convolution, weight: weight, bias: bias).normalized(by: normalization)
    }
    return convolution(self, weight: weight.value, bias: bias.value, normalizedBy: known)
  }

  /// With the running statistics, in one pass where that is possible.
  public func convolved(
    _ convolution: TransposedConvolution2D, weight: Parameter, bias: Parameter,
    normalizedBy normalization: Normalization
  ) -> Tensor {
    guard let known = normalization.known else {
      return convolved(convolution, weight: weight, bias: bias).normalized(by: normalization)
    }
    return convolution(self, weight: weight.value, bias: bias.value, normalizedBy: known)
  }
}

extension Normalization {
  /// With the running statistics, if a GELU follows.
  fileprivate var known: NormalizationWithGELU? {
    operation.known(runningStatistics, scale: scale.value, shift: shift.value)
  }
}
