import Figures
import Networks
import Pipeline
import Tensors

/// A measure over what a sweep varies: over the guidance, or over the evaluations that steps and solvers cost.
enum SweepPlot {
  /// Evaluations of the network where steps or solvers differ: only so are solvers of different orders comparable.
  static func isOverGuidance(_ options: SweepDirective.Options) -> Bool {
    methods.count == 1
  }

  static func horizontalAxis(of options: SweepDirective.Options) -> String {
    isOverGuidance() ? "guidance s" : "evaluations of the network for an image"
  }

  /// One line for each solver, or for each solver and guidance, or for each number of steps.
  static func plot(
    _ points: [SweepPoint], _ options: SweepDirective.Options, reference: Plot.Reference?
  ) throws -> Plot {
    let isOverGuidance = isOverGuidance()
    var lines: [(name: String, points: [SweepPoint])] = []
    for point in points {
      let name = isOverGuidance ? show.axis : name(of: point.sampling)
      if let index = lines.firstIndex(where: { $0.name == name }) {
        lines[index].points.append(point)
      } else {
        lines.append((name, [point]))
      }
    }
    let series = try lines.flatMap { name, points in
      let sorted = points.map { point in
        (
          x: isOverGuidance ? point.sampling.guidance : Double(point.evaluations),
          y: point.judgement?.value(of: show) ?? .nan
        )
      }.sorted { $0.x < $1.x }
      let line = try Plot.Series(name: name, xs: sorted.map(\.x), ys: sorted.map(\.y))
      var dots = line
      dots.style = .points
      return [line, dots]
    }
    return Plot(
      xLabel: horizontalAxis(), yLabel: show.axis, xScale: isOverGuidance ? .linear : .log,
      yScale: show == .frechet ? .log : .linear, series: series, reference: reference)
  }

  private static func name(of row: SamplingOptions, _ options: SweepDirective.Options) -> String {
    var words = [row.method.solver.rawValue]
    if guidance.count > 1 { words.append("s = \(NamedValue.plain(row.guidance))") }
    return words.joined(separator: ", ")
  }

  /// What real images reach: the classifier's accuracy, or the measure of as many training images as there are samples.
  static func floor(
    of options: SweepDirective.Options, _ judge: SampleJudge, in context: RunContext
  ) throws -> Plot.Reference {
    guard show != .consistency else { return Plot.Reference(y: judge.accuracy, label: "test images") }
    let training = try model.trainingImages(data, in: context)
    var generator = TorchGenerator(seed: context.seed)
    let count = samples * Classifier.classCount
    let floor = try judge.floor(of: training, count: count, &generator, in: context)
    return Plot.Reference(y: floor.value(of: show), label: "training images")
  }
}
