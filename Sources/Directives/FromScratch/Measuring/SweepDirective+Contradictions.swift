import Pipeline

extension SweepDirective {
  private static let mostRows = 24

  var contradictions: [OptionMistake] {
    var found: [OptionMistake] = []
    func complain(_ option: String, _ complaint: FromScratchComplaint) {
      found.append(OptionMistake(option, complaint))
    }
    let count = rows.count
    if count < 2 {
      complain("steps", .nothingSwept)
    } else if count > Self.mostRows {
      complain("steps", .tooManyRows(count, limit: Self.mostRows))
    }
    if weaker != nil, guidance.allSatisfy({ $0 == 1 }) {
      let remedy = "give 'guidance' a value above 1, such as 2, or leave 'weaker' out"
      found.append(.meaningless("weaker", because: "with a guidance of 1", remedy: remedy))
    }
    let others = solver.filter { $0 != .euler }
    if noise.contains(where: { $0 != 0 }), !others.isEmpty {
      found.append(SamplingOptions.noiseWithout(euler: others))
    }
    if show != .pictures, classifier == nil {
      let measure = show == .legible ? "share of legible samples" : show.axis
      complain("show", .measureWithoutClassifier(measure))
    }
    if show == .consistency, !knowsClasses { complain("show", .consistencyWithoutClasses) }
    return found
      + SolverOptions.contradictions(solver, hasSteps: steps.isWritten, hasTolerance: tolerance.isWritten)
  }
}
