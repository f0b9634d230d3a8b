/// Mean and inverse deviation of every group of channels of every image.
struct GroupStatistics {
  let groups: Int
  /// [images, groups]
  let means, inverses: [Double]

  /// Of x [N, ..., C], in one pass: the sums of x - k and (x - k)^2, with k the channel's first value in the image
  /// so that nothing cancels.
  init(of x: Tensor, groups: Int, epsilon: Double) {
    let size = ChannelPlanes(x.shape)
    let (source, channels) = (x.floats, size.channels)
    let imageSize = size.positions * channels
    let (sums, squares) = size.sums { image, positions, first, second in
      let center = source + image * imageSize
      for position in positions {
        let row = source + position * channels
        for channel in stride(from: 0, to: channels, by: 16) {
          let lanes = min(16, channels - channel)
          let x = Vector(row + channel, first: lanes) - Vector(center + channel, first: lanes)
          (Vector(first + channel) + x).store(to: first + channel)
          Vector(second + channel).addingProduct(x, x).store(to: second + channel)
        }
      }
    }
    self.groups = groups
    let width = channels / groups
    let count = Double(size.positions)
    var (means, inverses) = ([Double](), [Double]())
    for group in 0..<size.images * groups {
      let start = group / groups * channels + group % groups * width
      let own = start..<start + width
      let centers = own.map { Double(source[$0 / channels * imageSize + $0 % channels]) }
      let channelMeans = zip(own, centers).map { sums[$0] / count + $1 }
      let mean = channelMeans.reduce(0, +) / Double(width)
      // The variance within each channel, and that of the channels' means.
      let within = own.map { squares[$0] / count - (sums[$0] / count) * (sums[$0] / count) }.reduce(0, +)
      let between = channelMeans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      means.append(mean)
      inverses.append(1 / (max(0, (within + between) / Double(width)) + epsilon).squareRoot())
    }
    (self.means, self.inverses) = (means, inverses)
    withExtendedLifetime(x) {}
  }
}
