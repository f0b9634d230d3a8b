import Diffusion
import Foundation
import Tensors
import Testing

/// The exact flow from N(0, I) to N(mean, deviation^2 I): its velocity is affine in x and its samples' density known.
private struct GaussianField: DifferentiableVelocityField {
  let mean: Float = 0.4
  let deviation: Float = 0.3

  /// d log(spread) / dt of the marginal N(t mean, ((1 - t)^2 + t^2 deviation^2) I).
  private func growth(_ t: Float) -> Float {
    (t * deviation * deviation - (1 - t)) / ((1 - t) * (1 - t) + t * t * deviation * deviation)
  }

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    Tensor(shape: x.shape, scalars: x.scalars.map { mean + growth(time) * ($0 - time * mean) })
  }

  func velocityWithPullback(
    of x: Tensor, at time: Float, vector: Tensor
  ) -> (velocity: Tensor, product: Tensor) {
    (velocity(of: x, at: time), growth(time) * vector)
  }

  func logDensity(of row: some Collection<Float>) -> Double {
    row.reduce(0) { sum, x in
      let z = (Double(x) - Double(mean)) / Double(deviation)
      return sum - z * z / 2 - log(Double(deviation)) - log(2 * .pi) / 2
    }
  }
}

@Suite struct LikelihoodTests {
  private let field = GaussianField()
  private let x: Tensor

  init() {
    var generator = TorchGenerator(seed: 8)
    x = Tensor(repeating: 0.4, shape: [3, 2, 2, 1]) + 0.3 * generator.normal([3, 2, 2, 1])
  }

  private func expectExact(_ found: [Double], _ tolerance: Double) {
    #expect(found.count == 3)
    for (row, value) in found.enumerated() {
      let exact = field.logDensity(of: x.scalars[4 * row..<4 * row + 4])
      #expect(abs(value - exact) < tolerance * (1 + abs(exact)), "found \(value), exact \(exact)")
    }
  }

  @Test("a Gaussian flow gives the density of its Gaussian, with exact traces and with a probe")
  func gaussian() {
    var generator = TorchGenerator(seed: 1)
    // A Jacobian that is a multiple of the identity has z' J z = trace J for every vector of signs.
    let probe = Divergence.rademacher(x.shape, &generator)
    for divergence in [.exact, probe] {
      expectExact(Likelihood(of: field, divergence: divergence).logDensity(of: x, steps: 50), 1e-4)
    }
  }

  @Test("steps that follow the error give it to their tolerance") func adaptive() throws {
    let likelihood = Likelihood(of: field, divergence: .exact)
    expectExact(try likelihood.logDensity(of: x, solver: DormandPrince()), 1e-4)
  }

  @Test("a probe has signs alone, drawn as torch.randint(0, 2) for images in torch's order") func probe() {
    var (one, two) = (TorchGenerator(seed: 4), TorchGenerator(seed: 4))
    guard case .probe(let probe) = Divergence.rademacher([2, 3, 3, 2], &one) else {
      Issue.record("no probe")
      return
    }
    #expect(probe.channelsFirst.scalars == two.integers(36, below: 2).map { $0 == 0 ? -1 : 1 })
  }

  @Test("a uniform density costs eight bits a pixel, and levels are spread over 256 steps") func bits() {
    #expect(BitsPerDimension.value(logDensity: 0, pixels: 784) == 8)
    expectClose(BitsPerDimension.value(logDensity: 784 * log(2), pixels: 784), 7)
    var generator = TorchGenerator(seed: 2)
    let images = Tensor(shape: [1, 2, 2, 1], scalars: [0, 1 / 255, 128 / 255, 1])
    let levels = BitsPerDimension.dequantized(images, &generator).scalars.map { Int(256 * $0) }
    #expect(levels == [0, 1, 128, 255])
  }

  @Test("images get the bits of their dequantized levels, whichever solver walks back") func imageBits()
    throws
  {
    let levels = Tensor(shape: [2, 2, 2, 1], scalars: [0, 51, 102, 153, 204, 255, 25, 76].map { $0 / 255 })
    var generator = TorchGenerator(seed: 6)
    let x = BitsPerDimension.dequantized(levels, &generator)
    let way = Likelihood(of: field, divergence: .rademacher(x.shape, &generator)).way(back: x)
    #expect(way.start.shape == [2, 5])
    let ends = [
      Trajectory(of: way, from: way.start, steps: 50, solver: .heun3).end,
      try AdaptiveTrajectory(of: way, from: way.start).end(),
    ]
    for end in ends {
      for (row, density) in way.logDensity(at: end).enumerated() {
        let exact = field.logDensity(of: x.scalars[4 * row..<4 * row + 4])
        let bits = [density, exact].map { BitsPerDimension.value(logDensity: $0, pixels: 4) }
        #expect(abs(bits[0] - bits[1]) < 1e-3)
      }
    }
  }

  private func expectClose(_ found: Double, _ expected: Double) {
    #expect(abs(found - expected) < 1e-12 * (1 + abs(expected)))
  }
}
