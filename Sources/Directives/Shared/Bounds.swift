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
