import Chapters
import Figures
import Pipeline
import SharedDirectives

/// `{loss-plot}`: the losses of several trainings in one plot.
struct LossPlotDirective: Directive {
  var runs: [ModelReference] = []
  var labels: [String]?
  var scale = LossPlot.Scale.log
  var smoothing: Int?
  var showsSteps = true
  var floor: MeasuredNumber?
  var floorLabel = "floor"

  static let name = "loss-plot"
  static let summary = "the losses of one or more trainings, raw and smoothed, in one plot"
  static let version = 2
  static let isRandom = false
  static let example = """
    ```{loss-plot} losses
    runs: [denoiser, dreamer]
    labels: [noisy digits, pure noise]
    scale: log
    floor: 0.0673
    floor-label: the best a constant can do
    caption: Both losses.
    alt: One curve falls to 0.01, the other stays at the dashed line.
    ```
    """

  static var schema: Schema<Self> {
    Schema([
      .required("runs", \.runs, "the {train} blocks"),
      .option("labels", \.labels, "what the curves are called; the blocks' ids if left out", .plainLists),
      .option("scale", \.scale, "the vertical axis"),
      .option(
        "smoothing", \.smoothing, "over how many steps the strong line averages; 1 shows the raw one alone",
        .positive),
      .option("steps", \.showsSteps, "whether the losses of single steps are drawn behind their averages"),
      .option("floor", \.floor, "a value to mark with a dashed line; also one that a block measured"),
      .option("floor-label", \.floorLabel, "what the dashed line is"),
    ])
  }

  var contradictions: [OptionMistake] {
    var found: [OptionMistake] = []
    if let labels = labels, labels.count != runs.count {
      let expected = "as many labels as 'runs' has blocks (\(runs.count))"
      found.append(.outOfRange("labels", expected: expected, found: String(labels.count)))
    }
    if !showsSteps, smoothing == 1 {
      found.append(.outOfRange("smoothing", expected: "at least 2 where 'steps' is false", found: "1"))
    }
    return found + MeasuredNumber.mistakes("floor", floor?.written, isAboveZero: scale == .log)
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: runs.map { $0.input(option: "runs") } + (floor?.inputs("floor") ?? []))
  }

  var figureKind: FigureKind { LossPlot.figureKind }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let names = labels ?? runs.map(\.id)
    let records = try runs.map {
      try TrainingRecord.read(context.file(TrainingRecord.fileName, of: $0.id))
    }
    let floor = try floor?.number("floor", isAboveZero: scale == .log) { try context.value($1, of: $0) }
    let plot = LossPlot(
      scale: scale, smoothing: smoothing, showsSteps: showsSteps, floor: floor.map { ($0, floorLabel) })
    return BlockOutput(.plot(try plot.plot(Array(zip(names, records))).keeping(in: context)))
  }
}
