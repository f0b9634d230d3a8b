/// The map z = (x - mean) factor + offset with one mean, factor and offset for each channel of each image, and the
/// passes over memory that a group normalisation needs.
struct GroupAffine {
  private let size: ChannelPlanes
  private let statistics: GroupStatistics
  private let scale, shift: [Float]
  /// 1 + s, [images, channels]; ones without a modulation.
  private let gain: [Float]
  private let isModulated: Bool
  /// [images, pitch] each
  private let mean, inverse, factor, offset: Tensor

  init(
    _ statistics: GroupStatistics, _ size: ChannelPlanes, scale: Tensor, shift: Tensor, modulation: Tensor?
  ) {
    (self.size, self.statistics) = (size, statistics)
    let (scale, shift, channels) = (scale.scalars, shift.scalars, size.channels)
    let halves = modulation?.scalars
    let gain = (0..<size.images * channels).map { index in
      1 + (halves.map { $0[index / channels * 2 * channels + index % channels] } ?? 0)
    }
    func rows(_ value: (_ index: Int, _ channel: Int, _ group: Int) -> Float) -> Tensor {
      var result = Tensor(repeating: 0, shape: [size.images, size.pitch])
      let floats = result.mutableFloats
      let width = channels / statistics.groups
      for image in 0..<size.images {
        for channel in 0..<channels {
          let group = image * statistics.groups + channel / width
          floats[image * size.pitch + channel] = value(image * channels + channel, channel, group)
        }
      }
      return result
    }
    mean = rows { _, _, group in Float(statistics.means[group]) }
    inverse = rows { _, _, group in Float(statistics.inverses[group]) }
    factor = rows { Float(statistics.inverses[$2]) * scale[$1] * gain[$0] }
    offset = rows { index, channel, _ in
      let own = halves.map { $0[index / channels * 2 * channels + channels + channel] } ?? 0
      return shift[channel] * gain[index] + own
    }
    (self.scale, self.shift, self.gain, isModulated) = (scale, shift, gain, modulation != nil)
  }

  /// z of x [N, ..., C].
  func callAsFunction(_ x: Tensor) -> Tensor { mapping(x) { _, _ in } }

  /// z Phi(z) of x [N, ..., C].
  func withGELU(_ x: Tensor) -> Tensor {
    mapping(x) { floats, elements in kernels.gelu(floats, elements, into: floats) }
  }

