import Chapters
import Datasets
import Figures
import Files
import Foundation
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
  static let version = 1
  static let shows = Showing.figure
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

    An epoch of MNIST takes some seconds, so an interrupted training begins afresh. Values: accuracy (the share of the
    test images whose class it tells), errors (how many it does not), confused (its most frequent error), loss (mean of
    the last 100 steps), steps, images, parameters, weights (the first 12 digits of their SHA-256).
    """

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
      files: self.data.inputs(.train, in: surroundings) + self.data.inputs(.test, in: surroundings))
  }

  var exports: Exports {
    Exports(
      values: ["accuracy", "errors", "confused", "loss", "steps", "images", "parameters", "weights"],
      kind: name)
  }

  var figureKind: FigureKind {
    .plot("the cross-entropy against optimizer steps")
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let train = try self.data.loadDigits(.train, in: context.surroundings)
    let test = try self.data.loadDigits(.test, in: context.surroundings)
    let images = try train.images(limit: self.limit)
    let configuration = ClassifierConfiguration(
      epochs: self.epochs, batchSize: batch, learningRate: rate, shift: self.shift,
      seed: context.seed)
    let run = try finished(
      ClassifierRun(configuration, images: images, labels: Array(train.labels.prefix(images.shape[0]))),
      in: context)
    let weights = context.output.appending(path: weightsFile)
    try run.network.save(to: weights)
    let found = try run.network.classify(test.images(limit: nil), in: context).classes
    let plot = try LossPlot.plot(of: run.losses, yLabel: "cross-entropy")
    return BlockOutput(
      .plot(try plot.keeping(in: context)),
      values: testValues(found, expected: test.labels.map(Int.init)) + [
        NamedValue(
          "loss", run.losses.suffix(100).reduce(0) { $0 + Double($1) } / Double(min(100, run.losses.count))),
        NamedValue("steps", count: run.losses.count), NamedValue("images", count: images.shape[0]),
        NamedValue("parameters", count: run.network.parameterCount),
        NamedValue("weights", text: String(try FileHash.sha256(of: weights).prefix(12))),
      ])
  }

  private static func finished(_ start: ClassifierRun, in context: RunContext) throws -> ClassifierRun {
    var run = start
    let clock = ContinuousClock.now
    while !run.isFinished {
      try context.checkInterruption()
      do {
        try run.step()
      } catch {
        throw EnvironmentFault.failed(error.description, remedy: "try a smaller 'rate'")
      }
      let (done, seconds) = (run.losses.count, (ContinuousClock.now - clock) / .seconds(1))
      let epoch = (done - 1) / run.stepsPerEpoch + 1
      let loss = NamedValue.rounded(Double(run.losses.last ?? .nan), digits: 3)
      let speed = Int(Double(done * run.configuration.batchSize) / max(seconds, 1e-3))
      context.report(
        WorkProgress(
          step: done, of: run.totalSteps,
          detail: "epoch \(epoch) of \(run.configuration.epochs), loss \(loss), \(speed) images/s",
          secondsLeft: seconds / Double(done) * Double(run.totalSteps - done)))
    }
    return run
  }

  private static func testValues(_ found: [Int], expected: [Int]) -> [NamedValue] {
    var counts: [[Int]: Int] = [:]
    for (wrong, right) in zip(found, expected) where wrong != right {
      counts[[right, wrong], default: 0] += 1
    }
    let errors = counts.values.reduce(0, +)
    let most = counts.min { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
    return [
      NamedValue("accuracy", share: 1 - Double(errors) / Double(max(1, found.count))),
      NamedValue("errors", count: errors),
      NamedValue("confused", text: most.map { "\($0.key[0]) read as \($0.key[1])" } ?? "none"),
    ]
  }
}

extension DatasetReference {
  /// Reads a split whose images and classes are like MNIST's.
  ///
  /// - Throws: `EnvironmentFault` for a file that is missing or malformed, other sizes or more classes.
  func loadDigits(_ split: Split, in surroundings: Surroundings) throws -> ImageDataset {
    let set = try load(split, in: surroundings)
    guard set.height == 28, set.width == 28 else {
      throw EnvironmentFault.failed(
        "the classifier takes images of 28 x 28 pixels, and those of '\(text)' have \(set.width) x \(set.height)",
        remedy: "use a data set of MNIST's size")
    }
    guard set.classCount <= Classifier.classCount else {
      throw EnvironmentFault.failed(
        "the classifier knows \(Classifier.classCount) classes, and '\(text)' has \(set.classCount)",
        remedy: "use a data set with the classes 0 to \(Classifier.classCount - 1)")
    }
    return set
  }
}
