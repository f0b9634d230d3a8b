import Chapters
import Networks
import Pipeline

/// How images are drawn from a flow: what every directive that samples lets the author choose.
struct SamplingOptions {
  var guidance = 1.0
  var method = SolverOptions()

  static let guidanceBound = 0.0...100.0

  static var schema: Schema<SamplingOptions> {
    Schema(
      [
        .option(
          "guidance", \.guidance, "s in u(none) + s (u(class) - u(none)); 1 is the plain flow",
          .range(guidanceBound))
      ] + SolverOptions.fields(at: \.method))
  }

  /// The fields as those of a directive's own options.
  static func fields<Whole>(at path: WritableKeyPath<Whole, SamplingOptions>) -> [Field<Whole>] {
    schema.fields.map { $0.lifted(to: path) }
  }

  /// What the model may be: guidance needs one that knows classes.
  var kinds: [TrainDirective.Kind] { guidance == 1 ? [.flow, .classFlow] : [.classFlow] }

  /// 'guidance' without classes to be guided to, and what the solver has no use for.
  func contradictions(labels: ClassList?) -> [(option: String, mistake: Mistake)] {
    guard labels == nil, guidance != 1 else { return method.contradictions }
    let found = NamedValue.plain(guidance)
    let mistake = Mistake.outOfRange(
      key: "guidance", expected: "1 where no 'labels' are given", found: found)
    return [("guidance", mistake)] + method.contradictions
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
