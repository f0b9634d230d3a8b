/// The map z = (x - mean) scale / deviation + shift of every channel, and the passes over memory that a
/// batch normalisation needs.
struct ChannelAffine {
  private let mean: Tensor
  /// scale / deviation
  private let factor: Tensor
  private let shift: Tensor
  /// 1 / sqrt(variance + epsilon)
  private let inverse: Tensor
  private let channels: Int
  private let count: Int

  init(_ statistics: ChannelStatistics, scale: Tensor, shift: Tensor) {
    mean = statistics.mean
    count = statistics.count
    channels = scale.count
    self.shift = shift
    inverse = Tensor(
      shape: scale.shape,
      scalars: statistics.variance.scalars.map {
        Float(1 / (Double($0) + BatchNormalization.epsilon).squareRoot())
      })
    factor = inverse * scale
  }

  /// z of x [..., C], through `transform`.
  @inline(__always) func map(_ x: Tensor, _ transform: (Vector) -> Vector) -> Tensor {
    let (source, average, slope, offset) = (x.floats, mean.floats, factor.floats, shift.floats)
    return forEachChannelVector(x) { index, channel, lanes in
      let deviation = Vector(source + index, first: lanes) - Vector(average + channel, first: lanes)
      let z = Vector(offset + channel, first: lanes)
        .addingProduct(deviation, Vector(slope + channel, first: lanes))
      return transform(z)
    }
  }

  /// The gradient at z from the gradient behind the GELU.
  func pullbackThroughGELU(_ gradient: Tensor, _ x: Tensor) -> Tensor {
    let (source, outer) = (x.floats, gradient.floats)
    let (average, slope, offset) = (mean.floats, factor.floats, shift.floats)
    return forEachChannelVector(x) { index, channel, lanes in
      let deviation = Vector(source + index, first: lanes) - Vector(average + channel, first: lanes)
      let z = Vector(offset + channel, first: lanes)
        .addingProduct(deviation, Vector(slope + channel, first: lanes))
      return Vector(outer + index, first: lanes) * GELU.derivative(z)
    }
  }

  /// The sums [C] over the batch of the gradient at z and of its product with (x - mean) / deviation.
  func gradientSums(_ gradient: Tensor, _ x: Tensor) -> (sum: Tensor, product: Tensor) {
    let (source, outer, average) = (x.floats, gradient.floats, mean.floats)
    let sums = ChannelSums.reduce(rows: x.count / channels, channels: channels, sums: 2) {
      [channels] row, channel, lanes, sums in
      let index = row * channels + channel
      let g = Vector(outer + index, first: lanes)
      sums[0] += g
      let deviation = Vector(source + index, first: lanes) - Vector(average + channel, first: lanes)
      sums[1] = sums[1].addingProduct(g, deviation)
    }
    return (sums[0], sums[1] * inverse)
  }

  /// factor (gradient - sum / count - (x - mean) / deviation product / count).
  func pullback(_ gradient: Tensor, _ x: Tensor, sum: Tensor, product: Tensor) -> Tensor {
    let shares = ((1 / Float(count)) * sum, (1 / Float(count)) * (product * inverse))
    let (source, outer, average, slope) = (x.floats, gradient.floats, mean.floats, factor.floats)
    let (constant, linear) = (shares.0.floats, shares.1.floats)
    let result = forEachChannelVector(x) { index, channel, lanes in
      let deviation = Vector(source + index, first: lanes) - Vector(average + channel, first: lanes)
      let own = Vector(outer + index, first: lanes) - Vector(constant + channel, first: lanes)
      return own.addingProduct(-deviation, Vector(linear + channel, first: lanes))
        * Vector(slope + channel, first: lanes)
    }
    withExtendedLifetime(shares) {}
    return result
  }

  /// A tensor of the shape of x made of vectors; `vector` gets the offset, the channel, and how many lanes count.
  @inline(__always) private func forEachChannelVector(
    _ x: Tensor, _ vector: (_ index: Int, _ channel: Int, _ lanes: Int) -> Vector
  ) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let destination = result.mutableFloats
    let channels = channels
    Partition(x.count / channels, grain: 256).concurrently { _, rows in
      for row in rows {
        for channel in stride(from: 0, to: channels, by: 16) {
          let lanes = min(16, channels - channel)
          let index = row * channels + channel
          vector(index, channel, lanes).store(to: destination + index, first: lanes)
        }
      }
    }
    withExtendedLifetime(self) {}
    return result
  }
}
