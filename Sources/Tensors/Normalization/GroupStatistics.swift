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
    let (sums, squares) = Self.sums(source, size)
    self.groups = groups
    let width = channels / groups
    let count = Double(size.positions)
    var (means, inverses) = ([Double](), [Double]())
    means.reserveCapacity(size.images * groups)
    inverses.reserveCapacity(size.images * groups)
    for group in 0..<size.images * groups {
      let start = group / groups * channels + group % groups * width
      let own = start..<start + width
      func channelMean(_ index: Int) -> Double {
        sums[index] / count + Double(source[index / channels * imageSize + index % channels])
      }
      let mean = own.reduce(0) { $0 + channelMean($1) } / Double(width)
      // The variance within each channel, and that of the channels' means.
      let within = own.reduce(0) {
        $0 + (squares[$1] / count - (sums[$1] / count) * (sums[$1] / count))
      }
      let between = own.reduce(0) { $0 + (channelMean($1) - mean) * (channelMean($1) - mean) }
      means.append(mean)
      inverses.append(1 / (max(0, (within + between) / Double(width)) + epsilon).squareRoot())
    }
    (self.means, self.inverses) = (means, inverses)
    withExtendedLifetime(x) {}
  }

  /// The sums of x - k and (x - k)^2 over an image's positions, [images, channels] each.
  private static func sums(
    _ source: UnsafePointer<Float>, _ size: ChannelPlanes
  ) -> (first: [Double], second: [Double]) {
    let channels = size.channels
    return size.sums { image, positions, first, second in
      let center = source + image * size.positions * channels
      for channel in stride(from: 0, to: channels, by: 16) {
        let lanes = min(16, channels - channel)
        let origin = Vector(center + channel, first: lanes)
        var (sum, square) = (Vector(first + channel), Vector(second + channel))
        for position in positions {
          let x = Vector(source + position * channels + channel, first: lanes) - origin
          sum += x
          square = square.addingProduct(x, x)
        }
        sum.store(to: first + channel)
        square.store(to: second + channel)
      }
    }
  }
}
