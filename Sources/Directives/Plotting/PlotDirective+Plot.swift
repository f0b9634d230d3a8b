import Chapters
import Figures
import Pipeline

/// A series with its numbers, before it is drawn.
struct ReadSeries {
  let options: PlotSeries
  let name: String
  var ys: [PlacedNumber]
  /// The ends of the stretches around the values, if there are any.
  var ends: (lows: [PlacedNumber], highs: [PlacedNumber])?
}

extension PlotDirective {
  /// Reads and draws.
  ///
  /// - Parameter measured: the values of blocks; nil for one that is not known yet.
  /// - Throws: `Diagnostics` with all that is wrong.
  func plot(in surroundings: Surroundings, _ measured: @escaping PlotReader.Measured) throws -> Plot {
    let columns = try data.map { try GivenColumns($0, directive: Self.name, in: surroundings) }
    var reader = PlotReader(columns: columns, measured: measured)
    if let columns, columns.table.rows.count > GivenColumns.mostRows {
      let count = columns.table.rows.count
      reader.complain(
        ColumnComplaint.tooManyRows(count: count, most: GivenColumns.mostRows, file: columns.name),
        at: columns.table.header.first.map(columns.span))
    }
    let read = try series.map { try self.read($0, &reader) }
    let count = columns?.table.rows.count ?? read.first?.ys.count ?? 0
    let (xs, categories) = try horizontal(count, &reader)
    let groups = try groups(count, &reader)
    guard reader.mistakes.isEmpty else { throw Diagnostics(reader.mistakes) }
    var plot = Plot(
      xLabel: axisNames.x, yLabel: axisNames.y, xScale: xScale.scale, yScale: yScale.scale,
      series: try read.flatMap { try drawn($0, over: xs, in: groups) },
      reference: try reference?.number("reference", isAboveZero: yScale == .log, measured).map {
        Plot.Reference(y: $0, label: referenceLabel)
      })
    plot.categories = categories
    plot.inset = inset.map {
      Plot.Inset(xs: $0[0]...$0[1], ys: $0[2]...$0[3], corner: insetCorner.corner)
    }
    return plot
  }

  /// Where the values stand: numbers, or 0, 1, 2, ... under words.
  private func horizontal(
    _ count: Int, _ reader: inout PlotReader
  ) throws -> (xs: [Double], categories: [String]?) {
    guard let x else { return ((0..<count).map { Double($0 + 1) }, nil) }
    let texts: [(text: String, span: SourceSpan?)]
    switch x {
    case .list(let items): texts = items.map { ($0.word ?? "", $0.span) }
    case .column(let name, let span):
      texts = reader.cells(name, at: span).map {
        (GivenColumns.number($0.text) == nil ? $0.text : "", reader.columns?.span(of: $0))
      }
      if reader.columns?.table[name] == nil { return ([], nil) }
    }
    let word = texts.first { !$0.text.isEmpty }
    let areBars = series.allSatisfy { ($0.kind ?? kind) == .bars }
    if word != nil, areBars {
      let all = words(x, &reader)
      let categories = all.distinct
      return (all.map { Double(categories.firstIndex(of: $0) ?? 0) }, categories)
    }
    if let word, x.items != nil {
      reader.complain(PlotComplaint.wordsUnderLines(word.text), at: word.span)
      return ([], nil)
    }
    let numbers = try reader.numbers(x)
    for gap in numbers where gap.value.isNaN && gap.text.isEmpty && x.columnName != nil {
      reader.complain(ColumnComplaint.gap(column: x.columnName ?? "x"), at: gap.span)
    }
    reader.require(numbers, of: x.columnName ?? "x", on: "x axis", xScale)
    return (numbers.map(\.value), nil)
  }

  private func words(_ x: PlotNumbers, _ reader: inout PlotReader) -> [String] {
    switch x {
    case .list(let items): items.map(\.label)
    case .column(let name, let span): reader.cells(name, at: span).map(\.text)
    }
  }

  /// The rows of each series: those that share a text in the column 'by', or all.
  private func groups(_ count: Int, _ reader: inout PlotReader) throws -> [(name: String?, rows: [Int])] {
    guard let by else { return [(nil, Array(0..<count))] }
    guard let columns = reader.columns, let cells = columns.table[by] else {
      let known = reader.columns?.names ?? []
      throw OptionMistake("by", ColumnComplaint.noColumn(by, file: data ?? "", known: known))
    }
    let texts = cells.map(\.text)
    return texts.distinct.map { text in (text, texts.indices.filter { texts[$0] == text }) }
  }
}
