import Foundation
import Tensors

/// UniPC of order 2: a predictor, and at the next step a corrector that reuses that step's evaluation
/// (Zhao et al. 2023, algorithms 1 and 2, in terms of the clean image). One evaluation a step.
public struct UniPC: DenoisingMethod {
  /// The function B(h) of the method.
  public enum Variant: String, CaseIterable, Codable, Hashable, Sendable {
    /// B(h) = h
    case bh1
    /// B(h) = e^h - 1
    case bh2
  }

  private struct Past {
    /// Before the predictor.
    let x: Tensor
    let estimate: Tensor
    let index: Int
    /// Of the predictor.
    let order: Int
  }

  /// See `DenoisingMethod`.
  public let timesteps: [Float]
  /// Which B(h).
  public let variant: Variant
  /// What happens to estimates that leave -1...1.
  public let thresholding: Thresholding
  private let points: [SignalAndNoise]
  /// The last two steps, newest last.
  private var past: [Past] = []

  /// steps: from noisy to clean; `Timesteps.evenlySpaced` is the usual choice.
  public init(
    _ schedule: NoiseSchedule, steps: [Int], variant: Variant = .bh2, thresholding: Thresholding = .none
  ) {
    timesteps = steps.map { Float($0) }
    (self.variant, self.thresholding) = (variant, thresholding)
    points = SignalAndNoise.points(schedule, timesteps)
  }

  /// One step from x [N, H, W, C]; see `DenoisingMethod`.
  public mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep {
    let estimate = thresholding(
      points[index].estimate(x, noise: model.prediction(for: x, at: timesteps[index]).noise))
    let corrected = past.last.map { correcting(from: $0, with: estimate, at: index) } ?? x
    let order = min(2, past.count + 1, timesteps.count - index)
    let next = predicted(from: corrected, estimate, at: index, order: order)
    past = past.suffix(1) + [Past(x: corrected, estimate: estimate, index: index, order: order)]
    return DenoisingStep(x: next, estimate: estimate)
  }

  private func predicted(from x: Tensor, _ estimate: Tensor, at index: Int, order: Int) -> Tensor {
    let move = Move(points[index], points[index + 1], variant)
    var correction = Tensor(repeating: 0, shape: x.shape)
    if order == 2, let older = past.last {
      let ratio = (points[older.index].lambda - points[index].lambda) / move.h
      correction = Float(0.5 / ratio) * (older.estimate - estimate)
    }
    return move(x, estimate, correction)
  }

  /// The last predictor's step again, now that the model has seen where it led.
  private func correcting(from last: Past, with estimate: Tensor, at index: Int) -> Tensor {
    let move = Move(points[last.index], points[index], variant)
    let difference = estimate - last.estimate
    guard last.order == 2, let older = past.dropLast().last else {
      return move(last.x, last.estimate, 0.5 * difference)
    }
    let ratio = (points[older.index].lambda - points[last.index].lambda) / move.h
    // rho_1 + rho_2 = b_1 and ratio rho_1 + rho_2 = b_2.
    let (first, second) = move.coefficients
    let rho1 = (second - first) / (ratio - 1)
    let rho2 = first - rho1
    let correction = Float(rho1 / ratio) * (older.estimate - last.estimate) + Float(rho2) * difference
    return move(last.x, last.estimate, correction)
  }

  /// A step from one point to another.
  private struct Move {
    let here, there: SignalAndNoise
    let h: Double
    /// e^-h - 1
    let phi: Double
    let b: Double

    init(_ here: SignalAndNoise, _ there: SignalAndNoise, _ variant: Variant) {
      (self.here, self.there) = (here, there)
      h = there.lambda - here.lambda
      phi = expm1(-h)
      b = variant == .bh1 ? -h : phi
    }

    /// b_1 and b_2: the functions phi_2 and phi_3 of -h, times their factorials, over B.
    var coefficients: (Double, Double) {
      let second = phi / -h - 1
      return (second / b, 2 * (second / -h - 0.5) / b)
    }

    func callAsFunction(_ x: Tensor, _ estimate: Tensor, _ correction: Tensor) -> Tensor {
      let straight = Float(there.sigma / here.sigma) * x - Float(there.alpha * phi) * estimate
      // An infinite B, at the clean image with bh1, meets a correction of zero.
      return b.isFinite ? straight - Float(there.alpha * b) * correction : straight
    }
  }
}
