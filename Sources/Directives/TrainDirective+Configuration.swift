import Diffusion
import Networks
import Training

extension TrainDirective {
  /// The training that an author's options ask for.
  static func configuration(of options: Options, seed: UInt64) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(
        width: options.width, variant: options.variant, conditioning: options.network.conditioning),
      objective: objective(of: options), epochs: options.epochs, batchSize: options.batch,
      learningRate: learningRate(of: options), seed: seed, gradientLimit: options.clip,
      averageDecay: options.ema)
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

  private static func learningRate(of options: Options) -> LearningRateSchedule {
    switch options.schedule {
    case .constant: LearningRateSchedule(start: options.rate, warmUp: options.warmUp)
    case .exponential:
      .exponential(
        from: options.rate, to: options.finalRate ?? 0.1, over: options.epochs, warmUp: options.warmUp)
    case .cosine:
      LearningRateSchedule(
        start: options.rate, decay: .cosine(finalShare: options.finalRate ?? 0), warmUp: options.warmUp)
    }
  }
}
