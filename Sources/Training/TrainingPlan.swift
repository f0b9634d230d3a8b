import Networks

/// Everything that fixes a training, but for the images and what comes with them.
public struct TrainingPlan<Network, Objective>: Codable, Hashable, Sendable
where Network: Codable & Hashable & Sendable, Objective: Codable & Hashable & Sendable {
  /// The network to train.
  public var network: Network
  /// What it learns.
  public var objective: Objective
  /// How often every image is shown.
  public var epochs: Int
  /// Images in a step; the last step of an epoch takes what is left.
  public var batchSize: Int
  /// Adam's learning rate.
  public var learningRate: LearningRateSchedule
  /// Seeds the initialisation, the shuffles and what the objective draws, as `torch.manual_seed`.
  public var seed: UInt64
  /// The norm to which longer gradients are shortened; nil leaves them as they are.
  public var gradientLimit: Double?
  /// The decay of the moving average that checkpoints hold instead of the newest weights; nil keeps none.
  public var averageDecay: Double?
  /// Adam's decays; torch's own where nil.
  public var adam: Adam.Settings?

  /// `epochs` and `batchSize` must be positive.
  public init(
    network: Network, objective: Objective, epochs: Int, batchSize: Int, learningRate: LearningRateSchedule,
    seed: UInt64, gradientLimit: Double? = nil, averageDecay: Double? = nil,
    adam: Adam.Settings? = nil
  ) {
    precondition(
      epochs > 0 && batchSize > 0,
      "TrainingPlan: expected positive epochs and batch size, got \(epochs) and \(batchSize)")
    (self.network, self.objective, self.epochs, self.batchSize) = (network, objective, epochs, batchSize)
    (self.learningRate, self.seed) = (learningRate, seed)
    (self.gradientLimit, self.averageDecay, self.adam) = (gradientLimit, averageDecay, adam)
  }
}

/// What fixes the training of a denoiser or a flow, but for the images.
public typealias TrainingConfiguration = TrainingPlan<UNetConfiguration, TrainingObjective>
