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

  /// The x axis and the names of both; the name of y stands above it, where it reads without turning the head.
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

  /// A dashed line with its label over the end where the lines keep the greater distance.
  func referenceLine(_ reference: Plot.Reference) -> String {
    let height = y(reference.y)
    let above = height - 9 > top + 14 ? height - 9 : height + 22
    let (left, right) = (Self.left..<Self.left + 150, Self.right - 150..<Self.right + 1)
    let isLeftFreer = distance(to: height, in: left) > distance(to: height, in: right)
    return "<path class=\"reference\" d=\"M\(number(Self.left)) \(number(height))H\(number(Self.right))\"/>\n"
      + (isLeftFreer
        ? text(reference.label, x: Self.left + 8, y: above, anchor: "start", style: "halo")
        : text(reference.label, x: Self.right - 4, y: above, anchor: "end", style: "halo"))
  }

  /// How near the lines come to a height within a stretch of the x axis; infinite where there are none.
  private func distance(to height: Double, in stretch: Range<Double>) -> Double {
    let near = lines.flatMap(\.points).filter { stretch.contains(x($0.x)) }
    return near.map { abs(y($0.y) - height) }.min() ?? .infinity
  }

  /// A short stroke, or a dot, and a name for each entry.
  func legendEntries(points: [String]) -> String {
    legend.enumerated().map { index, entry in
      let isDots = points.contains(entry.name)
      let stroke = isDots ? "m12 0h0" : "h24"
      let style = isDots ? "points" : "smoothed"
      return "<path class=\"c\(index % Self.colors.count + 1) \(style)\" "
        + "d=\"M\(number(entry.x)) \(number(entry.y - 6))\(stroke)\"/>\n"
        + text(entry.name, x: entry.x + 34, y: entry.y, anchor: "start")
    }.joined()
  }

  private func gridLine(_ tick: Axis.Tick, _ path: String) -> String {
    "<path class=\"\(tick.label == nil ? "grid minor" : "grid")\" d=\"\(path)\"/>\n"
  }

  private func label(_ tick: Axis.Tick, x: Double, y: Double, anchor: String) -> String {
    tick.label.map { text($0, x: x, y: y, anchor: anchor) } ?? ""
  }

  private func text(_ text: String, x: Double, y: Double, anchor: String, style: String? = nil) -> String {
    let style = style.map { " class=\"\($0)\"" } ?? ""
    return "<text\(style) x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
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
