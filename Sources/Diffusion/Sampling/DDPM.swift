import Foundation
import Tensors

/// Ancestral sampling on any descending list of timesteps (Ho, Jain and Abbeel 2020, algorithm 2; Nichol and Dhariwal
/// 2021, section 3.1). Order 1, one evaluation a step.
public struct DDPM: DenoisingMethod {
  /// The variance of the noise that a step adds.
  public enum Variance: String, CaseIterable, Codable, Hashable, Sendable {
    /// What the network says, between the posterior's and beta; the posterior's where it says nothing.
    case learned
    /// The posterior's.
    case posterior
    /// beta.
    case beta
  }

  /// The schedule that the model was trained with.
  public let schedule: NoiseSchedule
  /// From noisy to clean.
  public let steps: [Int]
  /// The variance of each step's noise.
  public let variance: Variance
  /// What happens to estimates that leave -1...1.
  public let thresholding: Thresholding
  private var streams: ImageStreams

  /// The streams draw each step's noise.
  public init(
    _ schedule: NoiseSchedule, steps: [Int], variance: Variance = .learned,
    thresholding: Thresholding = .none, streams: ImageStreams
  ) {
    (self.schedule, self.steps, self.variance) = (schedule, steps, variance)
    (self.thresholding, self.streams) = (thresholding, streams)
  }

  /// See `DenoisingMethod`.
  public var timesteps: [Float] { steps.map { Float($0) } }

  /// One step from x [N, H, W, C]; the one that begins at timestep 0 adds no noise.
  public mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep {
    let timestep = steps[index]
    let reverse = ReverseStep(schedule, steps, at: index)
    let prediction = model.prediction(for: x, at: Float(timestep))
    let estimate = thresholding(schedule.cleanEstimate(x, noise: prediction.noise, at: timestep))
    let coefficients = reverse.meanCoefficients
    let mean = coefficients.estimate * estimate + coefficients.x * x
    guard timestep > 0 else { return DenoisingStep(x: mean, estimate: estimate) }
    let noise = deviation(reverse, prediction.varianceCode, shape: x.shape) * streams.normalImages(x.shape)
    return DenoisingStep(x: mean + noise, estimate: estimate)
  }

  private func deviation(_ step: ReverseStep, _ code: Tensor?, shape: [Int]) -> Tensor {
    if variance == .learned, let code {
      let logarithms = step.logVariance(code: code).scalars
      return Tensor(shape: shape, scalars: logarithms.map { exp(0.5 * $0) })
    }
    let fixed = variance == .beta ? step.beta : step.smallestVariance
    return Tensor(repeating: fixed.squareRoot(), shape: shape)
  }
}
