import Foundation

extension Plot {
  /// The plot as an SVG element to be set into a page: 720 wide, 364 high or more with a legend.
  ///
  /// Colours are the custom properties `--plot-1` to `--plot-6` and `--plot-grid`, with fallbacks; text has
  /// the page's colour and grows on small screens. `id` must be unique in the page. Points that are not finite,
  /// or not positive on a log axis, are left out and counted in the description. Same plot, same bytes.
  public func svg(id: String) -> String {
    let layout = PlotLayout(self)
    let id = XML.identifier(id)
    let size = "0 0 \(NumberText.coordinate(PlotLayout.width)) \(NumberText.coordinate(layout.height))"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(id)" class="plot" role="img" viewBox="\(size)" \
      aria-labelledby="\(id)-title \(id)-desc">
      <title id="\(id)-title">\(XML.escaped(title ?? "\(yLabel) against \(xLabel)"))</title>
      <desc id="\(id)-desc">\(XML.escaped(summary(layout)))</desc>
      <style>\(Self.style(id, furtherRules))</style>
      \(layout.area.grid())\(layout.frame(xLabel: xLabel, yLabel: yLabel))\
      \(layout.lines.map(layout.area.line).joined())\(shownReference.map(layout.area.referenceLine) ?? "")\
      \(layout.legendEntries())\(inset.map(layout.inset) ?? "")</svg>

      """
  }

  /// What a reader who cannot see the plot is told.
  private func summary(_ layout: PlotLayout) -> String {
    let lines = layout.lines.filter { !$0.hasSpread }.map { line in
      let name = line.series.name
      guard let first = line.points.first, let last = line.points.last else { return "\(name): no points." }
      let ends = "y from \(Self.short(first.y)) to \(Self.short(last.y))"
      return "\(name): \(line.points.count) points, \(ends)"
        + (line.droppedCount > 0 ? "; \(line.droppedCount) not shown." : ".")
    }
    let reference = reference.map { reference in
      let note = shownReference == nil ? " (not shown)" : ""
      return ["\(reference.label): y = \(Self.short(reference.y))\(note)."]
    }
    let categories = categories.map { ["x: \($0.joined(separator: ", "))."] } ?? []
    return (lines.isEmpty ? ["No series."] : lines + (reference ?? []) + categories).joined(separator: " ")
  }

  /// The rules of what only some plots have.
  private var furtherRules: [String] {
    var rules: [String] = []
    let styles = Set(series.map(\.style))
    if styles.contains(.bars) { rules.append(".bars{fill:currentColor;fill-opacity:.75;stroke:none}") }
    if styles.contains(.band) { rules.append(".band{fill:currentColor;fill-opacity:.2;stroke:none}") }
    if styles.contains(.errors) { rules.append(".errors{stroke-width:1.6}") }
    if inset != nil {
      rules += [
        ".region{fill:none;stroke:currentColor;stroke-opacity:.5}",
        ".paper{fill:var(--paper,#fff);stroke:var(--plot-grid,#8884)}", ".inset text{font-size:13px}",
      ]
    }
    return rules
  }

  private static func short(_ value: Double) -> String { String(format: "%.4g", value) }

  private static func style(_ id: String, _ further: [String]) -> String {
    let colors = PlotLayout.colors.enumerated().map { index, color in
      "#\(id) .c\(index + 1){color:var(--plot-\(index + 1),\(color))}"
    }
    return """
      #\(id) text{font:17px system-ui,sans-serif;fill:currentColor}\
      #\(id) path{fill:none;stroke:currentColor;stroke-linejoin:round;stroke-linecap:round}\
      #\(id) .grid{stroke:var(--plot-grid,#8884);stroke-width:1}#\(id) .minor{stroke-opacity:.5}\
      #\(id) .axis{stroke-width:1.2}#\(id) .raw{stroke-width:1;stroke-opacity:.35}\
      #\(id) .smoothed{stroke-width:2.6}#\(id) .points{stroke-width:7}\
      #\(id) .reference{stroke-width:1.6;stroke-dasharray:7 6}\
      \(colors.joined())\(further.map { "#\(id) \($0)" }.joined())\
      @media (max-width:520px){#\(id) text{font-size:24px}}
      """
  }
}
