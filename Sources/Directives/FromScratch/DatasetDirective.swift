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
  static let version = 1
  static let shows = Showing.figure
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

  static var schema: Schema<Self> {
    Schema([
      .option("data", \.data, "the data set"),
      .option("split", \.split, "the part of it"),
      .option("count", \.count, "how many images", .range(1...400)),
      .option("columns", \.columns, "how many stand in a row", .range(1...40)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(files: self.data.inputs(self.split, in: surroundings))
  }

  var exports: Exports {
    Exports(values: ["images", "width", "height", "classes"])
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let set = try self.data.load(self.split, in: context.surroundings)
    guard self.count <= set.count else {
      throw EnvironmentFault.failed(
        "'count' is \(self.count), but the \(self.split.rawValue) split has \(set.count) images",
        remedy: "ask for fewer")
    }
    var generator = TorchGenerator(seed: context.seed)
    let indices = Array(generator.permutation(set.count).prefix(self.count))
    let pictures = try set.images(indices).pictures()
    let cells = zip(pictures, indices).map { PanelGrid.Cell($0, label: String(set.labels[$1])) }
    let rows = stride(from: 0, to: cells.count, by: columns).map {
      PanelGrid.Row(cells: Array(cells[$0..<min($0 + columns, cells.count)]))
    }
    return BlockOutput(
      .panels(PanelGrid(rows: rows)),
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
