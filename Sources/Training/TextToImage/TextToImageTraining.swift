import Networks

/// What fixes the training of a text-to-image network of the first stage, but for its first weights, its schedule and
/// the pictures.
public typealias TextToImageTraining = TrainingPlan<TextToImageConfiguration, NoiseObjective>

extension TextToImageConfiguration {
  /// Whether the network makes pictures of noise and a text alone.
  public var isFirstStage: Bool {
    inputChannels == 3 && !isToldNoiseLevel && (outputChannels == 3 || outputChannels == 6)
  }
}
