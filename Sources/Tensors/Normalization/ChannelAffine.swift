import KernelInterface

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

  /// z of x [..., C], or z Phi(z).
  func callAsFunction(_ x: Tensor, throughGELU: Bool) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let (source, destination) = (x.floats, result.mutableFloats)
    cycle.concurrently(x.count) { items in
      if throughGELU {
        kernels.affineGELU(source, items, cycle, vectors, into: destination)
      } else {
        kernels.affine(source, items, cycle, vectors, into: destination)
      }
    }
    withExtendedLifetime(self) {}
    return result
  }

  /// The same in place, for whole vectors from a first channel on.
  func applyGELU(_ x: UnsafeMutablePointer<Float>, floats: Int) {
    kernels.affineGELU(x, 0..<floats, cycle, vectors, into: x)
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
    let (source, outer) = (x.floats, gradient.floats)
    return tensors(
      ChannelSums.reduce(count: x.count, channels: cycle.channels) {
        kernels.addAffineSums(outer, source, vectors, $0)
      })
  }

  /// The same of the gradient at z, which goes to `inner`, from the gradient behind the GELU.
  private func sumsThroughGELU(_ gradient: Tensor, _ x: Tensor, into inner: inout Tensor) -> (Tensor, Tensor)
  {
    let (source, outer, destination) = (x.floats, gradient.floats, inner.mutableFloats)
    return tensors(
      ChannelSums.reduce(count: x.count, channels: cycle.channels) {
        kernels.addAffineGELUSums(outer, source, vectors, $0, into: destination)
      })
  }

  /// Turns the gradient at z into the gradient at x, in place.
  private func finish(_ inner: inout Tensor, _ x: Tensor, sum: Tensor, product: Tensor) {
    let constant = cycle.wrapping((1 / Float(count)) * sum)
    let linear = cycle.wrapping((-1 / Float(count)) * (product * inverse))
    let (source, g, c, l) = (x.floats, inner.mutableFloats, constant.floats, linear.floats)
    cycle.concurrently(x.count) {
      kernels.finishAffine(g, source, $0, cycle, vectors, constant: c, linear: l)
    }
    withExtendedLifetime((self, constant, linear)) {}
  }

  private func tensors(_ sums: ([Double], [Double])) -> (Tensor, Tensor) {
    let sum = Tensor(shape: [cycle.channels], scalars: sums.0.map { Float($0) })
    let product = Tensor(shape: [cycle.channels], scalars: sums.1.map { Float($0) })
    return (sum, product * inverse)
  }

  /// The map's vectors, for kernels; valid while the map lives.
  var vectors: AffineVectors { AffineVectors(mean: mean.floats, factor: factor.floats, shift: shift.floats) }
}

extension ChannelCycle {
  /// values [C] from the first channel on, again and again, so that every offset below C has 16 floats.
  func wrapping(_ values: Tensor) -> Tensor {
    precondition(values.count == channels, "ChannelCycle: expected [\(channels)], got \(values.shape)")
    return Tensor(shape: [channels + 16]) { destination in
      for index in destination.indices { destination[index] = values.floats[index % channels] }
    }
  }

  /// Calls `body` with pieces of 0..<count, from several threads.
  func concurrently(_ count: Int, _ body: (Range<Int>) -> Void) {
    Partition(count, grain: 1 << 13, unit: 16).concurrently { _, items in body(items) }
  }
}
