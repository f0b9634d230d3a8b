import Chapters
import Datasets
import Diffusion
import Figures
import Foundation
import Networks
import Pipeline
import Tensors
import Training

/// `{train}`: trains a network and shows its loss.
struct TrainDirective: Directive {
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

  /// How the learning rate changes from epoch to epoch.
  enum RateSchedule: String, SchemaChoice {
    case constant
    /// By the same factor every epoch, down to a tenth over the run.
    case exponential
  }

  struct Options {
    var data = DatasetReference(text: "mnist")
    var limit: Int?
    var network = Network.unconditional
    var variant = UNetConfiguration.Variant.writeup
    var width = 128
    var objective = Objective.denoising
    var sigma = 0.5
    var drop = 0.1
    var epochs = 5
    var batch = 256
    var rate = 1e-4
    var schedule = RateSchedule.constant
    var keep: [Int]?

    /// The epochs after which a checkpoint is kept, ascending; the last one if the author names none.
    var keptEpochs: [Int] { Set(keep ?? [epochs]).sorted() }

    var kind: Kind {
      switch network {
      case .unconditional: .denoiser
      case .timeConditional: .flow
      case .classConditional: .classFlow
      }
    }
  }

  static let name = "train"
  static let summary = "train a UNet as a denoiser or as a flow and show its loss"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
  static let example = """
    ```{train} denoiser
    data: mnist
    objective: denoising
    sigma: 0.5
    width: {draft: 8, quick: 32, paper: 128}
    epochs: 5
    keep: [1, 5]
    seed: 0
    caption: Training loss; the last hundred steps average {{denoiser.loss}}.
    alt: The loss falls steeply, then slowly.
    ```

    Values: loss (mean of the last 100 steps), first-loss, least-loss, steps, epochs, batch, images, parameters,
    weights (the first 12 digits of the SHA-256 of the last checkpoint kept).
    """

  static var schema: Schema<Options> {
    Schema([
      .option("data", \.data, "the data set; its training split is used"),
      .option("limit", \.limit, "only so many images, the first ones", .positive),
      .option("network", \.network, "what the network is told beside the image"),
      .option("variant", \.variant, "which reading of the UNet's diagram"),
      .option("width", \.width, "D, the channels of the outermost level", .range(1...512)),
      .option("objective", \.objective, "what the network learns"),
      .option("sigma", \.sigma, "the noise of the objective 'denoising'", .range(0...100)),
      .option("drop", \.drop, "how many images of a class-conditional flow lose their class", .range(0...1)),
      .option("epochs", \.epochs, "passes over the images", .range(1...10_000)),
      .option("batch", \.batch, "images a step", .range(1...65_536)),
      .option("rate", \.rate, "Adam's learning rate", .range(1e-9...10)),
      .option("schedule", \.schedule, "the rate over the epochs; 'exponential' ends at a tenth of it"),
      .option(
        "keep", \.keep, "the epochs after which a checkpoint is kept (the last one if left out)", .epochs),
    ])
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    var found: [(option: String, mistake: Mistake)] = []
    if let late = options.keptEpochs.first(where: { $0 > options.epochs }) {
      let expected = "epochs from 1 to \(options.epochs), as many as 'epochs' says"
      found.append(("keep", .outOfRange(key: "keep", expected: expected, found: String(late))))
    }
    if (options.objective == .flowMatching) == (options.network == .unconditional) {
      let expected =
        options.objective == .flowMatching
        ? "time-conditional or class-conditional for the objective 'flow-matching'"
        : "unconditional for the objective '\(options.objective.rawValue)'"
      found.append(
        ("network", .outOfRange(key: "network", expected: expected, found: options.network.rawValue)))
    }
    return found
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(files: options.data.inputs(.train, in: surroundings))
  }

