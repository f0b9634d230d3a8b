/// A rectangle between two axes, in the pixels of the view box.
struct PlotArea {
  let xAxis: Axis
  let yAxis: Axis
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let bars: BarPlaces

  /// How far beyond the rectangle something may be drawn, in pixels: an inset cuts it off.
  private static let reach = 1e6

  func x(_ value: Double) -> Double {
    within(left + xAxis.position(of: value) * (right - left))
  }

  func y(_ value: Double) -> Double {
    within(bottom - yAxis.position(of: value) * (bottom - top))
  }

  private func within(_ pixel: Double) -> Double { max(-Self.reach, min(Self.reach, pixel)) }
}

/// Where bars stand that share their x: side by side, four fifths of the way to the next.
struct BarPlaces {
  /// The names of the series that are drawn as bars.
  private let names: [String]
  /// The least distance of two x.
  private let distance: Double
  /// The outermost edges of all bars.
  let ends: [Double]

  /// Whether there are no bars.
  var isEmpty: Bool { names.isEmpty }

  init(_ lines: [DrawnSeries]) {
    let bars = lines.filter { $0.series.style == .bars }
    var names: [String] = []
    for line in bars where !names.contains(line.series.name) { names.append(line.series.name) }
    let xs = Set(bars.flatMap { $0.points.map(\.x) }).sorted()
    let steps = zip(xs.dropFirst(), xs).map { $0 - $1 }
    (self.names, distance) = (names, steps.min() ?? 1)
    ends = xs.isEmpty ? [] : [xs[0] - distance / 2, xs[xs.count - 1] + distance / 2]
  }

  /// The edges of a series' bar at an x.
  func edges(of name: String, at x: Double) -> (from: Double, to: Double) {
    let width = 0.8 * distance / Double(max(1, names.count))
    let start = x - 0.4 * distance + width * Double(names.firstIndex(of: name) ?? 0)
    return (start, start + width)
  }

  /// The middle of a series' bar at an x, or the x itself where it has none.
  func middle(of name: String, at x: Double) -> Double {
    guard names.contains(name) else { return x }
    let (from, to) = edges(of: name, at: x)
    return (from + to) / 2
  }
}
