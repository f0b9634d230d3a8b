import Diffusion
import Networks

/// Everything that fixes the training of a text-to-image network, but for its first weights, its schedule and the
/// pictures.
public struct TextToImageTraining: Codable, Hashable, Sendable {
  /// The network to train, one of the first stage.
  public var network: TextToImageConfiguration
  /// What it learns.
  public var objective: NoiseObjective
  /// How often every picture is shown.
  public var epochs: Int
  /// Pictures in a step; the last step of an epoch takes what is left.
  public var batchSize: Int
  /// Adam's learning rate.
  public var learningRate: LearningRateSchedule
  /// Seeds the initialisation, the shuffles, the noise and the dropped texts, as `torch.manual_seed`.
  public var seed: UInt64
  /// The norm to which longer gradients are shortened; nil leaves them as they are.
  public var gradientLimit: Double?
  /// The decay of the moving average that the result is instead of the newest weights; nil keeps none.
  public var averageDecay: Double?

  /// `epochs` and `batchSize` must be positive, and the network must take a picture of three channels alone.
  public init(
    network: TextToImageConfiguration, objective: NoiseObjective, epochs: Int, batchSize: Int,
    learningRate: LearningRateSchedule, seed: UInt64, gradientLimit: Double? = nil,
    averageDecay: Double? = nil
  ) {
    precondition(
      epochs > 0 && batchSize > 0,
      "TextToImageTraining: expected positive epochs and batch size, got \(epochs) and \(batchSize)")
    precondition(
      network.isFirstStage,
      "TextToImageTraining: expected a network of the first stage, got \(network.inputChannels) channels in and "
        + "\(network.outputChannels) out")
    (self.network, self.objective, self.epochs, self.batchSize) = (network, objective, epochs, batchSize)
    (self.learningRate, self.seed) = (learningRate, seed)
    (self.gradientLimit, self.averageDecay) = (gradientLimit, averageDecay)
  }
}

extension TextToImageConfiguration {
  /// Whether the network makes pictures of noise and a text alone.
  public var isFirstStage: Bool {
    inputChannels == 3 && !isToldNoiseLevel && (outputChannels == 3 || outputChannels == 6)
  }
}