  static func exports(_ options: Options) -> Exports {
    Exports(
      values: [
        "loss", "first-loss", "least-loss", "steps", "epochs", "batch", "images", "parameters", "weights",
      ],
      checkpoints: options.keptEpochs, kind: options.kind.rawValue)
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let set = try options.data.load(.train, in: context.surroundings)
    guard set.height == 28, set.width == 28 else {
      throw EnvironmentFault.failed(
        "the network takes images of 28 x 28 pixels, and those of '\(options.data.text)' have \(set.width) x \(set.height)",
        remedy: "use a data set of MNIST's size")
    }
    try requireClasses(set, for: options)
    let images = try set.images(limit: options.limit)
    var session = try TrainingSession(
      configuration(of: options, seed: context.seed), images: images,
      labels: Array(set.labels.prefix(images.shape[0])), keeping: options.keptEpochs, in: context)
    let run = try session.finish()
    return try output(
      of: run, options: options, images: images.shape[0], in: context)
  }

  private static func configuration(of options: Options, seed: UInt64) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(
        width: options.width, variant: options.variant, conditioning: options.network.conditioning),
      objective: objective(of: options), epochs: options.epochs, batchSize: options.batch,
      learningRate: options.schedule == .constant
        ? .constant(options.rate) : .exponential(from: options.rate, over: options.epochs),
      seed: seed)
  }

  private static func objective(of options: Options) -> TrainingObjective {
    switch options.objective {
    case .denoising: .denoising(.noise(sigma: options.sigma))
    case .pureNoise: .denoising(.pureNoise)
    case .flowMatching: .flowMatching(FlowMatching(dropProbability: options.drop))
    }
  }

  private static func requireClasses(_ set: ImageDataset, for options: Options) throws {
    guard options.network == .classConditional, set.classCount > UNetConfiguration.classCount else { return }
    throw EnvironmentFault.failed(
      "a class-conditional network knows \(UNetConfiguration.classCount) classes, and '\(options.data.text)' has \(set.classCount)",
      remedy: "use a data set with the classes 0 to \(UNetConfiguration.classCount - 1)")
  }

  private static func output(
    of run: TrainingRun, options: Options, images: Int, in context: RunContext
  ) throws -> BlockOutput {
    let record = TrainingRecord(
      configuration: run.configuration, keptEpochs: options.keptEpochs, stepsPerEpoch: run.stepsPerEpoch,
      losses: run.losses)
    let last = options.keptEpochs.last ?? options.epochs
    let weights = context.output.appending(path: TrainingRecord.checkpoint(after: last))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try AtomicFile.write(
      encoder.encode(record), to: context.output.appending(path: TrainingRecord.fileName))
    let values = [
      NamedValue("loss", record.finalLoss), NamedValue("first-loss", Double(run.losses.first ?? .nan)),
      NamedValue("least-loss", Double(run.losses.min() ?? .nan)),
      NamedValue("steps", count: run.losses.count),
      NamedValue("epochs", count: options.epochs), NamedValue("batch", count: options.batch),
      NamedValue("images", count: images), NamedValue("parameters", count: run.network.parameterCount),
      NamedValue("weights", text: String(try FileHash.sha256(of: weights).prefix(12))),
    ]
    return BlockOutput(figure: .plot(try LossPlot(scale: .log).plot([("loss", record)])), values: values)
  }
}

extension UNetConfiguration.Variant: SchemaChoice {}

extension Bound where T == Int? {
  /// A count of at least one, if there is one.
  static var positive: Bound { Bound("a whole number from 1") { ($0 ?? 1) >= 1 } }
}

extension Bound where T == [Int]? {
  /// Epochs count from 1.
  static var epochs: Bound { Bound("whole numbers from 1") { ($0 ?? []).allSatisfy { $0 >= 1 } } }
}

extension TrainingRecord {
  /// The mean of the last hundred losses.
  var finalLoss: Double {
    let last = losses.suffix(100)
    return last.reduce(0) { $0 + Double($1) } / Double(max(1, last.count))
  }
}
