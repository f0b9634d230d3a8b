import Pipeline
import Training

extension Measure where Findings: SteppedTraining {
  /// What prose may quote of every training.
  package static var ofTraining: [Measure] {
    [
      .value("loss", "mean of the last 100 steps") { .number($0.losses.meanOfLast) },
      .value("first-loss", "of the first step") { .number(Double($0.losses.first ?? .nan)) },
      .value("least-loss", "of all steps") { .number(Double($0.losses.min() ?? .nan)) },
      .value("steps", "optimizer steps") { .count($0.losses.count) },
      .value("epochs", "passes over the images") { .count($0.epochs) },
      .value("batch", "images a step") { .count($0.batchSize) },
    ]
  }
}

extension [Float] {
  /// The mean of the last 100 losses of a training.
  package var meanOfLast: Double {
    let last = suffix(100)
    return last.reduce(0) { $0 + Double($1) } / Double(Swift.max(1, last.count))
  }
}
