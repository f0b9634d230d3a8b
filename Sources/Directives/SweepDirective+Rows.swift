import Networks
import Pipeline

extension SweepDirective.Options {
  /// Whether the model must be one that knows classes.
  var knowsClasses: Bool { labels != nil || guidance.contains { $0 != 1 } }

  /// The classes of the columns; each digit once if the author names none.
  var shownLabels: [Int]? {
    labels?.classes ?? (knowsClasses ? Array(0..<Classifier.classCount) : nil)
  }

  /// What every row is drawn with: the solvers, in each the steps, in each the guidance.
  var rows: [SamplingOptions] {
    solver.flatMap { solver in
      steps.flatMap { steps in
        guidance.map { SamplingOptions(guidance: $0, steps: steps, solver: solver) }
      }
    }
  }

  /// What is particular to a row, in words.
  func label(of row: SamplingOptions) -> String {
    var words: [String] = []
    if solver.count > 1 { words.append(row.solver.rawValue) }
    if steps.count > 1 { words.append("\(row.steps) step\(row.steps == 1 ? "" : "s")") }
    if guidance.count > 1 { words.append("s = \(NamedValue.plain(row.guidance))") }
    return words.joined(separator: ", ")
  }
}
