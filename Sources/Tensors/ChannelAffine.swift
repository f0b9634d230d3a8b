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

  /// z of x [..., C], through `transform`.
  @inline(__always) func map(_ x: Tensor, _ transform: (Vector) -> Vector) -> Tensor {
    let source = x.floats
    let (average, slope, offset) = (mean.floats, factor.floats, shift.floats)
    defer { withExtendedLifetime(self) {} }
    return cycle.map(x.shape) { index, channel in
      transform(
        Vector(offset + channel).addingProduct(
          Vector(source + index) - Vector(average + channel), Vector(slope + channel)))
    }
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
    let (source, outer, average) = (x.floats, gradient.floats, mean.floats)
    return tensors(
      ChannelSums.reduce(count: x.count, channels: cycle.channels) { index, channel in
        let g = Vector(outer + index)
        return (g, g * (Vector(source + index) - Vector(average + channel)))
      })
  }

  /// The same of the gradient at z, which goes to `inner`, from the gradient behind the GELU.
  private func sumsThroughGELU(_ gradient: Tensor, _ x: Tensor, into inner: inout Tensor) -> (Tensor, Tensor)
  {
    let (source, outer, destination) = (x.floats, gradient.floats, inner.mutableFloats)
    let (average, slope, offset) = (mean.floats, factor.floats, shift.floats)
    return tensors(
      ChannelSums.reduce(count: x.count, channels: cycle.channels) { index, channel in
        let deviation = Vector(source + index) - Vector(average + channel)
        let z = Vector(offset + channel).addingProduct(deviation, Vector(slope + channel))
        let g = Vector(outer + index) * GELU.derivative(z)
        g.store(to: destination + index)
        return (g, g * deviation)
      })
  }

  /// Turns the gradient at z into the gradient at x, in place.
  private func finish(_ inner: inout Tensor, _ x: Tensor, sum: Tensor, product: Tensor) {
    let constant = cycle.wrapping((1 / Float(count)) * sum)
    let linear = cycle.wrapping((-1 / Float(count)) * (product * inverse))
    let (c, l) = (constant.floats, linear.floats)
    let (source, average, slope) = (x.floats, mean.floats, factor.floats)
    cycle.forEachVector(of: &inner) { index, channel, g in
      let deviation = Vector(source + index) - Vector(average + channel)
      let own = Vector(g + index) - Vector(c + channel)
      (own.addingProduct(deviation, Vector(l + channel)) * Vector(slope + channel)).store(to: g + index)
    }
    withExtendedLifetime((self, constant, linear)) {}
  }

  private func tensors(_ sums: ([Double], [Double])) -> (Tensor, Tensor) {
    let sum = Tensor(shape: [cycle.channels], scalars: sums.0.map { Float($0) })
    let product = Tensor(shape: [cycle.channels], scalars: sums.1.map { Float($0) })
    return (sum, product * inverse)
  }
}
