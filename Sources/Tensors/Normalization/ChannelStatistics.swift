import KernelInterface

/// Mean and biased variance of every channel over a batch.
public struct ChannelStatistics: Equatable, Sendable {
  /// [C]
  public let mean: Tensor
  /// [C], the sum of squared deviations divided by `count`.
  public let variance: Tensor
  /// The number of values in a channel.
  public let count: Int

  /// Statistics known from elsewhere, mean and variance [C].
  public init(mean: Tensor, variance: Tensor, count: Int) {
    (self.mean, self.variance, self.count) = (mean, variance, count)
  }

  /// Of x [..., C], in one pass: the sums of x - k and (x - k)^2, with a k near each channel's mean so that
  /// nothing cancels.
  public init(of x: Tensor) {
    let channels = x.shape.last!
    let rows = x.count / channels
    let near = Self.meanOfFirstRows(x, channels: channels)
    let wrapped = ChannelCycle(channels: channels).wrapping(near)
    let (source, center) = (x.floats, wrapped.floats)
    let (sums, squares) = ChannelSums.reduce(count: x.count, channels: channels) { run in
      kernels.addDeviations(source, center: center, run)
    }
    withExtendedLifetime(wrapped) {}
    let offsets = sums.map { $0 / Double(rows) }
    let means = zip(near.scalars, offsets).map { Float(Double($0) + $1) }
    let variances = zip(squares, offsets).map { Float(max(0, $0 / Double(rows) - $1 * $1)) }
    self.init(
      mean: Tensor(shape: [channels], scalars: means),
      variance: Tensor(shape: [channels], scalars: variances),
      count: rows)
  }

  /// [C], over at most 64 rows.
  private static func meanOfFirstRows(_ x: Tensor, channels: Int) -> Tensor {
    let rows = min(64, x.count / channels)
    return Tensor(shape: [channels]) { mean in
      mean.update(repeating: 0)
      for index in 0..<rows * channels { mean[index % channels] += x.floats[index] }
      for channel in 0..<channels { mean[channel] /= Float(rows) }
    }
  }
}
