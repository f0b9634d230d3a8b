import Foundation
import Tensors

/// x_t = alpha x_0 + sigma eps at one point of a sampler's way, with lambda = ln(alpha / sigma).
struct SignalAndNoise: Hashable, Sendable {
  let alpha, sigma, lambda: Double

  /// ratio: sigma / alpha; 0 for the clean image, whose lambda is infinite.
  init(ratio: Double) {
    alpha = 1 / (1 + ratio * ratio).squareRoot()
    sigma = ratio * alpha
    lambda = -log(ratio)
  }

  /// The points of these timesteps, and the clean image behind them.
  static func points(_ schedule: NoiseSchedule, _ timesteps: [Float]) -> [SignalAndNoise] {
    timesteps.map { SignalAndNoise(ratio: schedule.noiseRatio(at: $0)) } + [SignalAndNoise(ratio: 0)]
  }

  /// (x - sigma eps) / alpha
  func estimate(_ x: Tensor, noise: Tensor) -> Tensor {
    Float(1 / alpha) * (x - Float(sigma) * noise)
  }
}
