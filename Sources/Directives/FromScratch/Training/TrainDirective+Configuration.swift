import Diffusion
import Networks
import Training

extension TrainDirective {
  /// The training that an author's options ask for.
  func configuration(seed: UInt64) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(
        width: width, variant: variant, conditioning: network.conditioning),
      objective: trainingObjective, epochs: learning.epochs, batchSize: learning.batch,
      learningRate: learning.learningRate, seed: seed, gradientLimit: learning.clip,
      averageDecay: learning.ema)
  }

  private var trainingObjective: TrainingObjective {
    switch objective {
    case .denoising: .denoising(.noise(sigma: sigma.value))
    case .pureNoise: .denoising(.pureNoise)
    case .flowMatching:
      .flowMatching(
        FlowMatching(
          dropProbability: drop.value, times: times.value,
          coupling: coupling.value))
    }
  }
}
