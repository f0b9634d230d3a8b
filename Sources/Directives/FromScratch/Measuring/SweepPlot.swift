import Figures
import Pipeline

/// A measure over what a sweep varies: over the guidance, or over the evaluations that steps and solvers cost.
struct SweepPlot {
  let show: SweepShow
  /// Evaluations of the network where steps or solvers differ: only so are solvers of different orders comparable.
  let isOverGuidance: Bool
  /// Whether the guidance differs.
  let hasManyGuidances: Bool

  var horizontalAxis: String {
    isOverGuidance ? "guidance s" : "evaluations of the network for an image"
  }

  /// One line for each solver, or for each solver and guidance, or for each number of steps.
  func plot(_ points: [SweepPoint], reference: Plot.Reference?) throws -> Plot {
    var lines: [(name: String, points: [SweepPoint])] = []
    for point in points {
      let name = isOverGuidance ? show.axis : name(of: point.sampling)
      if let index = lines.firstIndex(where: { $0.name == name }) {
        lines[index].points.append(point)
      } else {
        lines.append((name, [point]))
      }
    }
    return Plot(
      xLabel: horizontalAxis, yLabel: show.axis, xScale: isOverGuidance ? .linear : .log,
      yScale: show == .frechet ? .log : .linear, series: try lines.flatMap(series), reference: reference)
  }

  /// A line, and a dot for each of its points.
  private func series(_ name: String, _ points: [SweepPoint]) throws -> [Plot.Series] {
    let sorted = points.map { point in
      (
        x: isOverGuidance ? point.sampling.guidance : Double(point.evaluations),
        y: point.judgement.map(show.value) ?? .nan
      )
    }.sorted { $0.x < $1.x }
    let line = try Plot.Series(name: name, xs: sorted.map(\.x), ys: sorted.map(\.y))
    var dots = line
    dots.style = .points
    return [line, dots]
  }

  private func name(of row: SamplingOptions) -> String {
    let solver = row.method.solver.rawValue
    return hasManyGuidances ? "\(solver), s = \(NumberText.prose.plain(row.guidance))" : solver
  }
}
