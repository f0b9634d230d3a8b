import Diffusion
import Foundation
import Tensors
import Testing

@Suite struct CouplingTests {
  @Test("the assignment costs as little as the best of all permutations", arguments: 1...7)
  func bruteForce(count: Int) {
    var generator = TorchGenerator(seed: UInt64(count))
    for round in 0..<20 {
      // Whole numbers in every second round, so that there are ties.
      let costs = generator.uniform([count * count]).scalars.map {
        round % 2 == 0 ? Double($0) : Double((4 * $0).rounded())
      }
      let found = Assignment(costs: costs, count: count).columns
      #expect(found.sorted() == Array(0..<count))
      let best = permutations(of: count).map { cost(of: $0, costs) }.min()!
      #expect(abs(cost(of: found, costs) - best) <= 1e-12 * (1 + best), "round \(round)")
    }
  }

  private func cost(of columns: [Int], _ costs: [Double]) -> Double {
    columns.enumerated().reduce(0) { $0 + costs[$1.0 * columns.count + $1.1] }
  }

  private func permutations(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(of: count - 1).flatMap { shorter in
      (0...shorter.count).map { position in
        var longer = shorter
        longer.insert(count - 1, at: position)
        return longer
      }
    }
  }

  @Test("squared distances are those of the rows") func distances() {
    var generator = TorchGenerator(seed: 1)
    let (a, b) = (generator.normal([5, 3, 4]), generator.normal([7, 12]))
    let found = a.squaredDistances(to: b)
    #expect(found.shape == [5, 7])
    for row in 0..<5 {
      for column in 0..<7 {
        let exact = (0..<12).reduce(0.0) { sum, index in
          let difference = Double(a.scalars[12 * row + index]) - Double(b.scalars[12 * column + index])
          return sum + difference * difference
        }
        #expect(abs(Double(found.scalars[7 * row + column]) - exact) < 1e-5 * (1 + exact))
      }
    }
  }

  @Test("optimal transport reorders the noise alone: images, classes, times and draws stay as they are")
  func batch() {
    let images = Tensor(shape: [8, 2, 2, 1], scalars: (0..<32).map { Float($0) / 8 })
    let labels = (0..<8).map { UInt8($0) }
    var (one, two) = (TorchGenerator(seed: 3), TorchGenerator(seed: 3))
    let plain = FlowMatching(dropProbability: 0.5).batch(of: images, labels: labels, &one)
    let coupled = FlowMatching(dropProbability: 0.5, coupling: .optimalTransport)
      .batch(of: images, labels: labels, &two)
    #expect(one == two)
    #expect(plain.time == coupled.time && plain.label == coupled.label)
    #expect(plain.target != coupled.target)
    // The noise is x1 - target: the same rows in another order, and nearer to their images.
    let (before, after) = (images - plain.target, images - coupled.target)
    #expect(rows(before).sorted(by: { $0[0] < $1[0] }) == rows(after).sorted(by: { $0[0] < $1[0] }))
    #expect(coupled.target.squaredNorm < plain.target.squaredNorm)
  }

  private func rows(_ x: Tensor) -> [[Float]] {
    // Rounded, because x1 - (x1 - x0) is x0 only up to the last bit.
    let scalars = x.scalars.map { (1e4 * $0).rounded() }
    return stride(from: 0, to: scalars.count, by: 4).map { Array(scalars[$0..<$0 + 4]) }
  }
}

@Suite struct TimeDistributionTests {
  @Test("uniform times are the numbers drawn") func uniform() {
    for share: Float in [0, 0.25, 0.9999] { #expect(TimeDistribution.uniform.time(at: share) == share) }
  }

  /// torch.special.ndtri(torch.tensor([1e-7, 0.001, 0.025, 0.3, 0.5, 0.9, 0.99999], dtype=torch.float64))
  @Test(
    "the logit of a logit-normal time is the normal quantile",
    arguments: zip(
      [1e-7, 0.001, 0.025, 0.3, 0.5, 0.9, 0.99999],
      [
        -5.1993375821928165, -3.090232306167813, -1.9599639845400545, -0.5244005127080409, 0,
        1.2815515655446004, 4.264890793923841,
      ]))
  func quantiles(share: Double, quantile: Double) {
    let time = TimeDistribution.logitNormal(mean: 0.2, deviation: 0.5).time(at: Float(share))
    // The share itself is rounded to float32: near 1 that moves the quantile by up to 1e-3.
    let tolerance = share > 0.9999 ? 2e-3 : 1e-6
    let expected = 1 / (1 + exp(-(0.2 + 0.5 * quantile)))
    #expect(abs(Double(time) - expected) < tolerance)
  }

  @Test("no number drawn leaves 0...1, and half of the times lie below the logit's mean") func range() {
    let times = TimeDistribution.logitNormal(mean: 0, deviation: 1)
    #expect(times.time(at: 0) == 0)
    #expect(times.time(at: 0.5) == 0.5)
    #expect(times.time(at: 1 - 0x1p-24) < 1)
  }
}
