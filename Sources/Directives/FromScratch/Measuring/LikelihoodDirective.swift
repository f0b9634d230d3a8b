import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{likelihood}`: what it costs to tell real images by means of a flow, in bits for each pixel.
struct LikelihoodDirective: Directive {
  /// What a class-conditional flow is told of an image.
  enum Labels: String, SchemaChoice {
    case none, own
  }

  var model = ModelReference(id: "", epoch: nil)
  var data = DatasetReference(text: "mnist")
  var split = Split.test
  var images = Given(default: 100)
  var labels = Labels.none
  var method = SolverOptions(solver: .adaptive)

  static let name = "likelihood"
  static let summary = "bits per dimension of real images under a flow, by class"
  static let shows = Showing.table
  static let isRandom = true
  static let example = """
    ```{likelihood} surprise
    model: digits
    images: {draft: 20, quick: 100, paper: 1000}
    labels: own
    tolerance: 0.001
    seed: 0
    caption: A pixel of a test digit costs {{surprise.bits}} bits, give or take {{surprise.error}}.
    ```

    The first 'images' images of the split go back through the flow to noise; the change of their density on the way is
    estimated with one vector of random signs each, and the 256 levels of a pixel are filled with uniform noise first. So
    the numbers are bounds from above on the bits of the images themselves; a flow that knows nothing needs 8. With
    'labels: own' a class-conditional flow is told the class of each image.
    """

  static let measures: [Measure<Self, LikelihoodReport>] = [
    .value("bits", "the mean") { .number($0.all.mean) },
    .value("error", "its standard error") { .number($0.all.standardError ?? .nan, digits: 2) },
    .value("images", "how many were measured") { .count($0.all.values.count) },
    .value("easiest", "the class with the least mean") {
      $0.easiest.map { .text(String($0.label)) }
    },
    .value("easiest-bits", "that mean") { $0.easiest.map { .number($0.summary.mean) } },
    .value("hardest", "the class with the largest mean") {
      $0.hardest.map { .text(String($0.label)) }
    },
    .value("hardest-bits", "that mean") { $0.hardest.map { .number($0.summary.mean) } },
    .value("evaluations", "of the network and its derivative, for one image") { .count($0.evaluations) },
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, "the checkpoint of a flow"),
        .option("data", \.data, "the data set"),
        .option("split", \.split, "the part of it"),
        .option(
          "images", \.images, "how many images are measured; all if there are fewer",
          .given(.range(2...1_000_000))),
        .option("labels", \.labels, "what the flow is told of an image: nothing, or its own class"),
      ] + SolverOptions.fields(at: \.method))
  }

  var contradictions: [OptionMistake] { method.contradictions }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let kinds: [ModelKind] = labels == .own ? [.classFlow] : [.flow, .classFlow]
    return Inputs(
      blocks: [
        model.input(
          option: "model", kinds: kinds,
          remedies: [.flow: "write 'labels: none', since the flow knows no classes"])
      ],
      files: data.digits(split, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(images, "images", of: data, split, in: surroundings)
    examination.check("data") { try requireSpread(of: data.count(split, in: surroundings) ?? 2) }
    return examination
  }

  private func requireSpread(of count: Int) throws {
    guard count < 2 else { return }
    throw FromScratchComplaint.singleImage(split: split.rawValue, data: data.text)
  }

  func run(in context: RunContext) throws -> BlockOutput<LikelihoodReport> {
    let model = try self.model.load(context)
    let set = try data.loadDigits(split, in: context.surroundings)
    try requireSpread(of: set.count)
    let images = try set.images(limit: self.images.value)
    let classes = set.labels.prefix(images.shape[0]).map(Int.init)
    var generator = TorchGenerator(seed: context.seed)
    let found = try ImageLikelihood(model: model, method: method).bits(
      of: images, labels: labels == .own ? classes : nil, &generator
    ) { try context.advance($0, "going back to noise") }
    let report = LikelihoodReport(found, labels: classes)
    return BlockOutput(.table(report.table), findings: report)
  }
}
