import Foundation
import Tensors

/// DPM-Solver++(2M): a multistep method for the diffusion ODE in terms of the clean image (Lu et al. 2022b,
/// algorithm 2). Order 2, one evaluation a step; the first step and the one to the clean image have order 1.
public struct DPMSolver: DenoisingMethod {
  /// See `DenoisingMethod`.
  public let timesteps: [Float]
  /// What happens to estimates that leave -1...1.
  public let thresholding: Thresholding
  private let points: [SignalAndNoise]
  private var previous: (estimate: Tensor, lambda: Double)?

  /// steps: from noisy to clean; `Timesteps.evenlySpaced` is the usual choice.
  public init(_ schedule: NoiseSchedule, steps: [Int], thresholding: Thresholding = .none) {
    timesteps = steps.map { Float($0) }
    self.thresholding = thresholding
    points = SignalAndNoise.points(schedule, timesteps)
  }

  /// One step from x [N, H, W, C]; see `DenoisingMethod`.
  public mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep {
    let (here, there) = (points[index], points[index + 1])
    let estimate = thresholding(
      here.estimate(x, noise: model.prediction(for: x, at: timesteps[index]).noise))
    let step = there.lambda - here.lambda
    var data = estimate
    if let previous, index + 1 < timesteps.count {
      let slope = 0.5 * step / (here.lambda - previous.lambda)
      data = Float(1 + slope) * estimate - Float(slope) * previous.estimate
    }
    previous = (estimate, here.lambda)
    let next = Float(there.sigma / here.sigma) * x - Float(there.alpha * expm1(-step)) * data
    return DenoisingStep(x: next, estimate: estimate)
  }
}
