import Chapters
import Figures
import SharedDirectives

/// One item of `series`: what is drawn, and how.
struct PlotSeries: SchemaValue {
  /// How the points are drawn.
  enum Kind: String, SchemaChoice {
    case line, points, bars
    case markedLine = "marked-line"
  }

  /// How a stretch around the points is drawn.
  enum Spread: String, SchemaChoice {
    case band
    case errorBars = "error-bars"
  }

  var y = PlotNumbers.list([])
  var name: String?
  var kind: Kind?
  var error: PlotNumbers?
  var low: PlotNumbers?
  var high: PlotNumbers?
  var spread: Spread?

  static let expectation = "a column's name, or {y: ...} with further options"

  private static var schema: Schema<PlotSeries> {
    Schema([
      .required("y", \.y, "the values: a column, or a list of numbers and of {{id.name}}"),
      .option("name", \.name, "what the legend calls it; the column's name if left out", .plainWords),
      .option("kind", \.kind, "how it is drawn; as 'kind' of the block says if left out"),
      .option("error", \.error, "how far off each value may be, to either side"),
      .option("low", \.low, "the lower end of a stretch around each value"),
      .option("high", \.high, "the upper end of that stretch"),
      .option("spread", \.spread, "how that is drawn; error bars for 'error', a band for 'low' and 'high'"),
    ])
  }

  static func read(_ yaml: YAML, key: String) throws -> PlotSeries {
    guard let entries = yaml.entries else {
      guard yaml.text != nil else { throw mismatch(yaml, key: key) }
      return PlotSeries(y: try PlotNumbers.read(yaml, key: key))
    }
    let (series, diagnostics) = schema.read(entries, into: PlotSeries(), from: yaml.span)
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    guard (series.low == nil) == (series.high == nil) else {
      let missing = series.low == nil ? "low" : "high"
      throw Diagnostic(.missingKey(missing, expected: PlotNumbers.expectation), at: yaml.span)
    }
    if series.error != nil, series.low != nil {
      let remedy = "remove 'error', or 'low' and 'high'"
      throw Diagnostic(
        .meaningless(key: "error", because: "beside 'low' and 'high'", remedy: remedy), at: yaml.span)
    }
    return series
  }

  var canonical: String {
    let parts = [
      ("y", y.canonical), ("name", name?.canonical), ("kind", kind?.canonical), ("error", error?.canonical),
      ("low", low?.canonical), ("high", high?.canonical), ("spread", spread?.canonical),
    ]
    return "{" + parts.compactMap { name, value in value.map { "\(name): \($0)" } }.joined(separator: ",")
      + "}"
  }

  /// All that it takes numbers from, with the option that says so.
  var numbers: [PlotNumbers] { [y] + [error, low, high].compactMap { $0 } }
}
