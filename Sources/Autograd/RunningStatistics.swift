import Tensors

/// The averages over past batches that a batch normalisation uses outside of training.
public struct RunningStatistics: Sendable {
  /// The share of the newest batch, as in torch's default.
  public static let momentum: Float = 0.1
  /// [C]
  public var mean: Tensor
  /// [C], of unbiased variances.
  public var variance: Tensor
  /// The number of batches seen.
  public var batches: Int64
  /// Which of the network's statistics these are while a loss is recorded.
  package var slot: Int?

  /// Mean 0 and variance 1 for every channel.
  public init(channels: Int) {
    mean = Tensor(repeating: 0, shape: [channels])
    variance = Tensor(repeating: 1, shape: [channels])
    batches = 0
  }

  /// Takes one training batch in.
  public mutating func update(with batch: ChannelStatistics) {
    let unbiased = Float(Double(batch.count) / Double(max(1, batch.count - 1)))
    mean = (1 - Self.momentum) * mean + Self.momentum * batch.mean
    variance = (1 - Self.momentum) * variance + Self.momentum * (unbiased * batch.variance)
    batches += 1
  }
}
