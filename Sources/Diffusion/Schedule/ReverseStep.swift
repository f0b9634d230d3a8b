import Foundation
import Tensors

/// The numbers of one step from timestep t back to an earlier one, t': abar at both, and the share of noise between.
///
/// alpha = abar_t / abar_t', beta = 1 - alpha.
public struct ReverseStep: Hashable, Sendable {
  /// abar at t.
  public let alphaBar: Float
  /// abar at t'.
  public let previousAlphaBar: Float
  /// 1 - abar_t / abar_t'
  public let beta: Float

  /// From t to t' in a schedule; t' = -1 is the clean image.
  public init(_ schedule: NoiseSchedule, from timestep: Int, to previous: Int) {
    alphaBar = schedule.alphaBar(at: timestep)
    previousAlphaBar = schedule.alphaBar(at: previous)
    beta = 1 - alphaBar / previousAlphaBar
  }

  /// From `steps[index]` to the next of them, behind the last one to the clean image.
  init(_ schedule: NoiseSchedule, _ steps: [Int], at index: Int) {
    self.init(schedule, from: steps[index], to: index + 1 < steps.count ? steps[index + 1] : -1)
  }

  /// The posterior mean's coefficients of the clean estimate and of x_t (Ho, Jain and Abbeel 2020, eq. 7).
  public var meanCoefficients: (estimate: Float, x: Float) {
    (
      previousAlphaBar.squareRoot() * beta / (1 - alphaBar),
      (1 - beta).squareRoot() * (1 - previousAlphaBar) / (1 - alphaBar)
    )
  }

  /// The posterior variance (eq. 7), at least 1e-20: the smallest that the reverse step may have.
  public var smallestVariance: Float {
    max((1 - previousAlphaBar) / (1 - alphaBar) * beta, 1e-20)
  }

  /// The logarithm of the variance that a network's code stands for: -1 the posterior's, 1 beta, and between them in
  /// a straight line of logarithms, the shape of the code; not clamped (Nichol and Dhariwal 2021, eq. 15).
  public func logVariance(code: Tensor) -> Tensor {
    let (low, high) = (log(smallestVariance), log(beta))
    return Tensor(
      shape: code.shape,
      scalars: code.scalars.map { code in
        let share = (code + 1) / 2
        return share * high + (1 - share) * low
      })
  }
}
