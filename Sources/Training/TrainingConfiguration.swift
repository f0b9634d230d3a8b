import Networks

/// Everything that fixes a training, but for the images.
public struct TrainingConfiguration: Codable, Hashable, Sendable {
  /// The network to train.
  public var network: UNetConfiguration
  /// What it learns.
  public var objective: TrainingObjective
  /// How often every image is shown.
  public var epochs: Int
  /// Images in a step; the last step of an epoch takes what is left.
  public var batchSize: Int
  /// Adam's learning rate.
  public var learningRate: LearningRateSchedule
  /// Seeds the initialisation, the shuffles and the noise, as `torch.manual_seed`.
  public var seed: UInt64
  /// The norm to which longer gradients are shortened; nil leaves them as they are.
  public var gradientLimit: Double?
  /// The decay of the moving average that checkpoints hold instead of the newest weights; nil keeps none.
  public var averageDecay: Double?

  /// `epochs` and `batchSize` must be positive, and the network must be told what the objective has to tell:
  /// nothing for denoising, the time for a flow.
  public init(
    network: UNetConfiguration, objective: TrainingObjective, epochs: Int, batchSize: Int,
    learningRate: LearningRateSchedule, seed: UInt64, gradientLimit: Double? = nil,
    averageDecay: Double? = nil
  ) {
    precondition(
      epochs > 0 && batchSize > 0,
      "TrainingConfiguration: expected positive epochs and batch size, got \(epochs) and \(batchSize)")
    precondition(
      objective.isFlow == (network.conditioning != .none),
      "TrainingConfiguration: expected a network that fits \(objective), got \(network.conditioning.rawValue)"
    )
    self.network = network
    self.objective = objective
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.seed = seed
    self.gradientLimit = gradientLimit
    self.averageDecay = averageDecay
  }

  /// With a constant learning rate.
  public init(
    network: UNetConfiguration, objective: TrainingObjective, epochs: Int, batchSize: Int,
    learningRate: Double, seed: UInt64
  ) {
    self.init(
      network: network, objective: objective, epochs: epochs, batchSize: batchSize,
      learningRate: .constant(learningRate), seed: seed)
  }
}
