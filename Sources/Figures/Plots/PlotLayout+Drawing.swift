extension PlotLayout {
  private func number(_ value: Double) -> String { NumberText.coordinate(value) }

  /// Grid lines at the ticks, minor ones fainter, and the labels of the ticks.
  func grid() -> String {
    let horizontal = yAxis.ticks.map { tick in
      gridLine(tick, "M\(number(Self.left)) \(number(y(tick.value)))H\(number(Self.right))")
        + label(tick, x: Self.left - 10, y: y(tick.value) + 6, anchor: "end")
    }
    let vertical = xAxis.ticks.map { tick in
      gridLine(tick, "M\(number(x(tick.value))) \(number(top))V\(number(bottom))")
        + label(tick, x: x(tick.value), y: bottom + 25, anchor: "middle")
    }
    return (horizontal + vertical).joined()
  }

  /// The x axis and the names of both; that of y stands above it, where it reads without turning the head.
  func frame(xLabel: String, yLabel: String) -> String {
    text(yLabel, x: 8, y: 24, anchor: "start")
      + text(xLabel, x: Self.right, y: bottom + 56, anchor: "end")
      + "<path class=\"axis\" d=\"M\(number(Self.left)) \(number(bottom))H\(number(Self.right))\"/>\n"
  }

  /// A series as one path; a lone point is a dot in any style.
  func line(_ line: DrawnSeries) -> String {
    guard !line.points.isEmpty else { return "" }
    let isDots = line.series.style == .points || line.points.count == 1
    let path = line.runs.map { run in
      let placed = run.map { (x: x($0.x), y: y($0.y)) }
      return isDots ? dots(placed) : polyline(Decimation.perColumn(placed))
    }
    let style = isDots ? Plot.Series.Style.points : line.series.style
    return "<path class=\"c\(line.color) \(style.rawValue)\" d=\"\(path.joined())\"/>\n"
  }

  /// A dashed line; its name is in the legend, where it hides no data.
  func referenceLine(_ reference: Plot.Reference) -> String {
    let height = number(y(reference.y))
    return "<path class=\"reference\" d=\"M\(number(Self.left)) \(height)H\(number(Self.right))\"/>\n"
  }

  /// A short stroke, a dot or dashes, and a name for each entry; `points` are the names drawn as dots.
  func legendEntries(points: [String]) -> String {
    legend.enumerated().map { index, entry in
      let isReference = index >= names.count
      let isDots = !isReference && points.contains(entry.name)
      let color = "c\(index % Self.colors.count + 1)"
      let style = isReference ? "reference" : isDots ? "\(color) points" : "\(color) smoothed"
      let start = "M\(number(entry.x)) \(number(entry.y - 6))"
      return "<path class=\"\(style)\" d=\"\(start)\(isDots ? "m12 0h0" : "h24")\"/>\n"
        + text(entry.name, x: entry.x + 34, y: entry.y, anchor: "start")
    }.joined()
  }

  private func gridLine(_ tick: Axis.Tick, _ path: String) -> String {
    "<path class=\"\(tick.label == nil ? "grid minor" : "grid")\" d=\"\(path)\"/>\n"
  }

  private func label(_ tick: Axis.Tick, x: Double, y: Double, anchor: String) -> String {
    tick.label.map { text($0, x: x, y: y, anchor: anchor) } ?? ""
  }

  private func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
      + "\(XML.escaped(text))</text>\n"
  }

  private func polyline(_ points: [(x: Double, y: Double)]) -> String {
    "M" + points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: " ")
  }

  /// Strokes of no length, which round caps turn into dots.
  private func dots(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "M\(number($0.x)) \(number($0.y))h0" }.joined()
  }
}
