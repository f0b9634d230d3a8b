import Chapters
import Datasets
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{noise}`: one image under more and more Gaussian noise, z = x + sigma eps.
struct NoiseDirective: Directive {
  struct Options {
    var data = DatasetReference(text: "mnist")
    var split = Split.train
    var index = 0
    var sigmas: [Double] = [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]
  }

  static let name = "noise"
  static let summary = "one image with additive Gaussian noise over a list of sigmas"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
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

  static var schema: Schema<Options> {
    Schema([
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("index", \.index, "which image of the split, from 0", .range(0...100_000_000)),
      .option(
        "sigmas", \.sigmas, "the standard deviations of the noise, in units of the pixels' range 0...1",
        .each(0...100)),
    ])
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(files: options.data.inputs(options.split, in: surroundings))
  }

  static func exports(_ options: Options) -> Exports { Exports(values: ["label"]) }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let set = try options.data.load(options.split, in: context.surroundings)
    let image = try set.images([options.index])
    var generator = TorchGenerator(seed: context.seed)
    let cells = try options.sigmas.map { sigma in
      let noisy = image.adding(generator.normalImages(image.shape), sigma: sigma)
      return PanelGrid.Cell(try noisy.picture(0))
    }
    let grid = PanelGrid(
      columnLabels: options.sigmas.map { "σ = \(NamedValue.plain($0))" }, rows: [PanelGrid.Row(cells: cells)])
    return BlockOutput(
      figure: .panels(grid), values: [NamedValue("label", count: Int(set.labels[options.index]))])
  }
}
