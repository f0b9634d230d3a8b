import Chapters
import Figures
import Pipeline
import SharedDirectives

/// `{loss-plot}`: the losses of several trainings in one plot.
struct LossPlotDirective: Directive {
  struct Options {
    var runs: [ModelReference] = []
    var labels: [String]?
    var scale = LossPlot.Scale.log
    var smoothing: Int?
    var floor: Double?
    var floorLabel = "floor"
  }

  static let name = "loss-plot"
  static let summary = "the losses of one or more trainings, raw and smoothed, in one plot"
  static let version = 2
  static let shows = Showing.figure
  static let isRandom = false
  static let defaults = Options()
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

  static var schema: Schema<Options> {
    Schema([
      .required("runs", \.runs, "the {train} blocks"),
      .option("labels", \.labels, "what the curves are called; the blocks' ids if left out"),
      .option("scale", \.scale, "the vertical axis"),
      .option(
        "smoothing", \.smoothing, "over how many steps the strong line averages; 1 shows the raw one alone",
        .positive),
      .option("floor", \.floor, "a value to mark with a dashed line"),
      .option("floor-label", \.floorLabel, "what the dashed line is"),
    ])
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    var found: [(option: String, mistake: Mistake)] = []
    if let labels = options.labels, labels.count != options.runs.count {
      let expected = "as many labels as 'runs' has blocks (\(options.runs.count))"
      found.append(("labels", .outOfRange(key: "labels", expected: expected, found: String(labels.count))))
    }
    if let floor = options.floor, floor <= 0, options.scale == .log {
      found.append(
        (
          "floor",
          .outOfRange(key: "floor", expected: "above 0 on a logarithmic axis", found: NamedValue.plain(floor))
        ))
    }
    return found
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(blocks: options.runs.map { $0.input(option: "runs") })
  }

  static func exports(_ options: Options) -> Exports { Exports() }

  static func figureKind(_ options: Options) -> FigureKind { LossPlot.figureKind }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let names = options.labels ?? options.runs.map(\.id)
    let records = try options.runs.map {
      try TrainingRecord.read(context.file(TrainingRecord.fileName, of: $0.id))
    }
    let plot = LossPlot(
      scale: options.scale, smoothing: options.smoothing,
      floor: options.floor.map { ($0, options.floorLabel) })
    return BlockOutput(figure: .plot(try plot.plot(Array(zip(names, records))).keeping(in: context)))
  }
}
