extension PlotLayout {
  private func number(_ value: Double) -> String { NumberText.coordinate(value) }

  /// The x axis and the names of both; that of y stands above it, where it reads without turning the head.
  func frame(xLabel: String, yLabel: String) -> String {
    let bottom = area.bottom
    return Self.text(yLabel, x: 8, y: 24, anchor: "start")
      + Self.text(xLabel, x: Self.right, y: bottom + 56, anchor: "end")
      + "<path class=\"axis\" d=\"M\(number(Self.left)) \(number(bottom))H\(number(Self.right))\"/>\n"
  }

  /// A short stroke, a dot, a block or dashes, and a name for each entry.
  func legendEntries() -> String {
    legend.enumerated().map { index, entry in
      let style = index < names.count ? style(of: entry.name) : nil
      let color = "c\(index % Self.colors.count + 1)"
      let start = "M\(number(entry.x)) \(number(entry.y - 6))"
      let mark =
        switch style {
        case nil: (name: "reference", path: "h24")
        case .points: (name: "\(color) points", path: "m12 0h0")
        case .bars: (name: "\(color) bars", path: "m4 -6h16v13h-16Z")
        case .band: (name: "\(color) band", path: "m0 -6h24v13h-24Z")
        case .raw, .smoothed, .errors: (name: "\(color) smoothed", path: "h24")
        }
      return "<path class=\"\(mark.name)\" d=\"\(start)\(mark.path)\"/>\n"
        + Self.text(entry.name, x: entry.x + 34, y: entry.y, anchor: "start")
    }.joined()
  }

  /// How the legend shows a name: as dots where there are any, else as bars, lines or bands.
  private func style(of name: String) -> Plot.Series.Style {
    let styles = lines.filter { $0.series.name == name }.map(\.series.style)
    return [.points, .bars, .smoothed, .raw, .band].first(where: styles.contains) ?? .smoothed
  }

  /// A part of the plot drawn larger in a corner, and a frame around that part.
  func inset(_ inset: Plot.Inset) -> String {
    let (width, height) = (0.42 * (Self.right - Self.left), 0.52 * (area.bottom - area.top))
    let isLeft = [.topLeft, .bottomLeft].contains(inset.corner)
    let isTop = [.topLeft, .topRight].contains(inset.corner)
    let left = isLeft ? Self.left + 12 : Self.right - width
    let top = isTop ? area.top : area.bottom - height - 12
    let inner = PlotArea(
      xAxis: Axis(over: inset.xs, scale: area.xAxis.scale, count: 3),
      yAxis: Axis(over: inset.ys, scale: area.yAxis.scale, count: 3),
      left: left + 52, right: left + width - 10, top: top + 10, bottom: top + height - 24, bars: area.bars)
    let box = inner.box
    return rectangle(
      "region", area.x(inset.xs.lowerBound), area.y(inset.ys.upperBound),
      area.x(inset.xs.upperBound), area.y(inset.ys.lowerBound))
      + "<g class=\"inset\">" + rectangle("paper", left, top, left + width, top + height)
      + inner.grid(isSmall: true)
      + "<svg x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\" "
      + "viewBox=\"\(box.x) \(box.y) \(box.width) \(box.height)\">\n"
      + lines.map(inner.line).joined() + "</svg>\n</g>\n"
  }

  private func rectangle(
    _ name: String, _ left: Double, _ top: Double, _ right: Double, _ bottom: Double
  ) -> String {
    "<rect class=\"\(name)\" x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(right - left))\" "
      + "height=\"\(number(bottom - top))\"/>\n"
  }

  static func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
    "<text x=\"\(NumberText.coordinate(x))\" y=\"\(NumberText.coordinate(y))\" text-anchor=\"\(anchor)\">"
      + "\(XML.escaped(text))</text>\n"
  }
}

extension PlotArea {
  /// The rectangle as attributes have it.
  fileprivate var box: (x: String, y: String, width: String, height: String) {
    let number = NumberText.coordinate
    return (number(left), number(top), number(right - left), number(bottom - top))
  }
}
