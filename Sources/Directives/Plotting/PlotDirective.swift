import Chapters
import Figures
import Pipeline
import SharedDirectives

/// `{plot}`: lines, points, bars, bands and error bars from a file of columns, or from what blocks measured.
struct PlotDirective: Directive {
  var data: String?
  var x: PlotNumbers?
  var series: [PlotSeries] = []
  var by: String?
  var kind = PlotSeries.Kind.line
  var xLabel: String?
  var yLabel: String?
  var xScale = PlotScale.linear
  var yScale = PlotScale.linear
  var inset: [Double]?
  var insetCorner = PlotCorner.topRight
  var reference: MeasuredNumber?
  var referenceLabel = "reference"

  static let name = "plot"
  static let summary = "lines, points, bars, bands and error bars, from a CSV file or from measured values"
  static let isRandom = false
  static let example = """
    ```{plot} curves
    data: curves.csv
    x: step
    series:
      - {y: training, low: lowest, high: highest}
      - {y: validation, name: held out, kind: points, error: deviation}
    x-label: optimizer step
    y-label: mean squared error
    y-scale: log
    inset: [800, 1000, 0.04, 0.06]
    caption: Both losses, and their last steps.
    alt: Two curves fall and flatten; the inset shows them touch.
    ```

    Without 'data' numbers stand in lists, and blocks measure them:

    ```{plot} distances
    x: [10, 20, 50]
    series:
      - {y: ["{{ten.frechet}}", "{{twenty.frechet}}", "{{fifty.frechet}}"], name: Euler}
    kind: marked-line
    x-label: steps
    y-label: Fréchet distance
    caption: The distance falls with the steps.
    alt: A falling line.
    ```

    A CSV file's first line has its columns' names; an empty cell is a gap. 'by' names a column whose texts divide the rows
    into series. Bars may stand over words.
    """

  var contradictions: [OptionMistake] { listMistakes + otherMistakes }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let named = [("x", x)].compactMap { name, numbers in numbers.map { (name, $0) } }
    let lists = named + series.flatMap { one in one.numbers.map { ("series", $0) } }
    let values = lists.flatMap { option, numbers in
      (numbers.items ?? []).compactMap { item -> BlockInput? in
        guard case .value(let block, let name, _) = item else { return nil }
        return BlockInput(option: option, id: block, value: name)
      }
    }
    return Inputs(
      blocks: values + (reference?.inputs("reference") ?? []),
      files: try data.map { [try surroundings.givenFile($0, option: "data")] } ?? [])
  }

  /// The names of both axes.
  var axisNames: (x: String, y: String) {
    let single = series.count == 1 ? series[0].y.columnName ?? series[0].name : nil
    return (xLabel ?? x?.columnName ?? "number", yLabel ?? single ?? "value")
  }

  var figureKind: FigureKind { .plot("\(axisNames.y) against \(axisNames.x)") }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    _ = examination.checkAll("data") { try plot(in: surroundings) { _, _ in nil } }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let plot = try plot(in: context.surroundings) { try context.value($1, of: $0) }
    return BlockOutput(.plot(try plot.keeping(in: context)))
  }
}

/// How values lie along an axis.
enum PlotScale: String, SchemaChoice {
  case linear, log

  var scale: Plot.Scale { self == .log ? .log : .linear }
}

/// Where an inset is.
enum PlotCorner: String, SchemaChoice {
  case topLeft = "top-left"
  case topRight = "top-right"
  case bottomLeft = "bottom-left"
  case bottomRight = "bottom-right"

  var corner: Plot.Inset.Corner { Plot.Inset.Corner(rawValue: rawValue) ?? .topRight }
}
