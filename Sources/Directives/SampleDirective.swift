import Chapters
import Diffusion
import Figures
import Networks
import Pipeline
import Tensors

/// `{sample}`: images drawn from trained flows, a block of rows for each checkpoint.
struct SampleDirective: Directive {
  struct Options {
    var model: [ModelReference] = []
    var labels: [Int]?
    var columns = 10
    var rows = 1
    var guidance = 1.0
    var steps = 50
    var solver = FixedStepSolver.euler
  }

  static let name = "sample"
  static let summary = "images drawn from one or more flows"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let defaults = Options()
  static let example = """
    ```{sample} digits-grid
    model: digits@10
    labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    rows: 4
    guidance: 5
    steps: 50
    seed: 0
    caption: Four draws of each digit after ten epochs.
    alt: A four by ten grid of handwritten digits.
    ```

    Every model starts from the same noise. Values: evaluations (of the network, for one image).
    """

  static var schema: Schema<Options> {
    Schema([
      .required("model", \.model, "the checkpoints of flows, some rows each"),
      .option("labels", \.labels, "the class of each column, for class-conditional flows", .labels),
      .option("columns", \.columns, "how many stand in a row where no labels are given", .range(1...40)),
      .option("rows", \.rows, "how many rows are drawn from each model", .range(1...40)),
      .option(
        "guidance", \.guidance, "s in u(none) + s (u(class) - u(none)); 1 is the plain flow", .range(0...100)),
      .option("steps", \.steps, "steps of the solver from noise to image", .range(1...10_000)),
      .option("solver", \.solver, "the method of the steps"),
    ])
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    guard options.labels == nil, options.guidance != 1 else { return [] }
    let found = NamedValue.plain(options.guidance)
    return [
      ("guidance", .outOfRange(key: "guidance", expected: "1 where no 'labels' are given", found: found))
    ]
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    let kinds: [TrainDirective.Kind] = options.labels == nil ? [.flow] : [.classFlow]
    return Inputs(blocks: options.model.map { $0.input(option: "model", kinds: kinds) })
  }

  static func exports(_ options: Options) -> Exports {
    Exports(values: ["evaluations"], panels: PanelGrid.letters(options.model.count * options.rows))
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    var rows: [PanelGrid.Row] = []
    for (index, reference) in options.model.enumerated() {
      let model = try reference.load(context)
      let images = try sample(model, options, index: index, in: context)
      let columns = images.shape[0] / options.rows
      for row in 0..<options.rows {
        let label = row == 0 ? model.label : nil
        rows.append(try PanelGrid.Row(label: label, images: images.rows(row * columns..<(row + 1) * columns)))
      }
    }
    let isGuided = options.guidance != 1
    let evaluations = options.steps * options.solver.evaluationsPerStep * (isGuided ? 2 : 1)
    return BlockOutput(
      figure: .panels(PanelGrid(columnLabels: options.labels?.map(String.init) ?? [], rows: rows)),
      values: [NamedValue("evaluations", count: evaluations)])
  }

  /// [rows x columns, 28, 28, 1], row by row, from noise drawn as `torch.randn(rows * columns, 1, 28, 28)`.
  private static func sample(
    _ model: TrainedModel, _ options: Options, index: Int, in context: RunContext
  ) throws -> Tensor {
    let labels = options.labels.map { labels in (0..<options.rows).flatMap { _ in labels } }
    var generator = TorchGenerator(seed: context.seed)
    let noise = generator.normalImages([labels?.count ?? options.rows * options.columns, 28, 28, 1])
    let field = UNetField(network: model.network)
    let progress = { (step: Int) throws in
      try context.checkInterruption()
      context.report(
        WorkProgress(step: index * options.steps + step, of: options.model.count * options.steps))
    }
    guard let labels else { return try end(of: field, from: noise, options, progress) }
    let guided = Guided(field, labels: labels, scale: Float(options.guidance))
    return try end(of: guided, from: noise, options, progress)
  }

  private static func end(
    of field: some VelocityField, from noise: Tensor, _ options: Options, _ progress: (Int) throws -> Void
  ) throws -> Tensor {
    var x = noise
    for state in Trajectory(of: field, from: noise, steps: options.steps, solver: options.solver) {
      try progress(state.step)
      x = state.x
    }
    return x
  }
}

extension FixedStepSolver: SchemaChoice {}

extension Bound where T == [Int]? {
  /// The classes of a class-conditional network.
  static var labels: Bound {
    let last = UNetConfiguration.classCount - 1
    return Bound("classes from 0 to \(last), at most 40") {
      ($0 ?? []).allSatisfy { 0...last ~= $0 } && ($0 ?? []).count <= 40
    }
  }
}
