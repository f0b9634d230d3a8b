import Chapters
import Figures
import Pipeline

/// How losses are drawn: every step as a thin line, their running mean as a strong one.
package struct LossPlot {
  /// The vertical axis.
  package enum Scale: String, SchemaChoice { case linear, log }

  package var scale: Scale
  /// Over how many steps the strong line averages; a fortieth of the training, at most 100, if not given.
  package var smoothing: Int?
  /// Whether the losses of single steps are drawn behind their averages.
  package var showsSteps: Bool
  /// A value to mark, with what it is called.
  package var floor: (value: Double, label: String)?

  package init(
    scale: Scale = .log, smoothing: Int? = nil, showsSteps: Bool = true,
    floor: (value: Double, label: String)? = nil
  ) {
    (self.scale, self.smoothing, self.showsSteps, self.floor) = (scale, smoothing, showsSteps, floor)
  }

  /// Losses over the count of optimizer steps, from 1; those on a validation set as dots, one for each epoch.
  package func plot(_ runs: [(name: String, record: TrainingRecord)]) throws -> Plot {
    let series = try runs.flatMap { name, record in
      let losses = record.losses.map(Double.init)
      let window = smoothing ?? max(1, min(100, losses.count / 40))
      let raw = try Plot.Series(
        name: name, xs: losses.indices.map { Double($0 + 1) }, ys: losses,
        style: window > 1 ? .raw : .smoothed)
      let validation = try validation(
        of: record, name: runs.count == 1 ? "validation" : "\(name), validation")
      let lines = window > 1 ? [raw, raw.smoothed(window: window)] : [raw]
      return (showsSteps ? lines : lines.suffix(1)) + validation
    }
    return Plot(
      xLabel: "optimizer step", yLabel: "mean squared error", yScale: scale == .log ? .log : .linear,
      series: series,
      reference: floor.map { Plot.Reference(y: $0.value, label: $0.label) })
  }

  /// Losses of a training that is drawn alone, with what they are.
  package static func plot(of losses: [Float], yLabel: String) throws -> Plot {
    let window = max(1, min(100, losses.count / 40))
    let raw = try Plot.Series(
      name: "loss", xs: losses.indices.map { Double($0 + 1) }, ys: losses.map(Double.init),
      style: window > 1 ? .raw : .smoothed)
    return Plot(
      xLabel: "optimizer step", yLabel: yLabel, yScale: .log,
      series: window > 1 ? [raw, raw.smoothed(window: window)] : [raw])
  }

  private func validation(of record: TrainingRecord, name: String) throws -> [Plot.Series] {
    guard let losses = record.validationLosses else { return [] }
    let steps = losses.indices.map { Double(($0 + 1) * record.stepsPerEpoch) }
    return [try Plot.Series(name: name, xs: steps, ys: losses.map(Double.init), style: .points)]
  }
}

extension LossPlot {
  /// What blocks that show losses say of their figure.
  package static let figureKind = FigureKind.plot("the mean squared error against optimizer steps")
}
