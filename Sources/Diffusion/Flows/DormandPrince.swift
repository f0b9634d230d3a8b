import Foundation
import Tensors

/// The explicit method of orders 5 and 4 whose step follows the error: dopri5.
///
/// Seven stages, of which the last is the next step's first: six evaluations of the field for every step that is
/// tried. (Dormand and Prince 1980; step control after Hairer, Norsett and Wanner 1993, II.4 and IV.2.)
public struct DormandPrince: Codable, Hashable, Sendable {
  /// The error allowed in a step, relative to the state.
  public var relativeTolerance: Double
  /// The error allowed in a step where the state is near zero.
  public var absoluteTolerance: Double
  /// How many steps may be tried, accepted or not.
  public var stepLimit: Int

  /// Positive tolerances and a positive limit.
  public init(relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-5, stepLimit: Int = 1000) {
    precondition(
      relativeTolerance > 0 && absoluteTolerance > 0 && stepLimit > 0,
      "DormandPrince: expected positive tolerances and a positive step limit, got "
        + "\(relativeTolerance), \(absoluteTolerance) and \(stepLimit)")
    (self.relativeTolerance, self.absoluteTolerance) = (relativeTolerance, absoluteTolerance)
    self.stepLimit = stepLimit
  }

  private static let nodes: [Double] = [1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1]
  private static let stages: [[Double]] = [
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ]
  /// Fifth-order weights less fourth-order ones.
  private static let errorWeights: [Double] = [
    71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40,
  ]

  /// A step that was tried.
  struct Attempt {
    /// The state at its end.
    let x: Tensor
    /// The velocity there.
    let velocity: Tensor
    /// The estimated error in units of the tolerance: 1 at most for a step that is accepted.
    let error: Double
  }

  /// One step of length h from time t, whose velocity is known.
  func attempt(
    _ field: some VelocityField, _ x: Tensor, velocity: Tensor, at t: Double, by h: Double
  ) -> Attempt {
    var (slopes, end) = ([velocity], x)
    for (node, weights) in zip(Self.nodes, Self.stages) {
      end = x.adding(slopes, times: weights.map { Float(h * $0) })
      slopes.append(field.velocity(of: end, at: Float(t + node * h)))
    }
    let zero = Tensor(repeating: 0, shape: x.shape)
    let error = zero.adding(slopes, times: Self.errorWeights.map { Float(h * $0) })
    return Attempt(x: end, velocity: slopes[6], error: norm(of: error, x, end))
  }

  /// A first step whose Euler error is about a hundredth of the state (Hairer et al., II.4).
  func firstStep(_ field: some VelocityField, _ x: Tensor, velocity: Tensor) -> Double {
    let (size, speed) = (norm(of: x, x, x), norm(of: velocity, x, x))
    let guess = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed
    let moved = x + Float(guess) * velocity
    let change = field.velocity(of: moved, at: Float(guess)) - velocity
    let bend = norm(of: change, x, x) / guess
    let steepest = max(speed, bend)
    let step = steepest <= 1e-15 ? max(1e-6, guess * 1e-3) : pow(0.01 / steepest, 1 / 5)
    return step.isFinite ? min(100 * guess, step, 1) : 1e-3
  }

  /// The root mean square of a difference in units of the tolerance at two states.
  private func norm(of difference: Tensor, _ a: Tensor, _ b: Tensor) -> Double {
    let sum = difference.withUnsafeScalars { difference in
      a.withUnsafeScalars { a in
        b.withUnsafeScalars { b in
          difference.indices.reduce(0.0) { sum, index in
            let size = Double(max(abs(a[index]), abs(b[index])))
            let ratio = Double(difference[index]) / (absoluteTolerance + relativeTolerance * size)
            return sum + ratio * ratio
          }
        }
      }
    }
    return (sum / Double(max(1, difference.count))).squareRoot()
  }
}

extension Tensor {
  /// self + the sum of tensors of the same shape, each times its factor; factors of 0 are left out.
  func adding(_ tensors: [Tensor], times factors: [Float]) -> Tensor {
    zip(tensors, factors).reduce(self) { $1.1 == 0 ? $0 : $0 + $1.1 * $1.0 }
  }
}
