import Diffusion
import Networks

extension NoiseSchedule {
  /// The schedule that a model's file names.
  public init(_ configuration: SchedulerConfiguration) {
    switch configuration.betas {
    case .squaredCosine: self = .squaredCosine(count: configuration.timesteps)
    case .linear(let first, let last):
      self = .linear(from: Float(first), to: Float(last), count: configuration.timesteps)
    }
  }
}

extension TrainedTimesteps {
  /// What a model's file says.
  public init(_ configuration: SchedulerConfiguration) {
    self.init(
      count: configuration.timesteps, spacing: configuration.spacing, offset: configuration.offset)
  }
}

extension Thresholding {
  /// What a model's file says.
  public init(_ configuration: SchedulerConfiguration.Thresholding) {
    switch configuration {
    case .none: self = .none
    case .clipped(let bound): self = bound == 1 ? .clipped : .clamped(Float(bound))
    case .dynamic(let ratio, let maximum): self = .dynamic(ratio: ratio, maximum: Float(maximum))
    }
  }
}

extension DDPM.Variance {
  /// What a model's file says.
  public init(_ configuration: SchedulerConfiguration.Variance) {
    switch configuration {
    case .learned: self = .learned
    case .small: self = .posterior
    case .large: self = .beta
    }
  }
}

extension PredictionTarget {
  /// What a model's file says that its network predicts.
  public init(_ prediction: SchedulerConfiguration.Prediction) {
    switch prediction {
    case .noise: self = .noise
    case .velocity: self = .velocity
    }
  }

  /// The same in the words of a model's file.
  public var prediction: SchedulerConfiguration.Prediction {
    switch self {
    case .noise: .noise
    case .velocity: .velocity
    }
  }
}
