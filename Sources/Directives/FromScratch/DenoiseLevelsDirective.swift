import Chapters
import Datasets
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{denoise-levels}`: one image at noise levels that the network was not trained for.
struct DenoiseLevelsDirective: Directive {
  var model = ModelReference(id: "", epoch: nil)
  var data = DatasetReference(text: "mnist")
  var split = Split.test
  var index = 0
  var sigmas: [Double] = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]
  var evaluate = Given(default: 500)

  static let name = "denoise-levels"
  static let summary = "one image at many noise levels, noisy and denoised by one checkpoint"
  static let isRandom = true
  static let states: StateOrder? = .row
  static let example = """
    ```{denoise-levels} beyond
    model: denoiser
    sigmas: [0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0]
    seed: 0
    caption: One test digit at noise levels the network never saw.
    alt: Two rows of seven digits; the denoised row decays as the noise grows.
    ```
    """

  static let measures: [Measure<Self, [Double]>] = [
    .each(
      "SIGMA", { $0.sigmas.map(NumberText.prose.plain) }, of: { $0 },
      [
        .value("error", "mean squared error at a sigma, as in error-0.5, over 'evaluate' images") {
          .number($0)
        }
      ])
  ]

  static var schema: Schema<Self> {
    Schema([
      .required("model", \.model, "the checkpoint"),
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("index", \.index, "which image of the split, from 0", .range(0...100_000_000)),
      .option("sigmas", \.sigmas, "the standard deviations of the noise", .each(0...100)),
      .option(
        "evaluate", \.evaluate, "over how many images the errors are measured; all if there are fewer",
        .given(.range(1...1_000_000))),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: [model.input(option: "model", kinds: [.denoiser])],
      files: data.inputs(split, for: ModelReference.words, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(index: index, of: data, split, in: surroundings)
    examination.require(evaluate, "evaluate", of: data, split, in: surroundings)
    return examination
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(3)) }

  func run(in context: RunContext) throws -> BlockOutput<[Double]> {
    let set = try data.loadImages(split, for: ModelReference.words, in: context.surroundings)
    let image = try set.tensor(of: [index])
    let many = try set.images(limit: evaluate.value)
    let model = try self.model.load(context)
    var generator = TorchGenerator(seed: context.seed)
    var noisy: [PanelGrid.Cell] = []
    var denoised: [PanelGrid.Cell] = []
    var errors: [Double] = []
    for sigma in sigmas {
      try context.checkInterruption()
      let input = image.adding(generator.normalImages(image.shape), sigma: sigma)
      noisy.append(PanelGrid.Cell(try input.picture(0)))
      denoised.append(PanelGrid.Cell(try model(input).picture(0)))
      let inputs = many.adding(generator.normalImages(many.shape), sigma: sigma)
      errors.append(model(inputs).meanSquaredDifference(from: many))
    }
    let clean = PanelGrid.Cell(try image.picture(0))
    let grid = PanelGrid(
      columnLabels: sigmas.map { "σ = \(NumberText.prose.plain($0))" },
      rows: [
        PanelGrid.Row(label: "clean", cells: sigmas.map { _ in clean }),
        PanelGrid.Row(label: "noisy", cells: noisy),
        PanelGrid.Row(label: "denoised", cells: denoised),
      ])
    return BlockOutput(.panels(grid), findings: errors)
  }
}
