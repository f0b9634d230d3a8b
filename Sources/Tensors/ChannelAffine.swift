/// The map z = (x - mean) scale / deviation + shift of every channel, and the passes over memory that a
/// batch normalisation needs.
struct ChannelAffine {
  private let cycle: ChannelCycle
  /// mean, scale / deviation and shift, each wrapped for `cycle`.
  private let mean, factor, shift: Tensor
  /// 1 / sqrt(variance + epsilon) [C]
  private let inverse: Tensor
  private let count: Int

  init(_ statistics: ChannelStatistics, scale: Tensor, shift: Tensor) {
    cycle = ChannelCycle(channels: scale.count)
    count = statistics.count
    inverse = Tensor(
      shape: scale.shape,
      scalars: statistics.variance.scalars.map {
        Float(1 / (Double($0) + BatchNormalization.epsilon).squareRoot())
      })
    mean = cycle.wrapping(statistics.mean)
    factor = cycle.wrapping(inverse * scale)
    self.shift = cycle.wrapping(shift)
  }

  /// z of x [..., C].
  func callAsFunction(_ x: Tensor) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let (source, destination) = (x.floats, result.mutableFloats)
    let map = pointers
    cycle.concurrently(x.count) { items in
      cycle.forEachVector(items) { index, channel in
        map.z(map.deviation(Vector(source + index), channel), channel).store(to: destination + index)
      }
    }
    withExtendedLifetime(self) {}
    return result
  }

  /// z Phi(z) of x [..., C].
  func withGELU(_ x: Tensor) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let (source, destination) = (x.floats, result.mutableFloats)
    let map = pointers
    cycle.concurrently(x.count) { items in
      cycle.forEachVector(items) { index, channel in
        let z = map.z(map.deviation(Vector(source + index), channel), channel)
        GELU.value(z).store(to: destination + index)
      }
    }
    withExtendedLifetime(self) {}
    return result
  }

  /// The gradients for x, scale and shift from the gradient behind the map.
  ///
  /// One pass gathers the sums, a second one applies them:
  /// dx = factor (g - sum(g) / count - (x - mean) / deviation sum(g h) / count), h = (x - mean) / deviation.
  func pullback(_ gradient: Tensor, _ x: Tensor, throughGELU: Bool) -> (
    x: Tensor, scale: Tensor, shift: Tensor
  ) {
    var inner = throughGELU ? Tensor(uninitialized: x.shape) : gradient
    let (sum, product) = throughGELU ? sumsThroughGELU(gradient, x, into: &inner) : sums(gradient, x)
    finish(&inner, x, sum: sum, product: product)
    return (inner, product, sum)
  }

  /// The sums [C] of the gradient and of its product with h.
  private func sums(_ gradient: Tensor, _ x: Tensor) -> (Tensor, Tensor) {
    let (source, outer, map) = (x.floats, gradient.floats, pointers)
    return tensors(
      ChannelSums.reduce(count: x.count, channels: cycle.channels) { run in
        run.add { index, channel in
          let g = Vector(outer + index)
          return (g, g * map.deviation(Vector(source + index), channel))
        }
      })
  }

  /// The same of the gradient at z, which goes to `inner`, from the gradient behind the GELU.
  private func sumsThroughGELU(_ gradient: Tensor, _ x: Tensor, into inner: inout Tensor) -> (Tensor, Tensor)
  {
    let (source, outer, destination) = (x.floats, gradient.floats, inner.mutableFloats)
    let map = pointers
    return tensors(
      ChannelSums.reduce(count: x.count, channels: cycle.channels) { run in
        run.add { index, channel in
          let deviation = map.deviation(Vector(source + index), channel)
          let g = Vector(outer + index) * GELU.derivative(map.z(deviation, channel))
          g.store(to: destination + index)
          return (g, g * deviation)
        }
      })
  }

  /// Turns the gradient at z into the gradient at x, in place.
  private func finish(_ inner: inout Tensor, _ x: Tensor, sum: Tensor, product: Tensor) {
    let constant = cycle.wrapping((1 / Float(count)) * sum)
    let linear = cycle.wrapping((-1 / Float(count)) * (product * inverse))
    let (source, g, map) = (x.floats, inner.mutableFloats, pointers)
    let (c, l) = (constant.floats, linear.floats)
    cycle.concurrently(x.count) { items in
      cycle.forEachVector(items) { index, channel in
        let own = Vector(g + index) - Vector(c + channel)
        let rest = own.addingProduct(map.deviation(Vector(source + index), channel), Vector(l + channel))
        (rest * Vector(map.factor + channel)).store(to: g + index)
      }
    }
    withExtendedLifetime((self, constant, linear)) {}
  }

  private func tensors(_ sums: ([Double], [Double])) -> (Tensor, Tensor) {
    let sum = Tensor(shape: [cycle.channels], scalars: sums.0.map { Float($0) })
    let product = Tensor(shape: [cycle.channels], scalars: sums.1.map { Float($0) })
    return (sum, product * inverse)
  }

  private var pointers: Pointers { Pointers(mean: mean.floats, factor: factor.floats, shift: shift.floats) }

  /// The map's vectors, for loops; valid while the map lives.
  private struct Pointers {
    let mean, factor, shift: UnsafePointer<Float>

    /// x - mean
    @inline(__always) func deviation(_ x: Vector, _ channel: Int) -> Vector { x - Vector(mean + channel) }

    /// factor deviation + shift
    @inline(__always) func z(_ deviation: Vector, _ channel: Int) -> Vector {
      Vector(shift + channel).addingProduct(deviation, Vector(factor + channel))
    }
  }
}
