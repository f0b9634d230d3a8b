/// Where everything of a plot is, in the pixels of its view box.
struct PlotLayout {
  static let width = 720.0
  static let left = 84.0
  static let right = 696.0

  let names: [String]
  let lines: [DrawnSeries]
  /// The place between the axes.
  let area: PlotArea
  /// The positions of the legend's entries, series before the reference; empty when one name needs no legend.
  let legend: [(name: String, x: Double, y: Double)]
  var height: Double { area.bottom + 70 }

  /// Lays a plot out, leaving out the points that its axes cannot show.
  init(_ plot: Plot) {
    var names: [String] = []
    for series in plot.series where !names.contains(series.name) { names.append(series.name) }
    self.names = names
    lines = plot.series.map { series in
      DrawnSeries(series, in: plot, color: (names.firstIndex(of: series.name) ?? 0) % Self.colors.count + 1)
    }
    let bars = BarPlaces(lines)
    let references = plot.shownReference.map { [$0.y] } ?? []
    let xs = lines.flatMap { $0.points.map(\.x) } + bars.ends.filter(plot.xScale.shows)
    let ys = lines.flatMap(\.heights) + references + (bars.isEmpty || plot.yScale == .log ? [] : [0])
    let room = Int((Self.right - Self.left) / 13 / Double(max(1, plot.categories?.count ?? 1)))
    let xAxis =
      plot.categories.map { Axis(of: $0, room: room) }
      ?? Axis(showing: xs, scale: plot.xScale, count: 5, fitted: true)
    let entries = names + (plot.shownReference.map { [$0.label] } ?? [])
    legend = entries.count > 1 ? Self.legend(of: entries) : []
    let top = (legend.last?.y ?? 30) + 24
    area = PlotArea(
      xAxis: xAxis, yAxis: Axis(showing: ys, scale: plot.yScale, count: 5), left: Self.left,
      right: Self.right,
      top: top, bottom: top + 270, bars: bars)
  }

  /// The colours of the series in a page that sets no custom properties; chosen for light paper.
  static let colors = ["#2f6f8f", "#c4622d", "#5b8a3c", "#8a5a9e", "#a8862a", "#b5476b"]

  /// Entries from left to right, in as many lines as they need at the largest letter size.
  private static func legend(of names: [String]) -> [(name: String, x: Double, y: Double)] {
    var (x, y) = (left, 62.0)
    return names.map { name in
      let length = 56 + 12.5 * Double(name.count)
      if x > left, x + length > right { (x, y) = (left, y + 30) }
      defer { x += length }
      return (name, x, y)
    }
  }
}

/// The points of a series that can be shown, and how many cannot.
struct DrawnSeries {
  let series: Plot.Series
  /// The number of its colour, from 1.
  let color: Int
  /// Stretches of points without a gap.
  let runs: [[(x: Double, y: Double)]]
  /// The number of points left out: not finite, or not positive on a log axis.
  let droppedCount: Int
  /// Stretches of band or error bars without a gap.
  let spreads: [[(x: Double, low: Double, high: Double)]]

  var points: [(x: Double, y: Double)] { runs.flatMap { $0 } }
  /// All that the axis of y must show.
  var heights: [Double] {
    (hasSpread ? [] : points.map(\.y)) + spreads.joined().flatMap { [$0.low, $0.high] }
  }
  /// Whether it is drawn as a stretch around each point.
  var hasSpread: Bool { series.style == .band || series.style == .errors }

  init(_ series: Plot.Series, in plot: Plot, color: Int) {
    let points = Array(zip(series.xs, series.ys))
    runs = points.split { !plot.xScale.shows($0.0) || !plot.yScale.shows($0.1) }
      .map { $0.map { (x: $0.0, y: $0.1) } }
    droppedCount = points.count - runs.reduce(0) { $0 + $1.count }
    let ends = zip(series.lows ?? [], series.highs ?? [])
    spreads = zip(series.xs, ends).map { (x: $0, low: $1.0, high: $1.1) }.split {
      !plot.xScale.shows($0.x) || !plot.yScale.shows($0.low) || !plot.yScale.shows($0.high)
    }.map { Array($0) }
    (self.series, self.color) = (series, color)
  }
}

extension Plot.Scale {
  /// Whether a value has a place on such an axis. The outermost powers of ten are left out, because the
  /// arithmetic of ticks would overflow there.
  func shows(_ value: Double) -> Bool { abs(value) <= 1e300 && (self == .linear || value >= 1e-300) }
}

extension Plot {
  /// The reference line, if its axis can show it.
  var shownReference: Reference? { reference.flatMap { yScale.shows($0.y) ? $0 : nil } }
}
