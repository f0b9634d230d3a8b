import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{dataset}`: images drawn at random from a data set, each with its label.
struct DatasetDirective: Directive {
  var data = DatasetReference(text: "mnist")
  var split = Split.test
  var count = 20
  var columns = 10

  static let name = "dataset"
  static let summary = "images drawn at random from a data set, with their labels"
  static let isRandom = true
  static let example = """
    ```{dataset} digits
    data: mnist
    split: train
    count: 20
    seed: 0
    caption: Twenty of the {{digits.images}} training images.
    alt: Two rows of ten handwritten digits.
    ```
    """

  static let measures: [Measure<Self, ImageDataset>] = [
    .value("images", "how many the split has") { .count($0.count) },
    .value("width", "of an image, in pixels") { .count($0.width) },
    .value("height", "of an image, in pixels") { .count($0.height) },
    .value("classes", "how many occur in the split") { .count(Set($0.labels).count) },
  ]

  static var schema: Schema<Self> {
    Schema([
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("count", \.count, "how many images", .range(1...400)),
      .option("columns", \.columns, "how many stand in a row", .range(1...40)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(files: data.inputs(split, in: surroundings))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    examination.require(count, "count", of: data, split, in: surroundings)
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<ImageDataset> {
    let set = try data.load(split, in: context.surroundings)
    var generator = TorchGenerator(seed: context.seed)
    let indices = Array(generator.permutation(set.count).prefix(count))
    let pictures = try set.tensor(of: indices).pictures()
    let cells = zip(pictures, indices).map { PanelGrid.Cell($0, label: String(set.labels[$1])) }
    let rows = stride(from: 0, to: cells.count, by: columns).map {
      PanelGrid.Row(cells: Array(cells[$0..<min($0 + columns, cells.count)]))
    }
    return BlockOutput(.panels(PanelGrid(rows: rows)), findings: set)
  }
}
