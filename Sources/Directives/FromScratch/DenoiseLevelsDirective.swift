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
  var evaluate = 500

  static let name = "denoise-levels"
  static let summary = "one image at many noise levels, noisy and denoised by one checkpoint"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{denoise-levels} beyond
    model: denoiser
    sigmas: [0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0]
    seed: 0
    caption: One test digit at noise levels the network never saw.
    alt: Two rows of seven digits; the denoised row decays as the noise grows.
    ```

    Values: error-SIGMA for every sigma, such as error-0.5 (mean squared error over 'evaluate' images).
    """

  static var schema: Schema<Self> {
    Schema([
      .required("model", \.model, "the checkpoint"),
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("index", \.index, "which image of the split, from 0", .range(0...100_000_000)),
      .option("sigmas", \.sigmas, "the standard deviations of the noise", .each(0...100)),
      .option("evaluate", \.evaluate, "over how many images the errors are measured", .range(1...1_000_000)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: [self.model.input(option: "model", kinds: [.denoiser])],
      files: data.inputs(split, in: surroundings))
  }

  var exports: Exports {
    Exports(values: self.sigmas.map(valueName), panels: PanelGrid.letters(3))
  }

  private static func valueName(_ sigma: Double) -> String { "error-\(NamedValue.plain(sigma))" }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let set = try data.load(split, in: context.surroundings)
    let image = try set.images([index])
    let many = try set.images(limit: evaluate)
    let model = try self.model.load(context)
    var generator = TorchGenerator(seed: context.seed)
    var noisy: [PanelGrid.Cell] = []
    var denoised: [PanelGrid.Cell] = []
    var values: [NamedValue] = []
    for sigma in self.sigmas {
      try context.checkInterruption()
      let input = image.adding(generator.normalImages(image.shape), sigma: sigma)
      noisy.append(PanelGrid.Cell(try input.picture(0)))
      denoised.append(PanelGrid.Cell(try model(input).picture(0)))
      let inputs = many.adding(generator.normalImages(many.shape), sigma: sigma)
      values.append(NamedValue(valueName(sigma), model(inputs).meanSquaredDifference(from: many)))
    }
    let clean = PanelGrid.Cell(try image.picture(0))
    let grid = PanelGrid(
      columnLabels: self.sigmas.map { "σ = \(NamedValue.plain($0))" },
      rows: [
        PanelGrid.Row(label: "clean", cells: self.sigmas.map { _ in clean }),
        PanelGrid.Row(label: "noisy", cells: noisy),
        PanelGrid.Row(label: "denoised", cells: denoised),
      ])
    return BlockOutput(.panels(grid), values: values)
  }
}
