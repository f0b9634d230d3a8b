import Chapters
import Pipeline
import Training

extension SteppedTraining {
  /// What prose may quote of every training.
  package static var exportedValues: [String] {
    ["loss", "first-loss", "least-loss", "steps", "epochs", "batch"]
  }

  /// The values of those names.
  package var values: [NamedValue] {
    let last = losses.suffix(100)
    let mean = last.reduce(0) { $0 + Double($1) } / Double(max(1, last.count))
    return [
      NamedValue("loss", mean), NamedValue("first-loss", Double(losses.first ?? .nan)),
      NamedValue("least-loss", Double(losses.min() ?? .nan)), NamedValue("steps", count: losses.count),
      NamedValue("epochs", count: epochs), NamedValue("batch", count: batchSize),
    ]
  }
}
