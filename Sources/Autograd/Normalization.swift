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
    (self.operation, self.scale, self.shift, self.running) = (operation, scale, shift, running)
  }

  /// The running statistics as those of a batch.
  var runningStatistics: ChannelStatistics {
    ChannelStatistics(mean: running.mean, variance: running.variance, count: 1)
  }

  /// With the running statistics, if a GELU follows.
  var known: NormalizationWithGELU? {
    operation.known(runningStatistics, scale: scale.value, shift: shift.value)
  }
}
