import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{dataset}`: images drawn at random from a data set, each with its label.
struct DatasetDirective: Directive {
  struct Options {
    var data = DatasetReference(text: "mnist")
    var split = Split.test
    var count = 20
    var columns = 10
  }

  static let name = "dataset"
  static let summary = "images drawn at random from a data set, with their labels"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
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

  static var schema: Schema<Options> {
    Schema([
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("count", \.count, "how many images", .range(1...400)),
      .option("columns", \.columns, "how many stand in a row", .range(1...40)),
    ])
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(files: options.data.inputs(options.split, in: surroundings))
  }

  static func exports(_ options: Options) -> Exports {
    Exports(values: ["images", "width", "height", "classes"])
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let set = try options.data.load(options.split, in: context.surroundings)
    guard options.count <= set.count else {
      throw EnvironmentFault.failed(
        "'count' is \(options.count), but the \(options.split.rawValue) split has \(set.count) images",
        remedy: "ask for fewer")
    }
    var generator = TorchGenerator(seed: context.seed)
    let indices = Array(generator.permutation(set.count).prefix(options.count))
    let pictures = try set.images(indices).pictures()
    let cells = zip(pictures, indices).map { PanelGrid.Cell($0, label: String(set.labels[$1])) }
    let rows = stride(from: 0, to: cells.count, by: options.columns).map {
      PanelGrid.Row(cells: Array(cells[$0..<min($0 + options.columns, cells.count)]))
    }
    return BlockOutput(
      figure: .panels(PanelGrid(rows: rows)),
      values: [
        NamedValue("images", count: set.count), NamedValue("width", count: set.width),
        NamedValue("height", count: set.height), NamedValue("classes", count: Set(set.labels).count),
      ])
  }
}

extension ImageDataset {
  /// Images by index as [n, H, W, 1] in 0...1.
  ///
  /// - Throws: `EnvironmentFault` for an index that the split does not have.
  func images(_ indices: [Int]) throws -> Tensor {
    do {
      return try tensor(of: indices)
    } catch let error as DatasetError {
      throw EnvironmentFault(error)
    }
  }

  /// The first images as [n, H, W, 1], all if no limit is given.
  func images(limit: Int?) throws -> Tensor { try images(Array(0..<min(limit ?? count, count))) }
}
