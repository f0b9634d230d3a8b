import Chapters
import Datasets
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{denoise}`: test images clean, noisy, and as one or more checkpoints denoise them.
struct DenoiseDirective: Directive {
  var model: [ModelReference] = []
  var data = DatasetReference(text: "mnist")
  var split = Split.test
  var sigma = 0.5
  var count = 8
  var evaluate = Given(default: 1000)

  static let name = "denoise"
  static let summary = "images clean, noisy, and denoised by one or more checkpoints"
  static let isRandom = true
  static let states: StateOrder? = .column
  static let example = """
    ```{denoise} cleaned
    model: [denoiser@1, denoiser@5]
    sigma: 0.5
    count: 8
    seed: 0
    caption: Test digits, noisy and denoised; the error falls from {{cleaned.error-1}} to {{cleaned.error-2}}.
    alt: Four rows of eight digits, clean, noisy, and denoised after one and five epochs.
    ```
    """

  /// Mean squared errors: of the noisy images, and of what each model makes of them.
  struct Findings {
    let noisy: Double
    var denoised: [Double] = []
  }

  static let measures: [Measure<Self, Findings>] = [
    .value("noisy-error", "mean squared error of the noisy images, over 'evaluate' images") {
      .number($0.noisy)
    },
    .each(
      "NUMBER", { $0.model.indices.map { "\($0 + 1)" } }, of: \.denoised,
      [
        .value("error", "that of the images denoised by a model, 1 for the first of the list") { .number($0) }
      ]),
  ]

  static var schema: Schema<Self> {
    Schema([
      .required("model", \.model, "the checkpoints, one row each"),
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("sigma", \.sigma, "the standard deviation of the noise", .range(0...100)),
      .option("count", \.count, "how many images are shown", .range(1...40)),
      .option(
        "evaluate", \.evaluate, "over how many images the errors are measured; all if there are fewer",
        .given(.range(1...1_000_000))),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: model.map { $0.input(option: "model", kinds: [.denoiser]) },
      files: data.inputs(split, for: ModelReference.words, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(count, "count", of: data, split, in: surroundings)
    examination.require(evaluate, "evaluate", of: data, split, in: surroundings)
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(model.count + 2)) }

  func run(in context: RunContext) throws -> BlockOutput<Findings> {
    let set = try data.loadImages(split, for: ModelReference.words, in: context.surroundings)
    let clean = try set.images(limit: max(count, evaluate.value))
    var generator = TorchGenerator(seed: context.seed)
    let noisy = clean.adding(generator.normalImages(clean.shape), sigma: sigma)
    let shown = 0..<min(count, clean.shape[0])
    var rows = [
      try PanelGrid.Row(label: "clean", images: clean.rows(shown)),
      try PanelGrid.Row(label: "noisy", images: noisy.rows(shown)),
    ]
    var findings = Findings(noisy: noisy.meanSquaredDifference(from: clean))
    for reference in model {
      try context.checkInterruption()
      let model = try reference.load(context)
      let denoised = model(noisy)
      rows.append(try PanelGrid.Row(label: model.label, images: denoised.rows(shown)))
      findings.denoised.append(denoised.meanSquaredDifference(from: clean))
    }
    return BlockOutput(.panels(PanelGrid(rows: rows)), findings: findings)
  }
}

extension PanelGrid.Row {
  /// A row of images [N, H, W, C] without labels of their own; throws a `FigureError` for other shapes, or no numbers.
  init(label: String?, images: Tensor) throws {
    self.init(label: label, cells: try images.pictures().map { PanelGrid.Cell($0) })
  }
}