  /// z of x, each run of it handed on while it is in the cache.
  private func mapping(
    _ x: Tensor, then next: (_ z: UnsafeMutablePointer<Float>, _ elements: Range<Int>) -> Void
  ) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let (source, destination, map, channels) = (x.floats, result.mutableFloats, rows, size.channels)
    concurrently(pieces: size.runs) { run in
      let (image, positions) = size[run]
      let own = map.row(image)
      for channel in stride(from: 0, to: channels, by: 16) {
        let lanes = min(16, channels - channel)
        let (mean, factor, offset) = (
          Vector(own.mean + channel), Vector(own.factor + channel), Vector(own.offset + channel)
        )
        for position in positions {
          let index = position * channels + channel
          let z = offset.addingProduct(Vector(source + index, first: lanes) - mean, factor)
          z.store(to: destination + index, first: lanes)
        }
      }
      next(destination, positions.lowerBound * channels..<positions.upperBound * channels)
    }
    withExtendedLifetime(self) {}
    return result
  }

  /// The gradients from the gradient behind the map; see `GroupNormalization.pullback`.
  func pullback(_ gradient: Tensor, _ x: Tensor, throughGELU: Bool) -> (
    x: Tensor, scale: Tensor, shift: Tensor, modulation: Tensor?
  ) {
    var inner = throughGELU ? gradientThroughGELU(gradient, x) : gradient
    let (sums, products) = sums(inner, x)
    finish(&inner, x, sums, products)
    return (
      inner, overBatch(products), overBatch(sums), isModulated ? modulationGradient(sums, products) : nil
    )
  }

  private func gradientThroughGELU(_ gradient: Tensor, _ x: Tensor) -> Tensor {
    let outer = gradient.floats
    defer { withExtendedLifetime(gradient) {} }
    return mapping(x) { floats, elements in kernels.geluPullback(outer, floats, elements, into: floats) }
  }

  /// The sums of the gradient at z and of its product with h, for every image and channel.
  private func sums(_ gradient: Tensor, _ x: Tensor) -> ([Double], [Double]) {
    let (source, outer, map, channels) = (x.floats, gradient.floats, rows, size.channels)
    let result = size.sums { image, positions, first, second in
      let own = map.row(image)
      for position in positions {
        for channel in stride(from: 0, to: channels, by: 16) {
          let (index, lanes) = (position * channels + channel, min(16, channels - channel))
          let g = Vector(outer + index, first: lanes)
          let h = own.deviation(Vector(source + index, first: lanes), channel)
          (Vector(first + channel) + g).store(to: first + channel)
          Vector(second + channel).addingProduct(g, h).store(to: second + channel)
        }
      }
    }
    withExtendedLifetime((self, x, gradient)) {}
    return result
  }

  /// Turns the gradient at z into the gradient at x, in place.
  private func finish(_ inner: inout Tensor, _ x: Tensor, _ sums: [Double], _ products: [Double]) {
    let constant = groupMeans(sums)
    let linear = groupMeans(products)
    let (source, g, map) = (x.floats, inner.mutableFloats, rows)
    let (c, l) = (constant.floats, linear.floats)
    concurrently(pieces: size.runs) { run in
      let (image, positions) = size[run]
      let own = map.row(image)
      for position in positions {
        for channel in stride(from: 0, to: size.channels, by: 16) {
          let (index, lanes) = (position * size.channels + channel, min(16, size.channels - channel))
          let place = image * size.pitch + channel
          let h = own.deviation(Vector(source + index, first: lanes), channel)
          let rest = Vector(c + place).addingProduct(h, Vector(l + place)) * Vector(own.inverse + channel)
          let direct = Vector(g + index, first: lanes) * Vector(own.factor + channel)
          (direct - rest).store(to: g + index, first: lanes)
        }
      }
    }
    withExtendedLifetime((self, constant, linear)) {}
  }

  /// The mean over each group of scale (1 + s) times the sums, one for each channel, [images, pitch].
  private func groupMeans(_ sums: [Double]) -> Tensor {
    let (channels, width) = (size.channels, size.channels / statistics.groups)
    var result = Tensor(repeating: 0, shape: [size.images, size.pitch])
    let floats = result.mutableFloats
    for first in stride(from: 0, to: size.images * channels, by: width) {
      let total = (first..<first + width).reduce(0.0) {
        $0 + Double(scale[$1 % channels] * gain[$1]) * sums[$1]
      }
      for index in first..<first + width {
        floats[index / channels * size.pitch + index % channels] = Float(
          total / Double(width * size.positions))
      }
    }
    return result
  }

  /// The sum over the batch of (1 + s) times the sums, [channels].
  private func overBatch(_ sums: [Double]) -> Tensor {
    var totals = [Double](repeating: 0, count: size.channels)
    for index in sums.indices { totals[index % size.channels] += Double(gain[index]) * sums[index] }
    return Tensor(shape: [size.channels], scalars: totals.map { Float($0) })
  }

  /// [images, 2 channels]
  private func modulationGradient(_ sums: [Double], _ products: [Double]) -> Tensor {
    let channels = size.channels
    return Tensor(shape: [size.images, 2 * channels]) { result in
      for index in sums.indices {
        let (image, channel) = index.quotientAndRemainder(dividingBy: channels)
        let slope = Double(scale[channel]) * products[index] + Double(shift[channel]) * sums[index]
        result[image * 2 * channels + channel] = Float(slope)
        result[(image * 2 + 1) * channels + channel] = Float(sums[index])
      }
    }
  }

  private var rows: Rows {
    Rows(
      mean: mean.floats, inverse: inverse.floats, factor: factor.floats, offset: offset.floats,
      pitch: size.pitch)
  }

  /// The map's vectors, for loops; valid while the map lives.
  private struct Rows {
    let mean, inverse, factor, offset: UnsafePointer<Float>
    let pitch: Int

    func row(_ image: Int) -> Rows {
      let start = image * pitch
      return Rows(
        mean: mean + start, inverse: inverse + start, factor: factor + start, offset: offset + start,
        pitch: pitch)
    }

    @inline(__always) func deviation(_ x: Vector, _ channel: Int) -> Vector {
      (x - Vector(mean + channel)) * Vector(inverse + channel)
    }
  }
}
