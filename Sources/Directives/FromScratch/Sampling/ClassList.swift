import Chapters
import Networks

/// An option that lists classes: `[0, 3, 7]`, or `0...9` for a whole range.
struct ClassList: SchemaValue, Equatable {
  let classes: [Int]

  static let expectation = "a list of classes, such as [0, 3, 7] or 0...9"

  /// - Throws: a `Diagnostic` for what is neither a list of numbers nor a range.
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

extension ClassList? {
  /// What a flow must be for these classes, or for none.
  var kinds: [ModelKind] { self == nil ? [.flow] : [.classFlow] }

  /// What to do about a flow of another kind.
  var remedies: ModelRemedies { self == nil ? .giveLabels : .leaveLabelsOut }
}
