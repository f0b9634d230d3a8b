import Chapters

extension Bound where T == Int? {
  /// A count of at least one, if there is one.
  package static var positive: Bound { Bound("a whole number from 1") { ($0 ?? 1) >= 1 } }
}

extension Bound where T == [Int]? {
  /// Epochs count from 1.
  package static var epochs: Bound { Bound("whole numbers from 1") { ($0 ?? []).allSatisfy { $0 >= 1 } } }
}

extension Bound {
  /// From a lower to an upper bound, both included, if there is a value.
  package static func range<E: Comparable & SchemaValue>(_ range: ClosedRange<E>) -> Bound where T == E? {
    Bound("from \(range.lowerBound.canonical) to \(range.upperBound.canonical)") {
      $0.map(range.contains) ?? true
    }
  }
}

extension Bound where T == String {
  /// Words that a figure shows as they stand.
  package static var plainWord: Bound { Bound(InlineMark.plainWords, InlineMark.areNone) }
}

extension Bound where T == String? {
  /// Words that a figure shows as they stand, where prose would show a formula or a value.
  package static var plainWords: Bound {
    Bound(InlineMark.plainWords) { $0.map(InlineMark.areNone) ?? true }
  }
}

extension Bound where T == [String]? {
  /// A list of words that a figure shows as they stand.
  package static var plainLists: Bound {
    Bound(InlineMark.plainWords) { ($0 ?? []).allSatisfy(InlineMark.areNone) }
  }
}

extension InlineMark {
  fileprivate static let plainWords =
    "plain words, which the figure shows as they stand: σ in place of $\\sigma$, a number in place of {{id.name}}"

  /// Whether a text can be read as it stands.
  fileprivate static func areNone(in text: String) -> Bool {
    AuthorText(text).marked.marks.allSatisfy {
      switch $0.mark {
      case .formula, .value, .variable, .citation: false
      default: true
      }
    }
  }
}
