import Chapters
import Datasets
import Figures
import Networks
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
  var images = 100
  var labels = Labels.none
  var method = SolverOptions(solver: .adaptive)

  static let name = "likelihood"
  static let summary = "bits per dimension of real images under a flow, by class"
  static let version = 1
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
    Values: bits (the mean), error (its standard error), images, easiest and hardest (the classes with the least and the
    largest mean), easiest-bits, hardest-bits, evaluations (of the network and its derivative, for one image).
    """

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, "the checkpoint of a flow"),
        .option("data", \.data, "the data set"),
        .option("split", \.split, "the part of it"),
        .option("images", \.images, "how many images are measured", .range(2...1_000_000)),
        .option("labels", \.labels, "what the flow is told of an image: nothing, or its own class"),
      ] + SolverOptions.fields(at: \.method))
  }

  var contradictions: [OptionMistake] {
    self.method.contradictions
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let kinds: [TrainDirective.Kind] = self.labels == .own ? [.classFlow] : [.flow, .classFlow]
    return Inputs(
      blocks: [self.model.input(option: "model", kinds: kinds)],
      files: data.inputs(split, in: surroundings))
  }

  var exports: Exports {
    Exports(values: [
      "bits", "error", "images", "easiest", "easiest-bits", "hardest", "hardest-bits", "evaluations",
    ])
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let model = try self.model.load(context)
    let set = try data.loadDigits(split, in: context.surroundings)
    guard set.count > 1 else {
      throw EnvironmentFault.failed(
        "the \(split.rawValue) split of '\(data.text)' has a single image, which has no spread",
        remedy: "use a data set with more")
    }
    let images = try set.images(limit: self.images)
    let labels = set.labels.prefix(images.shape[0]).map(Int.init)
    var generator = TorchGenerator(seed: context.seed)
    let found = try ImageLikelihood(model: model, method: self.method).bits(
      of: images, labels: self.labels == .own ? labels : nil, &generator
    ) { try context.advance($0, "going back to noise") }
    let report = LikelihoodReport(bits: found.bits, labels: labels)
    return BlockOutput(
      .table(report.table),
      values: report.values + [NamedValue("evaluations", count: found.evaluations)])
  }
}
