import Chapters
import Figures
import Pipeline
import Tensors

/// `{sample}`: images drawn from trained flows, a block of rows for each checkpoint.
struct SampleDirective: Directive {
  var model: [ModelReference] = []
  var labels: ClassList?
  var columns = 10
  var rows = 1
  var sampling = SamplingOptions()

  static let name = "sample"
  static let summary = "images drawn from one or more flows"
  static let version = 2
  static let isRandom = true
  static let states: StateOrder? = .column
  static let example = """
    ```{sample} digits-grid
    model: [digits@1, digits@10]
    labels: 0...9
    rows: 4
    guidance: 5
    steps: 50
    seed: 0
    caption: Four draws of each digit after one epoch and after ten.
    alt: Two four by ten grids of handwritten digits.
    ```

    Every model starts from the same noise.
    """

  static let measures: [Measure<Self, Int>] = [
    .value("evaluations", "of the network, for one image") { .count($0) }
  ]

  static var schema: Schema<Self> {
    Schema(
      [
        .required("model", \.model, "the checkpoints of flows, some rows each"),
        .option("labels", \.labels, "the class of each column, for class-conditional flows", .labels),
        .option(
          "columns", \.columns, "how many stand in a row where no labels are given", .range(1...40)),
        .option("rows", \.rows, "how many rows are drawn from each model", .range(1...40)),
      ] + SamplingOptions.fields(at: \.sampling))
  }

  var contradictions: [OptionMistake] { sampling.contradictions(labels: labels) }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: sampling.inputs(model, kinds: labels.kinds, remedies: labels.remedies))
  }

  var exports: Exports { Exports(panels: PanelGrid.letters(model.count * rows)) }

  func run(in context: RunContext) throws -> BlockOutput<Int> {
    let classes = labels.map { list in (0..<rows).flatMap { _ in list.classes } }
    let columns = labels?.classes.count ?? columns
    let count = rows * columns
    var drawn: [PanelGrid.Row] = []
    var evaluations = 0
    for (index, reference) in self.model.enumerated() {
      let model = try reference.load(context)
      var generator = TorchGenerator(seed: context.seed)
      let draw = try model.sampler(sampling, in: context).draw(count, labels: classes, &generator) {
        try context.advance($0, part: index, of: self.model.count)
      }
      evaluations = max(evaluations, draw.evaluations)
      drawn += try PanelGrid.rows(of: draw.images, columns: columns, label: model.label)
    }
    return BlockOutput(
      .panels(PanelGrid(columnLabels: labels?.classes.map(String.init) ?? [], rows: drawn)),
      findings: evaluations)
  }
}

extension PanelGrid {
  /// Images [N, H, W, C] row by row, the label at the first row; throws a `FigureError` as a row does.
  static func rows(of images: Tensor, columns: Int, label: String?) throws -> [PanelGrid.Row] {
    try stride(from: 0, to: images.shape[0], by: columns).map { start in
      let part = start..<min(start + columns, images.shape[0])
      return try PanelGrid.Row(label: start == 0 ? label : nil, images: images.rows(part))
    }
  }
}
