import Chapters
import Figures
import Pipeline
import SharedDirectives

extension PlotDirective {
  static var schema: Schema<Self> {
    Schema([
      .option("data", \.data, "a CSV file, whose columns 'x' and 'series' name"),
      .option("x", \.x, "where the values stand: a column, or a list; 1, 2, 3, ... if left out"),
      .required("series", \.series, "what is drawn; names of columns, or {y: ..., name: ..., kind: ...}"),
      .option("by", \.by, "the column whose texts divide the rows into series of their own"),
      .option("kind", \.kind, "how series are drawn that do not say so themselves"),
      .option("x-label", \.xLabel, "what x is, with its unit; the column's name if left out", .plainWords),
      .option("y-label", \.yLabel, "what y is, with its unit; the column's name if left out", .plainWords),
      .option("x-scale", \.xScale, "how x lies along its axis"),
      .option("y-scale", \.yScale, "how y lies along its axis"),
      .option(
        "inset", \.inset, "a part to draw larger: from x, to x, from y, to y",
        Bound("four numbers: from x, to x, from y, to y, each pair in order") {
          $0.map { $0.count == 4 && $0[0] < $0[1] && $0[2] < $0[3] } ?? true
        }),
      .option("inset-corner", \.insetCorner, "where the inset is"),
      .option("reference", \.reference, "a value to mark with a dashed line; also one that a block measured"),
      .option("reference-label", \.referenceLabel, "what the dashed line is", .plainWord),
    ])
  }

  /// Lists that go with a file, or not with each other.
  var listMistakes: [OptionMistake] {
    let lists = series.flatMap(\.numbers).compactMap(\.items)
    guard data == nil else {
      guard !lists.isEmpty || x?.items != nil else { return [] }
      return [OptionMistake("data", PlotComplaint.listBesideFile(x?.items != nil ? "x" : "series"))]
    }
    if let name = (series.flatMap(\.numbers) + [x].compactMap { $0 }).compactMap(\.columnName).first {
      return [OptionMistake("series", PlotComplaint.columnWithoutFile(name))]
    }
    let count = x?.items?.count ?? lists.first?.count ?? 0
    if let odd = lists.first(where: { $0.count != count }) {
      let expected = "lists of \(count) \(count == 1 ? "number" : "numbers"), one for each x"
      return [.outOfRange("series", expected: expected, found: "one of \(odd.count)")]
    }
    return []
  }

  /// Options that do not go together.
  var otherMistakes: [OptionMistake] {
    var found: [OptionMistake] = []
    if by != nil, data == nil {
      found.append(.meaningless("by", because: "without 'data'", remedy: "remove it, or name a file"))
    }
    if xScale == .log, series.contains(where: { ($0.kind ?? kind) == .bars }) {
      let remedy = "draw points, or remove 'x-scale'"
      found.append(.meaningless("x-scale", because: "of 'log' under bars", remedy: remedy))
    }
    found += MeasuredNumber.mistakes("reference", reference?.written, isAboveZero: yScale == .log)
    if let inset, (xScale == .log && inset[0] <= 0) || (yScale == .log && inset[2] <= 0) {
      let least = NumberText.prose.plain(xScale == .log && inset[0] <= 0 ? inset[0] : inset[2])
      found.append(.outOfRange("inset", expected: "above 0 on a logarithmic axis", found: least))
    }
    return found
  }
}

/// What is wrong with where a plot has its numbers from.
enum PlotComplaint: Complaint, Equatable {
  case listBesideFile(String)
  case columnWithoutFile(String)
  case wordsUnderLines(String)

  var message: String {
    switch self {
    case .listBesideFile(let option): "'\(option)' has a list, though 'data' names a file"
    case .columnWithoutFile(let name): "'\(name)' is the name of a column, and 'data' names no file"
    case .wordsUnderLines(let word): "'x' expects numbers, found '\(word)'; only bars stand over words"
    }
  }

  var help: String? {
    switch self {
    case .listBesideFile: "name columns of the file, or remove 'data'"
    case .columnWithoutFile: "name the CSV file in 'data', or write a list of numbers and of {{id.name}}"
    case .wordsUnderLines: "write numbers, or set 'kind' to bars"
    }
  }
}
