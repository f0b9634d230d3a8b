import Chapters
import Datasets
import Diffusion
import Figures
import Files
import Networks
import Pipeline
import SharedDirectives
import Tensors
import Training

/// `{train}`: trains a network and shows its loss.
struct TrainDirective: Directive {
  var data = DatasetReference(text: "mnist")
  var limit: Int?
  var network = Network.unconditional
  var variant = UNetConfiguration.Variant.writeup
  var width = 128
  var objective = Objective.denoising
  var sigma = Given(default: 0.5)
  var drop = Given(default: 0.1)
  var times = Given(default: TimeDistribution.uniform)
  var coupling = Given(default: Coupling.independent)
  var reflow: ModelReference?
  var reflowSteps = Given(default: 50)
  var reflowSolver = Given(default: FixedStepSolver.euler)
  var learning = LearningOptions()
  var validation: Int?
  var keep: [Int]?

  static let name = ModelReference.directive
  static let summary = "train a UNet as a denoiser or as a flow and show its loss"
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
    """

  /// The epochs after which a checkpoint is kept, ascending; the last one if the author names none.
  var keptEpochs: [Int] { Set(keep ?? [learning.epochs]).sorted() }

  var kind: ModelKind {
    switch network {
    case .unconditional: .denoiser
    case .timeConditional: .flow
    case .classConditional: .classFlow
    }
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let test = validation == nil ? [] : files(.test, in: surroundings)
    return Inputs(
      blocks: reflow.map { [$0.input(option: "reflow", kinds: [kind], remedies: Self.ofReflow)] } ?? [],
      files: files(.train, in: surroundings) + test)
  }

  /// What to do about a teacher of another kind.
  private static let ofReflow: ModelRemedies = [
    .flow: "write 'network: time-conditional', as the flow's own is",
    .classFlow: "write 'network: class-conditional', as the flow's own is",
  ]

  private func files(_ split: Split, in surroundings: Surroundings) -> [FileInput] {
    data.inputs(split, for: words, classes: knownClasses, in: surroundings)
  }

  /// How many classes the network knows, if it is told them.
  private var knownClasses: Int? { network == .classConditional ? UNetConfiguration.classCount : nil }

  /// What messages call the network.
  private var words: String {
    network == .classConditional ? "a class-conditional network" : ModelReference.words
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.warn(ofLimit: limit, of: data, .train, in: surroundings)
    if let validation { examination.require(validation, "validation", of: data, .test, in: surroundings) }
    examination.facts = TrainedFacts(network: configuration(seed: 0).network, limit: limit)
    guard let count = data.count(.train, in: surroundings) else { return examination }
    examination.check("warm-up") { try learning.requireRoomForWarmUp(images: min(limit ?? .max, count)) }
    return examination
  }

  var exports: Exports { Exports(checkpoints: keptEpochs, kind: kind.rawValue) }

  var figureKind: FigureKind { LossPlot.figureKind }

  func run(in context: RunContext) throws -> BlockOutput<TrainReport> {
    let set = try images(.train, in: context)
    var images = try set.images(limit: limit)
    let labels = Array(set.labels.prefix(images.shape[0]))
    let pairs = try reflow.map { teacher in
      try ReflowPreparation(teacher: teacher, steps: reflowSteps.value, solver: reflowSolver.value)
        .pairs(count: images.shape[0], labels: labels, in: context)
    }
    if let pairs { images = pairs.images }
    let start = TrainingRun(
      configuration(seed: context.seed), images: images, labels: labels, noise: pairs?.noise,
      validation: try validationSet(in: context))
    var session = try TrainingSession(start, keeping: keptEpochs, in: context)
    let run = try session.finish()
    let last = TrainingRecord.checkpoint(after: keptEpochs.last ?? learning.epochs)
    let report = TrainReport(
      run: run, weights: try FileHash.mark(of: context.output.appending(path: last)),
      straightness: objective == .flowMatching ? TrainReport.straightness(of: run.result) : nil,
      pairStraightness: pairs?.straightness)
    let record = TrainingRecord(run, keptEpochs: keptEpochs)
    try record.write(to: context.output)
    return BlockOutput(.plot(try LossPlot(scale: .log).plot([("loss", record)])), findings: report)
  }

  private func images(_ split: Split, in context: RunContext) throws -> ImageDataset {
    try data.loadImages(split, for: words, classes: knownClasses, in: context.surroundings)
  }

  private func validationSet(in context: RunContext) throws -> ValidationSet? {
    guard let validation else { return nil }
    let set = try images(.test, in: context)
    let images = try set.images(limit: validation)
    return ValidationSet(images: images, labels: Array(set.labels.prefix(images.shape[0])))
  }
}
