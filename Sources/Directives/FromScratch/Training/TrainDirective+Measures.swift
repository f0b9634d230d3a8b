import Pipeline
import SharedDirectives

extension TrainDirective {
  static let measures: [Measure<Self, TrainReport>] =
    Measure.ofTraining.map { $0.lifted(\.run) } + [
      .value("images", "how many are learned from") { .count($0.run.imageCount) },
      .value("parameters", "of the network") { .count($0.run.network.parameterCount) },
      .value("weights", "the first 12 digits of the SHA-256 of the last checkpoint kept") {
        .text($0.weights)
      },
      .value(
        "straightness", "0 for straight ways, over 64 noises and 50 Euler steps",
        .when("for a flow") { $0.objective == .flowMatching }
      ) { $0.straightness.map { .number($0) } },
      .value(
        "validation-loss", "after the last epoch", .when("with 'validation'") { $0.validation != nil }
      ) { $0.run.validationLosses.last.map { .number(Double($0)) } },
      .value(
        "pair-straightness", "of the flow that made the pairs", .when("with 'reflow'") { $0.reflow != nil }
      ) { $0.pairStraightness.map { .number($0) } },
    ]
}
