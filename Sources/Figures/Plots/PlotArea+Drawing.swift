extension PlotArea {
  private func number(_ value: Double) -> String { NumberText.coordinate(value) }

  /// Grid lines at the ticks, minor ones fainter, and the labels of the ticks.
  ///
  /// - Parameter isSmall: whether the labels' letters are small.
  func grid(isSmall: Bool = false) -> String {
    let (beside, below) = isSmall ? (6.0, 16.0) : (10.0, 25.0)
    let horizontal = yAxis.ticks.map { tick in
      gridLine(tick, "M\(number(left)) \(number(y(tick.value)))H\(number(right))")
        + label(tick, x: left - beside, y: y(tick.value) + (isSmall ? 4 : 6), anchor: "end")
    }
    let vertical = xAxis.ticks.map { tick in
      gridLine(tick, "M\(number(x(tick.value))) \(number(top))V\(number(bottom))")
        + label(tick, x: x(tick.value), y: bottom + below, anchor: "middle")
    }
    return (horizontal + vertical).joined()
  }

  /// A series as one path; a lone point is a dot in any style.
  func line(_ line: DrawnSeries) -> String {
    switch line.series.style {
    case .bars: return bars(line)
    case .band: return band(line)
    case .errors: return errors(line)
    case .raw, .smoothed, .points: break
    }
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
    return "<path class=\"reference\" d=\"M\(number(left)) \(height)H\(number(right))\"/>\n"
  }

  private func bars(_ line: DrawnSeries) -> String {
    guard !line.points.isEmpty else { return "" }
    let foot = yAxis.scale == .log ? bottom : y(0)
    let path = line.points.map { point in
      let (from, to) = bars.edges(of: line.series.name, at: point.x)
      return "M\(number(x(from))) \(number(foot))V\(number(y(point.y)))H\(number(x(to)))V\(number(foot))Z"
    }
    return "<path class=\"c\(line.color) bars\" d=\"\(path.joined())\"/>\n"
  }

  private func band(_ line: DrawnSeries) -> String {
    let path = line.spreads.map { run in
      let upper = run.map { (x: x($0.x), y: y($0.high)) }
      let lower = run.reversed().map { (x: x($0.x), y: y($0.low)) }
      return polyline(Decimation.perColumn(upper) + Decimation.perColumn(lower)) + "Z"
    }
    return path.isEmpty ? "" : "<path class=\"c\(line.color) band\" d=\"\(path.joined())\"/>\n"
  }

  private func errors(_ line: DrawnSeries) -> String {
    let path = line.spreads.joined().map { spread in
      let middle = x(bars.middle(of: line.series.name, at: spread.x))
      let cap = [y(spread.high), y(spread.low)].map { "M\(number(middle - 5)) \(number($0))h10" }
      return "M\(number(middle)) \(number(y(spread.low)))V\(number(y(spread.high)))" + cap.joined()
    }
    return path.isEmpty ? "" : "<path class=\"c\(line.color) errors\" d=\"\(path.joined())\"/>\n"
  }

  private func gridLine(_ tick: Axis.Tick, _ path: String) -> String {
    "<path class=\"\(tick.label == nil ? "grid minor" : "grid")\" d=\"\(path)\"/>\n"
  }

  private func label(_ tick: Axis.Tick, x: Double, y: Double, anchor: String) -> String {
    tick.label.map { PlotLayout.text($0, x: x, y: y, anchor: anchor) } ?? ""
  }

  private func polyline(_ points: [(x: Double, y: Double)]) -> String {
    "M" + points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: " ")
  }

  /// Strokes of no length, which round caps turn into dots.
  private func dots(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "M\(number($0.x)) \(number($0.y))h0" }.joined()
  }
}
