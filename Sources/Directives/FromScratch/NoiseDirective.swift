import Chapters
import Datasets
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{noise}`: one image under more and more Gaussian noise, z = x + sigma eps.
struct NoiseDirective: Directive {
  var data = DatasetReference(text: "mnist")
  var split = Split.train
  var index = 0
  var sigmas: [Double] = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]

  static let name = "noise"
  static let summary = "one image with additive Gaussian noise over a list of sigmas"
  static let isRandom = true
  static let states: StateOrder? = .row
  static let example = """
    ```{noise} noising
    data: mnist
    index: 0
    sigmas: [0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0]
    seed: 0
    caption: A digit under growing noise.
    alt: Seven copies of a handwritten five; the last is barely visible through the noise.
    ```
    """

  static let measures: [Measure<NoiseDirective, Int>] = [.value("label", "the image's class") { .count($0) }]

  static var schema: Schema<Self> {
    Schema([
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("index", \.index, "which image of the split, from 0", .range(0...100_000_000)),
      .option(
        "sigmas", \.sigmas, "the standard deviations of the noise, in units of the pixels' range 0...1",
        .each(0...100)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(files: data.inputs(split, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(index: index, of: data, split, in: surroundings)
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Int> {
    let set = try data.load(split, in: context.surroundings)
    let image = try set.tensor(of: [index])
    var generator = TorchGenerator(seed: context.seed)
    let cells = try sigmas.map { sigma in
      let noisy = image.adding(generator.normalImages(image.shape), sigma: sigma)
      return PanelGrid.Cell(try noisy.picture(0))
    }
    let grid = PanelGrid(
      columnLabels: sigmas.map { "σ = \(NumberText.prose.plain($0))" }, rows: [PanelGrid.Row(cells: cells)])
    return BlockOutput(.panels(grid), findings: Int(set.labels[index]))
  }
}
