import Chapters
import Figures
import Networks
import Pipeline

extension SweepDirective {
  /// Whether the model must be one that knows classes.
  var knowsClasses: Bool { labels != nil || weaker == nil && guidance.contains { $0 != 1 } }

  /// The classes of the columns; each digit once if the author names none.
  var shownLabels: [Int]? {
    labels?.classes ?? (knowsClasses ? Array(0..<Classifier.classCount) : nil)
  }

  /// The ways of walking: each solver with each number of steps, dopri5 with each tolerance.
  var methods: [SolverOptions] {
    solver.flatMap { solver in
      solver == .adaptive
        ? tolerance.value.map { SolverOptions(solver: solver, tolerance: Given($0)) }
        : steps.value.map { SolverOptions(steps: Given($0), solver: solver) }
    }
  }

  /// What every row is drawn with: the methods, in each the guidance, with each the noise.
  var rows: [SamplingOptions] {
    methods.flatMap { method in
      guidance.flatMap { guidance in
        noise.map { SamplingOptions(guidance: guidance, weaker: weaker, noise: $0, method: method) }
      }
    }
  }

  /// What is particular to a row, in words.
  func label(of row: SamplingOptions) -> String {
    var words: [String] = []
    if solver.count > 1 { words.append(row.method.solver.rawValue) }
    switch row.method.solver {
    case .equalSteps where steps.value.count > 1:
      let count = row.method.steps.value
      words.append("\(count) step\(count == 1 ? "" : "s")")
    case .adaptive where tolerance.value.count > 1:
      words.append("tolerance \(NumberText.prose.plain(row.method.tolerance.value))")
    default: break
    }
    if guidance.count > 1 { words.append("s = \(NumberText.prose.plain(row.guidance))") }
    if noise.count > 1 { words.append("noise \(NumberText.prose.plain(row.noise))") }
    return words.joined(separator: ", ")
  }
}
