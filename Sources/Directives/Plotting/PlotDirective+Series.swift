import Chapters
import Figures

extension PlotDirective {
  /// The numbers of a series.
  func read(_ one: PlotSeries, _ reader: inout PlotReader) throws -> ReadSeries {
    let column = one.y.columnName ?? one.name ?? "y"
    let ys = try reader.numbers(one.y)
    reader.require(ys, of: column, on: "y axis", yScale)
    var read = ReadSeries(options: one, name: one.name ?? one.y.columnName ?? axisNames.y, ys: ys)
    if let low = one.low, let high = one.high {
      read.ends = (try reader.numbers(low), try reader.numbers(high))
    } else if let error = one.error {
      let errors = try reader.numbers(error)
      for wrong in errors where wrong.value < 0 {
        let complaint = ColumnComplaint.belowZero(column: error.columnName ?? "error", found: wrong.text)
        reader.complain(complaint, at: wrong.span)
      }
      read.ends = (shifted(ys, errors, by: -1), shifted(ys, errors, by: 1))
    }
    if let ends = read.ends {
      reader.require(ends.lows, of: one.low?.columnName ?? "\(column) less its error", on: "y axis", yScale)
      for (low, high) in zip(ends.lows, ends.highs) where low.value > high.value {
        reader.complain(ColumnComplaint.reversed(low: low.text, high: high.text), at: low.span)
      }
    }
    return read
  }

  /// Values less or plus how far off they may be, at the places of the latter.
  private func shifted(
    _ ys: [PlacedNumber], _ errors: [PlacedNumber], by sign: Double
  ) -> [PlacedNumber] {
    zip(ys, errors).map { y, error in
      let value = y.value + sign * abs(error.value)
      return PlacedNumber(value: value, text: NumberText.prose.rounded(value, digits: 4), span: error.span)
    }
  }

  /// A series as the plot draws it, once for each group of rows: the stretches under what they are of, but error bars over
  /// bars.
  func drawn(
    _ read: ReadSeries, over xs: [Double], in groups: [(name: String?, rows: [Int])]
  ) throws -> [Plot.Series] {
    try groups.flatMap { group, rows -> [Plot.Series] in
      let name = group.map { series.count == 1 ? $0 : "\(read.name): \($0)" } ?? read.name
      let points = try Plot.Series(
        name: name, xs: rows.map { xs[$0] }, ys: rows.map { read.ys[$0].value })
      let main = styles(of: read.options.kind ?? kind).map { style in
        var copy = points
        copy.style = style
        return copy
      }
      guard let ends = read.ends else { return main }
      let isBand = (read.options.spread ?? (read.options.error == nil ? .band : .errorBars)) == .band
      let spread = try points.spread(
        from: rows.map { ends.lows[$0].value }, to: rows.map { ends.highs[$0].value },
        as: isBand ? .band : .errors)
      return isBand ? [spread] + main : main + [spread]
    }
  }

  private func styles(of kind: PlotSeries.Kind) -> [Plot.Series.Style] {
    switch kind {
    case .line: [.smoothed]
    case .points: [.points]
    case .markedLine: [.smoothed, .points]
    case .bars: [.bars]
    }
  }
}
