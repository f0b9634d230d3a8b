import Diffusion
import Networks
import Training

extension TrainDirective {
  /// The training that an author's options ask for.
  func configuration(seed: UInt64) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(
        width: self.width, variant: self.variant, conditioning: self.network.conditioning),
      objective: objective(), epochs: learning.epochs, batchSize: learning.batch,
      learningRate: learning.learningRate, seed: seed, gradientLimit: learning.clip,
      averageDecay: learning.ema)
  }

  private func objective() -> TrainingObjective {
    switch self.objective {
    case .denoising: .denoising(.noise(sigma: self.sigma ?? 0.5))
    case .pureNoise: .denoising(.pureNoise)
    case .flowMatching:
      .flowMatching(
        FlowMatching(
          dropProbability: drop ?? 0.1, times: self.times ?? .uniform,
          coupling: self.coupling ?? .independent))
    }
  }
}
