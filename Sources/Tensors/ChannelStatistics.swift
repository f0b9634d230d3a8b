/// Mean and biased variance of every channel over a batch.
public struct ChannelStatistics: Equatable, Sendable {
  /// [C]
  public let mean: Tensor
  /// [C], the sum of squared deviations divided by `count`.
  public let variance: Tensor
  /// The number of values in a channel.
  public let count: Int

  /// Statistics known from elsewhere.
  public init(mean: Tensor, variance: Tensor, count: Int) {
    self.mean = mean
    self.variance = variance
    self.count = count
  }

  /// Of x [..., C], in two passes: the mean first, then the squared deviations from it.
  public init(of x: Tensor) {
    let channels = x.shape.last!
    let rows = x.count / channels
    let average = (1 / Float(rows)) * ChannelSums.of(x)
    let (source, center) = (x.floats, average.floats)
    let squares = ChannelSums.reduce(rows: rows, channels: channels, sums: 1) { row, channel, lanes, sums in
      let deviation =
        Vector(source + row * channels + channel, first: lanes) - Vector(center + channel, first: lanes)
      sums[0] = sums[0].addingProduct(deviation, deviation)
    }
    self.init(mean: average, variance: (1 / Float(rows)) * squares[0], count: rows)
  }
}
