import Chapters
import Networks
import Pipeline

/// How images are drawn from a flow: what every directive that samples lets the author choose.
struct SamplingOptions {
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

  /// The fields as those of a directive's own options.
  static func fields<Whole>(at path: WritableKeyPath<Whole, SamplingOptions>) -> [Field<Whole>] {
    schema.fields.map { $0.lifted(to: path) }
  }

  /// What the model may be: guidance needs one that knows classes, or a weaker one.
  var kinds: [TrainDirective.Kind] { guidance == 1 || weaker != nil ? [.flow, .classFlow] : [.classFlow] }

  /// The blocks that must have run: the model's, which may be of these kinds, and the weaker one's.
  func inputs(_ model: ModelReference, kinds: [TrainDirective.Kind]) -> [BlockInput] {
    [model.input(option: "model", kinds: kinds)] + Self.inputs(weaker: weaker)
  }

  /// The block of a weaker checkpoint, if there is one; it need not know classes where the model does.
  static func inputs(weaker: ModelReference?) -> [BlockInput] {
    weaker.map { [$0.input(option: "weaker", kinds: [.flow, .classFlow])] } ?? []
  }

  /// 'guidance' without classes to be guided to, and what cannot be used.
  func contradictions(labels: ClassList?) -> [OptionMistake] {
    guard labels == nil, weaker == nil, guidance != 1 else { return contradictions }
    let found = NamedValue.plain(guidance)
    let mistake = Mistake.outOfRange(
      key: "guidance", expected: "1 where neither 'labels' nor a 'weaker' model are given", found: found)
    return [("guidance", mistake)] + contradictions
  }

  /// What cannot be used: 'weaker' without guidance, or what the solver has no use for.
  var contradictions: [OptionMistake] {
    guard weaker != nil, guidance == 1 else { return method.contradictions }
    let remedy = "give a 'guidance' above 1, such as 2, or leave 'weaker' out"
    let mistake = Mistake.meaningless(key: "weaker", because: "with a guidance of 1", remedy: remedy)
    return [("weaker", mistake)] + method.contradictions
  }
}

/// An option that lists classes: `[0, 3, 7]`, or `0...9` for a whole range.
struct ClassList: SchemaValue, Equatable {
  let classes: [Int]

  static let expectation = "a list of classes, such as [0, 3, 7] or 0...9"

  static func read(_ yaml: YAML, key: String) throws -> ClassList {
    guard let text = yaml.text, Int(text) == nil, yaml.items == nil else {
      return ClassList(classes: try [Int].read(yaml, key: key))
    }
    guard let range = text.wholeMatch(of: #/([0-9]{1,4})\.\.\.([0-9]{1,4})/#), let first = Int(range.1),
      let last = Int(range.2), first <= last
    else { throw mismatch(yaml, key: key) }
    return ClassList(classes: Array(first...last))
  }

  var canonical: String { classes.canonical }
}

extension Bound where T == ClassList? {
  /// The classes of a class-conditional network.
  static var labels: Bound {
    let last = UNetConfiguration.classCount - 1
    return Bound("classes from 0 to \(last), at most 40") {
      let classes = $0?.classes ?? []
      return classes.allSatisfy { 0...last ~= $0 } && classes.count <= 40
    }
  }
}
