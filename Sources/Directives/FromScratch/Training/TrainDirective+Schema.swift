import Chapters
import Diffusion
import Networks
import SharedDirectives

extension TrainDirective {
  /// What the network learns.
  enum Objective: String, SchemaChoice {
    /// From x + sigma eps back to x.
    case denoising
    /// From eps alone to x.
    case pureNoise = "pure-noise"
    /// The velocity of a flow from noise to images.
    case flowMatching = "flow-matching"
  }

  /// What the network is told beside the image.
  enum Network: String, SchemaChoice {
    case unconditional
    case timeConditional = "time-conditional"
    case classConditional = "class-conditional"

    var conditioning: UNetConfiguration.Conditioning {
      switch self {
      case .unconditional: .none
      case .timeConditional: .time
      case .classConditional: .classes
      }
    }
  }

  static var schema: Schema<Self> {
    Schema(whatIsLearned + LearningOptions.fields(at: \.learning) + whatIsKept)
  }

  private static var whatIsLearned: [Field<Self>] {
    [
      .option("data", \.data, "the data set; its training split is used"),
      .option("limit", \.limit, "only so many images, the first ones", .positive),
      .option("network", \.network, "what the network is told beside the image"),
      .option("variant", \.variant, "which reading of the UNet's diagram"),
      .option("width", \.width, "D, the channels of the outermost level", .range(1...512)),
      .option("objective", \.objective, "what the network learns"),
      .option("sigma", \.sigma, "the noise of the objective 'denoising'", .given(.range(0...100))),
      .option(
        "drop", \.drop, "how many images of a class-conditional flow lose their class", .given(.range(0...1))),
      .option("times", \.times, "how a flow's times are drawn"),
      .option("coupling", \.coupling, "which noise of a batch goes with which image"),
      .option("reflow", \.reflow, "a trained flow whose noise and samples are the pairs to learn from"),
      .option("reflow-steps", \.reflowSteps, "steps of that flow's solver", .given(.range(1...10_000))),
      .option("reflow-solver", \.reflowSolver, "the method of those steps"),
    ]
  }

  private static var whatIsKept: [Field<Self>] {
    [
      .option(
        "validation", \.validation,
        "over how many test images a loss is taken after every epoch, on noise and times that never change",
        .positive),
      .option(
        "keep", \.keep, "the epochs after which a checkpoint is kept (the last one if left out)", .epochs),
    ]
  }
}

extension UNetConfiguration.Variant: SchemaChoice {}

extension Coupling: SchemaChoice {}
