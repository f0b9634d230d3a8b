import Chapters

extension TrainDirective {
  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    mismatches(in: options) + options.learning.contradictions + idleOptions(in: options)
  }

  /// Values that do not go with each other.
  private static func mismatches(in options: Options) -> [(option: String, mistake: Mistake)] {
    var found: [(option: String, mistake: Mistake)] = []
    func require(_ option: String, _ isMet: Bool, _ expected: String, _ value: String) {
      if !isMet { found.append((option, .outOfRange(key: option, expected: expected, found: value))) }
    }
    let late = options.keptEpochs.first { $0 > options.learning.epochs }
    require(
      "keep", late == nil, "epochs from 1 to \(options.learning.epochs), as many as 'epochs' says",
      String(late ?? 0))
    require(
      "network", (options.objective == .flowMatching) == (options.network != .unconditional),
      options.objective == .flowMatching
        ? "time-conditional or class-conditional for the objective 'flow-matching'"
        : "unconditional for the objective '\(options.objective.rawValue)'", options.network.rawValue)
    require(
      "batch", options.learning.batch <= 1024 || options.coupling != .optimalTransport,
      "at most 1024 for the coupling 'optimal-transport', whose time grows with its third power",
      String(options.learning.batch))
    return found
  }

  /// Options that another choice leaves without an effect.
  private static func idleOptions(in options: Options) -> [(option: String, mistake: Mistake)] {
    let isFlow = options.objective == .flowMatching
    let removeOrFlow =
      "remove it, or write 'objective: flow-matching' and name a network that is told the time"
    let removeOrReflow = "remove it, or name a trained flow with 'reflow'"
    let rules: [(option: String, isIdle: Bool, reason: String, remedy: String)] = [
      (
        "sigma", options.sigma != nil && options.objective != .denoising, "without the objective 'denoising'",
        "remove it; the objective is '\(options.objective.rawValue)'"
      ),
      (
        "drop", options.drop != nil && options.network != .classConditional, "without classes",
        "remove it, or write 'network: class-conditional'"
      ),
      ("times", options.times != nil && !isFlow, "without a flow", removeOrFlow),
      ("coupling", options.coupling != nil && !isFlow, "without a flow", removeOrFlow),
      (
        "coupling", options.coupling != nil && options.reflow != nil,
        "with 'reflow', whose noise and images are pairs already", "remove one of the two"
      ),
      ("reflow", options.reflow != nil && !isFlow, "without a flow", removeOrFlow),
      (
        "reflow-steps", options.reflowSteps != nil && options.reflow == nil, "without 'reflow'",
        removeOrReflow
      ),
      (
        "reflow-solver", options.reflowSolver != nil && options.reflow == nil, "without 'reflow'",
        removeOrReflow
      ),
    ]
    return rules.filter(\.isIdle).map { rule in
      (rule.option, .meaningless(key: rule.option, because: rule.reason, remedy: rule.remedy))
    }
  }
}
