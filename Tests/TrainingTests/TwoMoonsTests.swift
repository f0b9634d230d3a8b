import Diffusion
import Foundation
import Tensors
import Testing

/// Flow matching from end to end in the plane, in seconds.
@Suite(.serialized) struct TwoMoonsTests {
  private static let trained: [Coupling: PlaneFlow] = {
    var flows: [Coupling: PlaneFlow] = [:]
    for coupling in Coupling.allCases {
      var flow = PlaneFlow(seed: 0)
      var generator = TorchGenerator(seed: 1)
      flow.train(FlowMatching(coupling: coupling), steps: 2000, &generator) {
        (TwoMoons.points(128, &$0), nil)
      }
      flows[coupling] = flow
    }
    return flows
  }()

  private let noise: Tensor
  private let moons: Tensor

  init() {
    var generator = TorchGenerator(seed: 2)
    noise = generator.normalImages([1000, 1, 1, 2])
    moons = TwoMoons.points(1000, &generator)
  }

  @Test(
    "a flow carries noise to two moons: the energy distance falls below 0.01", arguments: Coupling.allCases)
  func energy(_ coupling: Coupling) throws {
    let flow = try #require(Self.trained[coupling])
    let distance = TwoMoons.energyDistance(flow.ends(of: noise, steps: 20).0, moons)
    #expect(TwoMoons.energyDistance(noise, moons) > 0.15)
    #expect(distance < 0.01, "\(distance)")
  }

  @Test("optimal transport makes straighter ways, and reflow straighter ones than it found")
  func straightness()
    throws
  {
    let plain = try #require(Self.trained[.independent])
    let coupled = try #require(Self.trained[.optimalTransport])
    let (ends, curved) = plain.ends(of: noise, steps: 20)
    #expect(coupled.ends(of: noise, steps: 20).straightness < 0.6 * curved)

    var reflowed = PlaneFlow(seed: 3)
    var generator = TorchGenerator(seed: 4)
    reflowed.train(FlowMatching(), steps: 1500, &generator) { generator in
      let rows = generator.integers(256, below: 1000)
      return (ends.gathering(rows), noise.gathering(rows))
    }
    let (oneStep, straight) = reflowed.ends(of: noise, steps: 20)
    #expect(straight < 0.2 * curved, "\(straight) after \(curved)")
    #expect(TwoMoons.energyDistance(oneStep, moons) < 0.01)
    // What that buys: few steps go nearly where many go.
    let (few, fewBefore) = (
      reflowed.ends(of: noise, steps: 1, solver: .euler).0, plain.ends(of: noise, steps: 1, solver: .euler).0
    )
    #expect(
      TwoMoons.energyDistance(few, moons) < 0.3 * TwoMoons.energyDistance(fewBefore, moons))
  }

  @Test("the density that a flow reports integrates to one over the plane") func density() throws {
    let flow = try #require(Self.trained[.independent])
    // A grid over [-3, 4] x [-3, 3], which holds all but a trace of the mass.
    let (side, step) = (70, Float(0.1))
    let centres = (0..<side).map { -3 + step * (Float($0) + 0.5) }
    let points = centres.flatMap { y in centres.flatMap { x in [x, y] } }
    let grid = Tensor(shape: [side * side, 1, 1, 2], scalars: points)
    let likelihood = Likelihood(of: flow, divergence: .exact)
    let densities = likelihood.logDensity(of: grid, steps: 40).map { exp($0) }
    let mass = densities.reduce(0, +) * Double(step * step)
    #expect(abs(mass - 1) < 0.05, "\(mass)")
  }

  @Test("the mean over probes is the exact divergence's density") func probes() throws {
    let flow = try #require(Self.trained[.independent])
    let few = moons.gathering(0..<4)
    let exact = Likelihood(of: flow, divergence: .exact).logDensity(of: few, steps: 20)
    var generator = TorchGenerator(seed: 5)
    let rounds = 64
    var sums = [Double](repeating: 0, count: 4)
    for _ in 0..<rounds {
      let probe = Divergence.rademacher(few.shape, &generator)
      let found = Likelihood(of: flow, divergence: probe).logDensity(of: few, steps: 20)
      for row in 0..<4 { sums[row] += found[row] / Double(rounds) }
    }
    for row in 0..<4 { #expect(abs(sums[row] - exact[row]) < 0.3, "\(sums[row]) and \(exact[row])") }
  }
}
