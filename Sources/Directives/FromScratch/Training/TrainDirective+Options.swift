import Chapters
import Diffusion
import Networks
import Pipeline
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

  /// What comes out, as messages call it.
  enum Kind: String {
    case denoiser
    case flow
    case classFlow = "class-conditional flow"
  }

  /// What an author may say; an option that only some trainings have is nil where the author leaves it out.
  struct Options {
    var data = DatasetReference(text: "mnist")
    var limit: Int?
    var network = Network.unconditional
    var variant = UNetConfiguration.Variant.writeup
    var width = 128
    var objective = Objective.denoising
    var sigma: Double?
    var drop: Double?
    var times: TimeDistribution?
    var coupling: Coupling?
    var reflow: ModelReference?
    var reflowSteps: Int?
    var reflowSolver: FixedStepSolver?
    var learning = LearningOptions()
    var validation: Int?
    var keep: [Int]?

    /// The epochs after which a checkpoint is kept, ascending; the last one if the author names none.
    var keptEpochs: [Int] { Set(keep ?? [learning.epochs]).sorted() }

    var kind: Kind {
      switch network {
      case .unconditional: .denoiser
      case .timeConditional: .flow
      case .classConditional: .classFlow
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
      .option("sigma", \.sigma, "the noise of the objective 'denoising' (0.5 if left out)", .range(0...100)),
      .option(
        "drop", \.drop, "how many images of a class-conditional flow lose their class (0.1 if left out)",
        .range(0...1)),
      .option("times", \.times, "how a flow's times are drawn (uniform if left out)"),
      .option(
        "coupling", \.coupling, "which noise of a batch goes with which image (independent if left out)"),
      .option("reflow", \.reflow, "a trained flow whose noise and samples are the pairs to learn from"),
      .option(
        "reflow-steps", \.reflowSteps, "steps of that flow's solver (50 if left out)", .range(1...10_000)),
      .option("reflow-solver", \.reflowSolver, "the method of those steps (euler if left out)"),
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

extension TimeDistribution: SchemaValue {
  /// What a message says was expected.
  public static let expectation =
    "uniform, logit-normal, or logit-normal(mean, deviation) with a mean from -100 to 100 and a deviation above 0 "
    + "and up to 100"

  /// Reads a distribution's name, with or without its numbers.
  public static func read(_ yaml: YAML, key: String) throws -> TimeDistribution {
    guard let text = yaml.text else { throw mismatch(yaml, key: key) }
    if text == "uniform" { return .uniform }
    if text == "logit-normal" { return .logitNormal(mean: 0, deviation: 1) }
    guard let match = text.wholeMatch(of: #/logit-normal\((-?[0-9.]+), *([0-9.]+)\)/#),
      let mean = Double(match.1), let deviation = Double(match.2), deviation > 0,
      abs(mean) <= 100, deviation <= 100
    else {
      throw Diagnostic(.outOfRange(key: key, expected: expectation, found: text), at: yaml.span)
    }
    return .logitNormal(mean: mean, deviation: deviation)
  }

  /// The name with its numbers.
  public var canonical: String {
    switch self {
    case .uniform: "uniform"
    case .logitNormal(let mean, let deviation): "logit-normal(\(mean.canonical), \(deviation.canonical))"
    }
  }
}
