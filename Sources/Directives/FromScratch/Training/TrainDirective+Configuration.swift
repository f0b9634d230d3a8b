import Diffusion
import Networks
import Training

extension TrainDirective {
  /// The training that an author's options ask for.
  static func configuration(of options: Options, seed: UInt64) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(
        width: options.width, variant: options.variant, conditioning: options.network.conditioning),
      objective: objective(of: options), epochs: options.learning.epochs, batchSize: options.learning.batch,
      learningRate: options.learning.learningRate, seed: seed, gradientLimit: options.learning.clip,
      averageDecay: options.learning.ema)
  }

  private static func objective(of options: Options) -> TrainingObjective {
    switch options.objective {
    case .denoising: .denoising(.noise(sigma: options.sigma ?? 0.5))
    case .pureNoise: .denoising(.pureNoise)
    case .flowMatching:
      .flowMatching(
        FlowMatching(
          dropProbability: options.drop ?? 0.1, times: options.times ?? .uniform,
          coupling: options.coupling ?? .independent))
    }
  }
}
