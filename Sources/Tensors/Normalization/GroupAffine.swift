/// The map z = (x - mean) factor + offset with one mean, factor and offset for each channel of each image, and the
/// passes over memory that a group normalisation needs.
struct GroupAffine {
  let size: ChannelPlanes
  let statistics: GroupStatistics
  let scale, shift: [Float]
  /// 1 + s, [images, channels]; ones without a modulation.
  let gain: [Float]
  let isModulated: Bool
  /// [images, pitch] each
  let mean, inverse, factor, offset: Tensor

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

  /// z of x [N, ..., C], or z Phi(z).
  func callAsFunction(_ x: Tensor, throughGELU: Bool) -> Tensor {
    mapping(x) { floats, elements in
      if throughGELU { kernels.gelu(floats, elements, into: floats) }
    }
  }

  /// z of x, each run of it handed on while it is in the cache.
  func mapping(
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

  var rows: Rows {
    Rows(
      mean: mean.floats, inverse: inverse.floats, factor: factor.floats, offset: offset.floats,
      pitch: size.pitch)
  }

  /// The map's vectors, for loops; valid while the map lives.
  struct Rows {
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
