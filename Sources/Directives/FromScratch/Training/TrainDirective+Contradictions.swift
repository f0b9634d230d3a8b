import Pipeline

extension TrainDirective {
  var contradictions: [OptionMistake] {
    mismatches() + learning.contradictions + idleOptions()
  }

  /// Values that do not go with each other.
  private func mismatches() -> [OptionMistake] {
    var found: [OptionMistake] = []
    func require(_ option: String, _ isMet: Bool, _ expected: String, _ value: String) {
      if !isMet { found.append(.outOfRange(option, expected: expected, found: value)) }
    }
    let late = keptEpochs.first { $0 > learning.epochs }
    require(
      "keep", late == nil, "epochs from 1 to \(learning.epochs), as many as 'epochs' says",
      String(late ?? 0))
    require(
      "network", (objective == .flowMatching) == (network != .unconditional),
      objective == .flowMatching
        ? "time-conditional or class-conditional for the objective 'flow-matching'"
        : "unconditional for the objective '\(objective.rawValue)'", network.rawValue)
    require(
      "batch", learning.batch <= 1024 || coupling.value != .optimalTransport,
      "at most 1024 for the coupling 'optimal-transport', whose time grows with its third power",
      String(learning.batch))
    return found
  }

  /// Options that another choice leaves without an effect.
  private func idleOptions() -> [OptionMistake] {
    let isFlow = objective == .flowMatching
    let removeOrFlow =
      "remove it, or write 'objective: flow-matching' and name a network that is told the time"
    let removeOrReflow = "remove it, or name a trained flow with 'reflow'"
    let rules: [(option: String, isIdle: Bool, reason: String, remedy: String)] = [
      (
        "sigma", sigma.isWritten && objective != .denoising, "without the objective 'denoising'",
        "remove it; the objective is '\(objective.rawValue)'"
      ),
      (
        "drop", drop.isWritten && network != .classConditional, "without classes",
        "remove it, or write 'network: class-conditional'"
      ),
      ("times", times.isWritten && !isFlow, "without a flow", removeOrFlow),
      ("coupling", coupling.isWritten && !isFlow, "without a flow", removeOrFlow),
      (
        "coupling", coupling.isWritten && reflow != nil,
        "with 'reflow', whose noise and images are pairs already", "remove one of the two"
      ),
      ("reflow", reflow != nil && !isFlow, "without a flow", removeOrFlow),
      (
        "reflow-steps", reflowSteps.isWritten && reflow == nil, "without 'reflow'",
        removeOrReflow
      ),
      (
        "reflow-solver", reflowSolver.isWritten && reflow == nil, "without 'reflow'",
        removeOrReflow
      ),
    ]
    return rules.filter(\.isIdle).map { .meaningless($0.option, because: $0.reason, remedy: $0.remedy) }
  }
}
