import Chapters
import Datasets
import Figures
import Metrics
import Pipeline
import SharedDirectives
import Tensors

/// `{neighbours}`: images drawn from a flow, each beside the training images that are nearest to it.
struct NeighboursDirective: Directive {
  var model = ModelReference(id: "", epoch: nil)
  var labels: ClassList?
  var columns = 10
  var classifier: ClassifierReference?
  var data = DatasetReference(text: "mnist")
  var searched = Given(default: 200)
  var sampling = SamplingOptions()

  static let name = "neighbours"
  static let summary = "drawn images beside the training images nearest to them: is the network copying?"
  static let isRandom = true
  static let example = """
    ```{neighbours} memory
    model: digits
    labels: 0...9
    classifier: judge
    guidance: 5
    seed: 0
    caption: >-
      Samples, and the training digits nearest to them in pixels and in features. They are {{memory.ratio}} times as far
      from one as test digits are.
    alt: Three rows of ten digits. Under each sample stand two digits that resemble it without being equal.
    ```

    The numbers are Euclidean distances.
    """

  static let measures: [Measure<Self, Memorisation>] = [
    .value("distance", "the median one of the samples shown, in pixel values") {
      .number($0.sampleDistance, digits: 3)
    },
    .value("unseen", "that of 'searched' test images") { .number($0.unseenDistance, digits: 3) },
    .value("ratio", "of the two") { .number($0.ratio, digits: 3) },
    .value("copies", "the share of samples nearer than a third of 'unseen'") { .share($0.copies) },
    .value("verdict", "new, some copies, or copies") { .text($0.verdict.rawValue) },
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, "the checkpoint of a flow"),
        .option("labels", \.labels, "the class of each column, for a class-conditional flow", .labels),
        .option("columns", \.columns, "how many are drawn where no labels are given", .range(1...40)),
        .option(
          "classifier", \.classifier, "the {classifier} block in whose features neighbours are sought, too"),
        .option("data", \.data, "the data set that the model was trained on"),
        .option(
          "searched", \.searched, "how many test images tell which distance is usual; all if there are fewer",
          .given(.range(1...100_000))),
      ] + SamplingOptions.fields(at: \.sampling))
  }

  var contradictions: [OptionMistake] { sampling.contradictions(labels: labels) }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: sampling.inputs([model], kinds: labels.kinds, remedies: labels.remedies)
        + (classifier.map { [$0.input()] } ?? []),
      files: data.digits(.train, in: surroundings) + data.digits(.test, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(searched, "searched", of: data, .test, in: surroundings)
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(classifier == nil ? 2 : 3)) }

  func run(in context: RunContext) throws -> BlockOutput<Memorisation> {
    let model = try self.model.load(context)
    let classes = labels?.classes
    var generator = TorchGenerator(seed: context.seed)
    let images = try model.sampler(sampling, in: context).draw(
      classes?.count ?? columns, labels: classes, &generator
    ) { try context.advance($0) }.images
    let training = try self.model.trainingImages(data, in: context)
    let search = try NeighbourSearch(training: training, data, count: searched.value, in: context)
    let near = try search.nearest(to: images, in: context)
    var rows = [try PanelGrid.Row(label: "samples", images: images)]
    rows.append(try row("nearest in pixels", near, of: training))
    if let classifier = try self.classifier?.load(context) {
      let found = NearestNeighbours.nearest(
        to: try classifier.classify(images, in: context).features,
        among: try classifier.classify(training, in: context).features)
      rows.append(try row("nearest in features", found, of: training))
    }
    return BlockOutput(
      .panels(PanelGrid(columnLabels: classes?.map(String.init) ?? [], rows: rows)),
      findings: try search.memorisation(of: images, in: context))
  }

  private func row(
    _ label: String, _ neighbours: [NearestNeighbour], of training: Tensor
  ) throws -> PanelGrid.Row {
    let pictures = try training.gathering(neighbours.map(\.index)).pictures()
    return PanelGrid.Row(
      label: label,
      cells: zip(pictures, neighbours).map {
        PanelGrid.Cell($0, label: NumberText.prose.rounded($1.distance, digits: 3))
      })
  }
}
