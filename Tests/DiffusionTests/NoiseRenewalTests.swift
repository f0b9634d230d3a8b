import Diffusion
import Tensors
import Testing

/// The exact velocity of the flow from unit noise to pixels that are all normal with one mean and deviation.
private struct NormalField: VelocityField {
  let mean: Float = 0.3
  let deviation: Float = 0.5

  func velocity(of x: Tensor, at t: Float) -> Tensor {
    let variance = (1 - t) * (1 - t) + t * t * deviation * deviation
    let slope = (t * deviation * deviation - (1 - t)) / variance
    return Tensor(shape: x.shape, scalars: x.scalars.map { mean + slope * ($0 - t * mean) })
  }
}

@Suite struct NoiseRenewalTests {
  private func noise(_ count: Int, seed: UInt64) -> Tensor {
    var generator = TorchGenerator(seed: seed)
    return generator.normalImages([count, 8, 8, 1])
  }

  private func end(
    of start: Tensor, share: Double, steps: Int, seeds: [UInt64], field: some VelocityField = NormalField()
  ) -> Tensor {
    let renewal = NoiseRenewal(share: share, each: seeds.map { TorchGenerator(seed: $0) })
    return Trajectory(of: field, from: start, steps: steps, renewing: renewal).end
  }

  @Test("with a share of 0 it is Euler's method") func nothing() {
    let start = noise(2, seed: 0)
    let plain = Trajectory(of: NormalField(), from: start, steps: 10).end
    let renewed = end(of: start, share: 0, steps: 10, seeds: [1, 2])
    for (a, b) in zip(plain.scalars, renewed.scalars) { #expect(abs(a - b) < 1e-5) }
  }

  @Test("a step goes to a line from a mixture of old noise and fresh to the same image", arguments: [0.6, 1])
  func step(share: Double) {
    let start = noise(1, seed: 0)
    var generator = TorchGenerator(seed: 7)
    let fresh = generator.normalImages(start.shape)
    let velocity = NormalField().velocity(of: start, at: 0)
    // At t = 0 the point is the noise, and the image that it is taken for is as far from it as the velocity says.
    let expected = zip(zip(start.scalars, velocity.scalars), fresh.scalars).map { point, fresh in
      let kept = Float((1 - share * share).squareRoot()) * point.0
      return 0.5 * (point.0 + point.1) + 0.5 * (kept + Float(share) * fresh)
    }
    let renewal = NoiseRenewal(share: share, each: [TorchGenerator(seed: 7)])
    let states = Array(Trajectory(of: NormalField(), from: start, steps: 2, renewing: renewal))
    for (a, b) in zip(states[1].x.scalars, expected) { #expect(abs(a - b) < 1e-6) }
  }

  @Test("a small share changes where images end, not how they are distributed") func distribution() {
    let (count, start) = (64, noise(64, seed: 3))
    let plain = end(of: start, share: 0, steps: 200, seeds: (0..<64).map { $0 })
    let renewed = end(of: start, share: 0.2, steps: 200, seeds: (0..<64).map { $0 })
    #expect(zip(plain.scalars, renewed.scalars).contains { abs($0 - $1) > 0.5 })
    let mean = renewed.scalars.map(Double.init).reduce(0, +) / Double(count * 64)
    let variance =
      renewed.scalars.map { (Double($0) - mean) * (Double($0) - mean) }.reduce(0, +) / Double(count * 64)
    // Of 4,096 pixels: the mean's standard error is 0.008, the deviation's 0.006.
    #expect(abs(mean - 0.3) < 0.03)
    #expect(abs(variance.squareRoot() - 0.5) < 0.03)
  }

  @Test("it does not matter which images are walked together") func batches() {
    let (first, second) = (noise(1, seed: 0), noise(1, seed: 1))
    let start = Tensor(shape: [2, 8, 8, 1], scalars: first.scalars + second.scalars)
    let both = end(of: start, share: 0.7, steps: 5, seeds: [11, 12])
    let each = [(first, 11), (second, 12)].map { end(of: $0, share: 0.7, steps: 5, seeds: [$1]) }
    #expect(both.scalars == each.flatMap(\.scalars))
  }
}
