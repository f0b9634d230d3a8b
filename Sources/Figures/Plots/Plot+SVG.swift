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
      <style>\(Self.style(id))</style>
      \(layout.grid())\(layout.frame(xLabel: xLabel, yLabel: yLabel))\
      \(layout.lines.map(layout.line).joined())\(shownReference.map(layout.referenceLine) ?? "")\
      \(layout.legendEntries(points: series.filter { $0.style == .points }.map(\.name)))</svg>

      """
  }

  /// What a reader who cannot see the plot is told.
  private func summary(_ layout: PlotLayout) -> String {
    let lines = layout.lines.map { line in
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
    return (lines.isEmpty ? ["No series."] : lines + (reference ?? [])).joined(separator: " ")
  }

  private static func short(_ value: Double) -> String { String(format: "%.4g", value) }

  private static func style(_ id: String) -> String {
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
      \(colors.joined())@media (max-width:520px){#\(id) text{font-size:24px}}
      """
  }
}
