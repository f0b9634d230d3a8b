import Figures
import Pipeline

/// A measure over what a sweep varies: over the guidance, the noise, or the evaluations that steps and solvers cost.
struct SweepPlot {
  /// What is laid off to the right.
  enum Axis: String {
    case guidance = "guidance s"
    case noise = "share of the noise drawn anew"
    /// Where steps or solvers differ: only so are solvers of different orders comparable.
    case evaluations = "evaluations of the network for an image"
  }

  let show: SweepShow
  let axis: Axis
  let hasManyGuidances: Bool
  let hasManyNoises: Bool

  var horizontalAxis: String { axis.rawValue }

  /// One line for each solver, guidance and noise that is not laid off to the right.
  func plot(_ points: [SweepPoint], reference: Plot.Reference?) throws -> Plot {
    var lines: [(name: String, points: [SweepPoint])] = []
    for point in points {
      let name = name(of: point.sampling)
      if let index = lines.firstIndex(where: { $0.name == name }) {
        lines[index].points.append(point)
      } else {
        lines.append((name, [point]))
      }
    }
    return Plot(
      xLabel: horizontalAxis, yLabel: show.axis, xScale: axis == .evaluations ? .log : .linear,
      yScale: show == .frechet ? .log : .linear, series: try lines.flatMap(series), reference: reference)
  }

  /// A line, and a dot for each of its points.
  private func series(_ name: String, _ points: [SweepPoint]) throws -> [Plot.Series] {
    let sorted = points.map { point in
      (
        x: place(of: point),
        y: point.judgement.map(show.value) ?? .nan
      )
    }.sorted { $0.x < $1.x }
    let line = try Plot.Series(name: name, xs: sorted.map(\.x), ys: sorted.map(\.y))
    var dots = line
    dots.style = .points
    return [line, dots]
  }

  private func place(of point: SweepPoint) -> Double {
    switch axis {
    case .guidance: point.sampling.guidance
    case .noise: point.sampling.noise
    case .evaluations: Double(point.evaluations)
    }
  }

  private func name(of row: SamplingOptions) -> String {
    let text = NumberText.prose
    var words = axis == .evaluations ? [row.method.solver.rawValue] : []
    if hasManyGuidances, axis != .guidance { words.append("s = \(text.plain(row.guidance))") }
    if hasManyNoises, axis != .noise { words.append("noise \(text.plain(row.noise))") }
    return words.isEmpty ? show.axis : words.joined(separator: ", ")
  }
}
