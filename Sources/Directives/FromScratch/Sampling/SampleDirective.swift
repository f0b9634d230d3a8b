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
  static let shows = Showing.figure
  static let isRandom = true
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

    Every model starts from the same noise. Values: evaluations (of the network, for one image).
    """

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

  var contradictions: [OptionMistake] {
    sampling.contradictions(labels: self.labels)
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let kinds: [TrainDirective.Kind] = self.labels == nil ? [.flow] : [.classFlow]
    return Inputs(
      blocks: self.model.map { $0.input(option: "model", kinds: kinds) }
        + SamplingOptions.inputs(weaker: sampling.weaker))
  }

  var exports: Exports {
    Exports(values: ["evaluations"], panels: PanelGrid.letters(self.model.count * self.rows))
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let labels = self.labels.map { list in (0..<self.rows).flatMap { _ in list.classes } }
    let columns = self.labels?.classes.count ?? self.columns
    var rows: [PanelGrid.Row] = []
    var evaluations = 0
    for (index, reference) in self.model.enumerated() {
      let model = try reference.load(context)
      var generator = TorchGenerator(seed: context.seed)
      let draw = try model.sampler(sampling, in: context).draw(
        self.rows * columns, labels: labels, &generator
      ) { try context.advance($0, part: index, of: self.model.count) }
      evaluations = max(evaluations, draw.evaluations)
      rows += try PanelGrid.rows(of: draw.images, columns: columns, label: model.label)
    }
    return BlockOutput(
      .panels(
        PanelGrid(columnLabels: self.labels?.classes.map(String.init) ?? [], rows: rows)),
      values: [NamedValue("evaluations", count: evaluations)])
  }
}

extension PanelGrid {
  /// Images [N, H, W, C] row by row, the label at the first row.
  static func rows(of images: Tensor, columns: Int, label: String?) throws -> [PanelGrid.Row] {
    try stride(from: 0, to: images.shape[0], by: columns).map { start in
      let part = start..<min(start + columns, images.shape[0])
      return try PanelGrid.Row(label: start == 0 ? label : nil, images: images.rows(part))
    }
  }
}
