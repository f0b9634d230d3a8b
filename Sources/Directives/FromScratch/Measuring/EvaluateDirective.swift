import Chapters
import Datasets
import Figures
import Networks
import Pipeline
import SharedDirectives
import Tensors

/// `{evaluate}`: how good the images drawn from a flow are, in numbers, beside the same numbers of real images.
struct EvaluateDirective: Directive {
  var model = ModelReference(id: "", epoch: nil)
  var classifier = ClassifierReference(id: "")
  var data = DatasetReference(text: "mnist")
  var samples = 100
  var reference = Given(default: 10_000)
  var searched = Given(default: 200)
  var sampling = SamplingOptions()

  static let name = "evaluate"
  static let summary = "measures of the images drawn from a flow, beside those of real images"
  static let version = 2
  static let shows = Showing.table
  static let isRandom = true
  static let example = """
    ```{evaluate} quality
    model: digits
    classifier: judge
    samples: {draft: 5, quick: 100, paper: 1000}
    guidance: 5
    seed: 0
    caption: Of the samples {{quality.consistency}} show what was asked for.
    ```

    The features are the classifier's; test images stand for what is real, and as many training images as there are
    samples give the floor, which no sampler can be expected to beat.
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, "the checkpoint of a flow"),
        .required("classifier", \.classifier, "the {classifier} block that judges"),
        .option("data", \.data, "the data set that the model was trained on"),
        .option(
          "samples", \.samples, "how many images are drawn for each of the ten classes", .range(1...10_000)),
        .option(
          "reference", \.reference, "how many test images they are compared with; all if there are fewer",
          .given(.range(4...1_000_000))),
        .option(
          "searched", \.searched, "for how many samples the nearest training image is sought",
          .given(.range(1...100_000))),
      ] + SamplingOptions.fields(at: \.sampling))
  }

  var contradictions: [OptionMistake] { sampling.contradictions }

  var algorithms: [Recipe.Part] { [.frechet] }

  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(reference, "reference", of: data, .test, in: surroundings)
    examination.require(searched, "searched", of: data, .test, in: surroundings)
    examination.requireComparable(data, to: model, facts, in: surroundings)
    examination.warnWithoutOpenBLAS("classifier")
    return examination
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: sampling.inputs([model], kinds: sampling.kinds, remedies: .leaveGuidanceOut) + [
        classifier.input()
      ],
      files: data.digits(.train, in: surroundings) + data.digits(.test, in: surroundings))
  }

  func run(in context: RunContext) throws -> BlockOutput<QualityReport> {
    let model = try self.model.load(context)
    let judge = try SampleJudge.shared(classifier, data, count: reference.value, in: context)
    let count = samples * Classifier.classCount
    let labels = model.knowsClasses ? (0..<count).map { $0 % Classifier.classCount } : nil
    var generator = TorchGenerator(seed: context.seed)
    let draw = try model.sampler(sampling, in: context).draw(count, labels: labels, &generator) {
      try context.advance($0)
    }
    let found = try judge.judge(draw.images, labels: labels, in: context)
    let training = try self.model.trainingImages(data, in: context)
    let floor = try judge.floor(of: training, count: count, &generator, in: context)
    let copying = try NeighbourSearch(training: training, data, count: searched.value, in: context)
      .memorisation(of: draw.images, in: context)
    let report = QualityReport(
      found: found, floor: floor, copying: copying, accuracy: judge.accuracy, evaluations: draw.evaluations,
      samples: count)
    return BlockOutput(
      .table(report.table(of: try values(of: report))), findings: report, library: judge.library)
  }
}
