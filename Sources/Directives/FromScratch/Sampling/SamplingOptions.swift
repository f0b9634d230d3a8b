import Chapters
import Figures
import Pipeline
import SharedDirectives

/// How images are drawn from a flow: what every directive that samples lets the author choose.
struct SamplingOptions: OptionGroup {
  var guidance = 1.0
  var weaker: ModelReference?
  var noise = 0.0
  var method = SolverOptions()

  static let guidanceBound = 0.0...100.0
  static let noiseBound = 0.0...1.0
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
        .option(
          "noise", \.noise,
          "the share of the noise that is drawn anew at every step of euler; 0 goes where the flow leads",
          .range(noiseBound)),
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
    var found = method.contradictions
    if weaker != nil, guidance == 1 {
      let remedy = "give a 'guidance' above 1, such as 2, or leave 'weaker' out"
      found.append(.meaningless("weaker", because: "with a guidance of 1", remedy: remedy))
    }
    if noise != 0, method.solver != .euler { found.append(Self.noiseWithout(euler: [method.solver])) }
    return found
  }

  /// That these solvers draw no noise.
  static func noiseWithout(euler solvers: [SolverOptions.Solver]) -> OptionMistake {
    let names = solvers.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return .meaningless(
      "noise", because: "with the solver\(solvers.count > 1 ? "s" : "") \(names)",
      remedy: "take 'euler', or leave 'noise' out")
  }
}
