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
  }

  struct Options {
    var data = DatasetReference(text: "mnist")
    var limit: Int?
    var network = UNetConfiguration.Variant.writeup
    var width = 128
    var objective = Objective.denoising
    var sigma = 0.5
    var epochs = 5
    var batch = 256
    var rate = 1e-4
    var keep: [Int]?

    /// The epochs after which a checkpoint is kept, ascending; the last one if the author names none.
    var keptEpochs: [Int] { Set(keep ?? [epochs]).sorted() }
  }

  static let name = "train"
  static let summary = "train a UNet as a denoiser and show its loss"
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
      .option("network", \.network, "which reading of the UNet's diagram"),
      .option("width", \.width, "D, the channels of the outermost level", .range(1...512)),
      .option("objective", \.objective, "what the network learns"),
      .option("sigma", \.sigma, "the noise of the objective 'denoising'", .range(0...100)),
      .option("epochs", \.epochs, "passes over the images", .range(1...10_000)),
      .option("batch", \.batch, "images a step", .range(1...65_536)),
      .option("rate", \.rate, "Adam's learning rate", .range(1e-9...10)),
      .option(
        "keep", \.keep, "the epochs after which a checkpoint is kept (the last one if left out)", .epochs),
    ])
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    guard let late = options.keptEpochs.first(where: { $0 > options.epochs }) else { return [] }
    let expected = "epochs from 1 to \(options.epochs), as many as 'epochs' says"
    return [("keep", .outOfRange(key: "keep", expected: expected, found: String(late)))]
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(files: options.data.inputs(.train, in: surroundings))
  }

  static func exports(_ options: Options) -> Exports {
    Exports(
      values: [
        "loss", "first-loss", "least-loss", "steps", "epochs", "batch", "images", "parameters", "weights",
      ],
      checkpoints: options.keptEpochs)
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let set = try options.data.load(.train, in: context.surroundings)
    guard set.height == 28, set.width == 28 else {
      throw EnvironmentFault.failed(
        "the network takes images of 28 x 28 pixels, and those of '\(options.data.text)' have \(set.width) x \(set.height)",
        remedy: "use a data set of MNIST's size")
    }
    var session = try TrainingSession(
      configuration(of: options, seed: context.seed), images: try set.images(limit: options.limit),
      keeping: options.keptEpochs, in: context)
    let run = try session.finish()
    return try output(
      of: run, options: options, images: min(options.limit ?? set.count, set.count), in: context)
  }

  private static func configuration(of options: Options, seed: UInt64) -> TrainingConfiguration {
    TrainingConfiguration(
      network: UNetConfiguration(width: options.width, variant: options.network),
      objective: options.objective == .denoising ? .noise(sigma: options.sigma) : .pureNoise,
      epochs: options.epochs, batchSize: options.batch, learningRate: options.rate, seed: seed)
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
    try Pipeline.AtomicFile.write(
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
