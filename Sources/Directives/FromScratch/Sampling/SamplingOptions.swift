import Chapters
import Figures
import Pipeline
import SharedDirectives

/// How images are drawn from a flow: what every directive that samples lets the author choose.
struct SamplingOptions: OptionGroup {
  var guidance = 1.0
  var weaker: ModelReference?
  var method = SolverOptions()

  static let guidanceBound = 0.0...100.0
  static let weakerSummary =
    "a weaker checkpoint to be guided away from: s in u(weaker) + s (u(model) - u(weaker))"

  static var schema: Schema<SamplingOptions> {
    Schema(
      [
        .option(
          "guidance", \.guidance,
          "s in u(none) + s (u(class) - u(none)), or with 'weaker' in its place; 1 is the plain flow",
          .range(guidanceBound)),
        .option("weaker", \.weaker, weakerSummary),
      ] + SolverOptions.fields(at: \.method))
  }

  /// What the model may be: guidance needs one that knows classes, or a weaker one.
  var kinds: [ModelKind] { guidance == 1 || weaker != nil ? [.flow, .classFlow] : [.classFlow] }

  /// The blocks that must have run: the models', which may be of these kinds, and the weaker one's, which need not know
  /// classes where they do.
  func inputs(
    _ models: [ModelReference], kinds: [ModelKind], remedies: ModelRemedies
  ) -> [BlockInput] {
    models.map { $0.input(option: "model", kinds: kinds, remedies: remedies) }
      + (weaker.map { [$0.input(option: "weaker", kinds: [.flow, .classFlow])] } ?? [])
  }

  /// 'guidance' without classes to be guided to, and what cannot be used.
  func contradictions(labels: ClassList?) -> [OptionMistake] {
    guard labels == nil, weaker == nil, guidance != 1 else { return contradictions }
    let expected = "1 where neither 'labels' nor a 'weaker' model are given"
    return [.outOfRange("guidance", expected: expected, found: NumberText.prose.plain(guidance))]
      + contradictions
  }

  /// What cannot be used: 'weaker' without guidance, or what the solver has no use for.
  var contradictions: [OptionMistake] {
    guard weaker != nil, guidance == 1 else { return method.contradictions }
    let remedy = "give a 'guidance' above 1, such as 2, or leave 'weaker' out"
    return [.meaningless("weaker", because: "with a guidance of 1", remedy: remedy)] + method.contradictions
  }
}
