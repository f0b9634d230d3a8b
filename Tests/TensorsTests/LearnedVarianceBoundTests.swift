import Foundation
import Tensors
import Testing

@Suite struct LearnedVarianceBoundTests {
  private let steps: [LearnedVarianceBound.Step] = [
    .init(low: -5, high: -4.5, posterior: -5), .init(low: -9, high: -6, posterior: nil),
  ]

  private func bound(clean: [Float], difference: [Float]) -> LearnedVarianceBound {
    LearnedVarianceBound(
      steps: steps, difference: Tensor(shape: [2, 1, 3, 1], scalars: difference),
      clean: Tensor(shape: [2, 1, 3, 1], scalars: clean))
  }

  @Test("the bound and its gradient agree with double precision and central differences") func pullback() {
    let clean: [Float] = [0, 0.5, -1, -1, 1, 0.2]
    let difference: [Float] = [0.01, -0.2, 0.1, 0.02, -0.03, 0.001]
    let bound = bound(clean: clean, difference: difference)
    checkPullback([[2, 1, 3, 1]]) {
      Tensor(shape: [], scalars: [bound.value($0[0])])
    } pullback: {
      [bound.pullback($0.scalars[0], code: $1[0])]
    } reference: { inputs in
      var sum = 0.0
      for index in 0..<6 {
        let step = steps[index / 3]
        let share = (inputs[0].values[index] + 1) / 2
        let logVariance = share * Double(step.high) + (1 - share) * Double(step.low)
        let (d, x) = (Double(difference[index]), Double(clean[index]))
        if let posterior = step.posterior {
          let (v1, v2) = (exp(Double(posterior)), exp(logVariance))
          sum += log((v2 / v1).squareRoot()) + (v1 + d * d) / (2 * v2) - 0.5
        } else {
          let deviation = exp(logVariance / 2) * 2.0.squareRoot()
          let above = x > 0.999 ? 1 : (1 + erf((d + 1 / 255) / deviation)) / 2
          let below = x < -0.999 ? 0 : (1 + erf((d - 1 / 255) / deviation)) / 2
          sum -= log(above - below)
        }
      }
      return DoubleArray([], [sum / 6 / log(2)])
    }
  }

  @Test("the bound is zero for the true posterior, and positive for any other variance") func minimum() {
    let same = LearnedVarianceBound(
      steps: [.init(low: -5, high: -3, posterior: -4)],
      difference: Tensor(repeating: 0, shape: [1, 2, 2, 1]),
      clean: Tensor(repeating: 0, shape: [1, 2, 2, 1]))
    #expect(abs(same.value(Tensor(repeating: 0, shape: [1, 2, 2, 1]))) < 1e-6)
    for code: Float in [-1, -0.5, 0.5, 1] {
      #expect(same.value(Tensor(repeating: code, shape: [1, 2, 2, 1])) > 1e-3)
    }
  }
}
