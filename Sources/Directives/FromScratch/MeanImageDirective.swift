import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{mean-image}`: the mean of a data set and of each class, and how far its images are from the mean.
struct MeanImageDirective: Directive {
  var data = DatasetReference(text: "mnist")
  var split = Split.train

  static let name = "mean-image"
  static let summary = "the mean image of a data set and of each of its classes"
  static let isRandom = false
  static let example = """
    ```{mean-image} mean-digit
    data: mnist
    split: train
    caption: The mean of all training images, then of each class; their variance is {{mean-digit.variance}}.
    alt: A grey blob, then ten blurred digits.
    ```
    """

  /// What was found of the images.
  struct Findings {
    let images: Int
    let variance: Double
  }

  static let measures: [Measure<Self, Findings>] = [
    .value("images", "how many the split has") { .count($0.images) },
    .value("variance", "the mean squared distance of a pixel from the mean image") { .number($0.variance) },
  ]

  static var schema: Schema<Self> {
    Schema([.option("data", \.data, "the data set"), .option("split", \.split, "the part of it")])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(files: data.inputs(split, in: surroundings))
  }

  func run(in context: RunContext) throws -> BlockOutput<Findings> {
    let set = try data.load(split, in: context.surroundings)
    let images = try set.images(limit: nil)
    let mean = images.meanOverRows()
    var cells = [PanelGrid.Cell(try mean.picture(0), label: "all")]
    for label in Set(set.labels).sorted() {
      let members = try set.tensor(of: set.indices(labelled: label))
      cells.append(PanelGrid.Cell(try members.meanOverRows().picture(0), label: String(label)))
      try context.checkInterruption()
    }
    return BlockOutput(
      .panels(PanelGrid(rows: [PanelGrid.Row(cells: cells)])),
      findings: Findings(images: set.count, variance: images.variance(around: mean)))
  }
}

extension Tensor {
  /// The mean squared distance of the rows of [N, ...] from [1, ...], over all elements.
  func variance(around mean: Tensor) -> Double {
    let center = mean.scalars.map(Double.init)
    var sum = 0.0
    for (index, value) in scalars.enumerated() {
      let difference = Double(value) - center[index % center.count]
      sum += difference * difference
    }
    return sum / Double(count)
  }
}
