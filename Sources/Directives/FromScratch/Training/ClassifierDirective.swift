import Chapters
import Datasets
import Figures
import Files
import Networks
import Pipeline
import SharedDirectives
import Tensors
import Training

/// `{classifier}`: trains the network in whose features sets of images are compared, and shows its loss.
struct ClassifierDirective: Directive {
  var data = DatasetReference(text: "mnist")
  var limit: Int?
  var epochs = 2
  var batch = 128
  var rate = 3e-3
  var shift = 2

  static let name = "classifier"
  static let summary = "train a small classifier, by which generated images are judged, and show its loss"
  static let isRandom = true
  /// The file of the weights, in the block's result.
  static let weightsFile = "classifier.safetensors"
  static let example = """
    ```{classifier} judge
    data: mnist
    epochs: 2
    seed: 0
    caption: The classifier's loss. It names {{judge.accuracy}} of the test digits rightly.
    alt: The loss falls from 2.3 to 0.03.
    ```

    An epoch of MNIST takes some seconds, so an interrupted training begins afresh.
    """

  static let measures: [Measure<Self, ClassifierReport>] = [
    .value("accuracy", "the share of the test images whose class it tells") { .share($0.accuracy) },
    .value("errors", "how many it does not") { .count($0.errors) },
    .value("confused", "its most frequent error") { .text($0.confused) },
    .value("loss", "mean of the last 100 steps") { .number($0.run.losses.meanOfLast) },
    .value("steps", "optimizer steps") { .count($0.run.losses.count) },
    .value("images", "how many it learns from") { .count($0.images) },
    .value("parameters", "of the network") { .count($0.run.network.parameterCount) },
    .value("weights", "the first 12 digits of their SHA-256") { .text($0.weights) },
  ]

  static var schema: Schema<Self> {
    Schema([
      .option("data", \.data, "the data set; it learns the training split and is tested on the other one"),
      .option("limit", \.limit, "only so many training images, the first ones", .positive),
      .option("epochs", \.epochs, "passes over the images", .range(1...1000)),
      .option("batch", \.batch, "images a step", .range(1...65_536)),
      .option("rate", \.rate, "Adam's learning rate at the start; it falls to zero", .range(1e-9...10)),
      .option("shift", \.shift, "by how many pixels images are moved at random, at the most", .range(0...8)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      files: data.digits(.train, in: surroundings) + data.digits(.test, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.warn(ofLimit: limit, of: data, .train, in: surroundings)
    return examination
  }

  var exports: Exports { Exports(kind: Self.name) }

  var figureKind: FigureKind { .plot("the cross-entropy against optimizer steps") }

  func run(in context: RunContext) throws -> BlockOutput<ClassifierReport> {
    let train = try data.loadDigits(.train, in: context.surroundings)
    let test = try data.loadDigits(.test, in: context.surroundings)
    let images = try train.images(limit: limit)
    let configuration = ClassifierConfiguration(
      epochs: epochs, batchSize: batch, learningRate: rate, shift: shift, seed: context.seed)
    let run = try finished(
      ClassifierRun(configuration, images: images, labels: Array(train.labels.prefix(images.shape[0]))),
      in: context)
    let weights = context.output.appending(path: Self.weightsFile)
    try run.network.save(to: weights)
    let found = try run.network.classify(test.images(limit: nil), in: context).classes
    let report = ClassifierReport(
      run: run, images: images.shape[0], found: found, expected: test.labels.map(Int.init),
      weights: try FileHash.mark(of: weights))
    let plot = try LossPlot.plot(of: run.losses, yLabel: "cross-entropy")
    return BlockOutput(.plot(try plot.keeping(in: context)), findings: report)
  }

  private func finished(_ start: ClassifierRun, in context: RunContext) throws -> ClassifierRun {
    var run = start
    let clock = ContinuousClock.now
    while !run.isFinished {
      try context.checkInterruption()
      do {
        try run.step()
      } catch {
        throw FromScratchComplaint.diverged(error)
      }
      context.trained(step: run.losses.count, of: run.totalSteps, run.network)
      let (done, seconds) = (run.losses.count, (ContinuousClock.now - clock) / .seconds(1))
      let epoch = (done - 1) / run.stepsPerEpoch + 1
      let loss = NumberText.prose.rounded(Double(run.losses.last ?? .nan), digits: 3)
      let speed = Int(Double(done * run.configuration.batchSize) / max(seconds, 1e-3))
      context.report(
        WorkProgress(
          step: done, of: run.totalSteps,
          detail: "epoch \(epoch) of \(run.configuration.epochs), loss \(loss), \(speed) images/s",
          secondsLeft: seconds / Double(done) * Double(run.totalSteps - done)))
    }
    return run
  }
}
