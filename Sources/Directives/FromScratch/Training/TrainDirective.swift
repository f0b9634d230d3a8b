import Chapters
import Datasets
import Diffusion
import Figures
import Files
import Foundation
import Networks
import Pipeline
import SharedDirectives
import Tensors
import Training

/// `{train}`: trains a network and shows its loss.
struct TrainDirective: Directive {
  static let name = "train"
  static let summary = "train a UNet as a denoiser or as a flow and show its loss"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{train} flow
    data: mnist
    network: class-conditional
    objective: flow-matching
    width: {draft: 8, quick: 32, paper: 64}
    epochs: 20
    keep: [1, 5, 10, 20]
    batch: 64
    rate: 0.01
    schedule: exponential
    validation: 1000
    seed: 0
    caption: Training loss; the last hundred steps average {{flow.loss}}, unseen digits {{flow.validation-loss}}.
    alt: The loss falls steeply, then slowly.
    ```

    Values: loss (mean of the last 100 steps), first-loss, least-loss, steps, epochs, batch, images, parameters,
    weights (the first 12 digits of the SHA-256 of the last checkpoint kept); for a flow straightness (0 for straight ways,
    over 64 noises and 50 Euler steps); validation-loss (after the last epoch) with 'validation'; pair-straightness (of the
    flow that made the pairs) with 'reflow'.
    """

  func inputs(in surroundings: Surroundings) -> Inputs {
    let test = self.validation == nil ? [] : self.data.inputs(.test, in: surroundings)
    return Inputs(
      blocks: reflow.map { [$0.input(option: "reflow", kinds: [self.kind])] } ?? [],
      files: self.data.inputs(.train, in: surroundings) + test)
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    guard let count = self.data.count(.train, in: surroundings) else { return examination }
    examination.check("warm-up") {
      try learning.requireRoomForWarmUp(images: min(self.limit ?? .max, count))
    }
    return examination
  }

  var exports: Exports {
    Exports(
      values: TrainingRun.exportedValues + ["images", "parameters", "weights"]
        + (self.objective == .flowMatching ? ["straightness"] : [])
        + (self.validation == nil ? [] : ["validation-loss"])
        + (reflow == nil ? [] : ["pair-straightness"]),
      checkpoints: self.keptEpochs, kind: self.kind.rawValue)
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let set = try set(.train, in: context)
    var images = try set.images(limit: self.limit)
    let labels = Array(set.labels.prefix(images.shape[0]))
    let pairs = try reflow.map { teacher in
      try ReflowPreparation(
        teacher: teacher, steps: reflowSteps ?? 50, solver: reflowSolver ?? .euler
      ).pairs(count: images.shape[0], labels: labels, in: context)
    }
    if let pairs { images = pairs.images }
    let configuration = configuration(seed: context.seed)
    let start = TrainingRun(
      configuration, images: images, labels: labels, noise: pairs?.noise,
      validation: try validation(in: context))
    var session = try TrainingSession(start, keeping: self.keptEpochs, in: context)
    let run = try session.finish()
    var values = try values(of: run, options: options, images: images.shape[0], in: context)
    if let pairs { values.append(NamedValue("pair-straightness", pairs.straightness)) }
    let record = TrainingRecord(run, keptEpochs: self.keptEpochs)
    try record.write(to: context.output)
    return BlockOutput(.plot(try LossPlot(scale: .log).plot([("loss", record)])), values: values)
  }

  private func set(_ split: Split, in context: RunContext) throws -> ImageDataset {
    let set = try self.data.load(split, in: context.surroundings)
    guard set.height == 28, set.width == 28 else {
      throw EnvironmentFault.failed(
        "the network takes images of 28 x 28 pixels, and those of '\(self.data.text)' have \(set.width) x \(set.height)",
        remedy: "use a data set of MNIST's size")
    }
    if self.network == .classConditional, set.classCount > UNetConfiguration.classCount {
      throw EnvironmentFault.failed(
        "a class-conditional network knows \(UNetConfiguration.classCount) classes, and '\(self.data.text)' has \(set.classCount)",
        remedy: "use a data set with the classes 0 to \(UNetConfiguration.classCount - 1)")
    }
    return set
  }

  private func validation(in context: RunContext) throws -> ValidationSet? {
    guard let limit = self.validation else { return nil }
    let set = try set(.test, in: context)
    let images = try set.images(limit: limit)
    return ValidationSet(images: images, labels: Array(set.labels.prefix(images.shape[0])))
  }

  private func values(
    of run: TrainingRun, images: Int, in context: RunContext
  ) throws -> [NamedValue] {
    let last = self.keptEpochs.last ?? learning.epochs
    let weights = context.output.appending(path: TrainingRecord.checkpoint(after: last))
    let values =
      run.values + [
        NamedValue("images", count: images), NamedValue("parameters", count: run.network.parameterCount),
        NamedValue("weights", text: String(try FileHash.sha256(of: weights).prefix(12))),
      ]
    return values + (self.objective == .flowMatching ? [straightness(of: run.result)] : [])
      + (run.validationLosses.last.map { [NamedValue("validation-loss", Double($0))] } ?? [])
  }

  /// Of the ways of 64 noises in 50 Euler steps, with the classes in turn.
  private static func straightness(of network: UNet) -> NamedValue {
    let labels = (0..<64).map { UInt8($0 % UNetConfiguration.classCount) }
    var pairs = ReflowPairs(of: network, count: 64, labels: labels, steps: 50, solver: .euler, seed: 0)
    pairs.step()
    return NamedValue("straightness", pairs.straightness)
  }
}

extension TrainDirective {
  var figureKind: FigureKind { LossPlot.figureKind }
}
