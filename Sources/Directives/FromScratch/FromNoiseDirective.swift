import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{from-noise}`: what a network answers to pure noise, and how far its answers are from the mean image.
struct FromNoiseDirective: Directive {
  var model: [ModelReference] = []
  var data = DatasetReference(text: "mnist")
  var count = 8
  var evaluate = 500

  static let name = "from-noise"
  static let summary = "a network's answers to pure noise, beside the data set's mean image"
  static let isRandom = true
  static let states: StateOrder? = .column
  static let example = """
    ```{from-noise} dreams
    model: [dreamer@1, dreamer@5]
    count: 8
    seed: 0
    caption: Eight draws of noise and the network's answers after one and five epochs.
    alt: Whatever the noise, the answer is the same grey blob.
    ```
    """

  /// What was found of a model's answers.
  struct Answers {
    let distance: Double
    let spread: Double
  }

  static let measures: [Measure<Self, [Answers]>] = [
    .each(
      "NUMBER", { $0.model.indices.map { "\($0 + 1)" } }, of: { $0 },
      [
        .value(
          "distance",
          "mean squared distance of a model's answers from the training mean, over 'evaluate' draws; 1 for the first of the list"
        ) { .number($0.distance, digits: 3) },
        .value("spread", "their variance among each other") { .number($0.spread, digits: 3) },
      ])
  ]

  static var schema: Schema<Self> {
    Schema([
      .required("model", \.model, "the checkpoints, one row each"),
      .option("data", \.data, "the data set whose training mean is shown"),
      .option("count", \.count, "how many draws are shown", .range(1...40)),
      .option("evaluate", \.evaluate, "over how many draws the values are measured", .range(2...1_000_000)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: model.map { $0.input(option: "model", kinds: [.denoiser]) },
      files: data.inputs(.train, for: ModelReference.words, in: surroundings))
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(model.count + 2)) }

  func run(in context: RunContext) throws -> BlockOutput<[Answers]> {
    let set = try data.loadImages(.train, for: ModelReference.words, in: context.surroundings)
    let mean = try set.images(limit: nil).meanOverRows()
    var generator = TorchGenerator(seed: context.seed)
    let noise = generator.normalImages([max(count, evaluate)] + mean.shape.dropFirst())
    let shown = 0..<count
    var rows = [try PanelGrid.Row(label: "noise", images: noise.rows(shown))]
    var findings: [Answers] = []
    for reference in model {
      try context.checkInterruption()
      let model = try reference.load(context)
      let answers = model(noise)
      rows.append(try PanelGrid.Row(label: model.label, images: answers.rows(shown)))
      findings.append(
        Answers(
          distance: answers.variance(around: mean), spread: answers.variance(around: answers.meanOverRows())))
    }
    let cell = PanelGrid.Cell(try mean.picture(0))
    rows.append(PanelGrid.Row(label: "training mean", cells: shown.map { _ in cell }))
    return BlockOutput(.panels(PanelGrid(rows: rows)), findings: findings)
  }
}
