/// A condition on a value, with the words that a message says it in.
public struct Bound<T>: Sendable {
  let expectation: String
  let holds: @Sendable (T) -> Bool

  /// A condition, said and tested.
  public init(_ expectation: String, _ holds: @escaping @Sendable (T) -> Bool) {
    (self.expectation, self.holds) = (expectation, holds)
  }
}

extension Bound where T: Comparable & SchemaValue {
  /// From a lower to an upper bound, both included.
  public static func range(_ range: ClosedRange<T>) -> Bound {
    Bound("from \(range.lowerBound.canonical) to \(range.upperBound.canonical)") { range.contains($0) }
  }
}

extension Bound {
  /// Every item of a list within bounds.
  public static func each<E: Comparable & SchemaValue>(_ range: ClosedRange<E>) -> Bound where T == [E] {
    Bound("numbers from \(range.lowerBound.canonical) to \(range.upperBound.canonical)") {
      $0.allSatisfy(range.contains)
    }
  }

  /// The bound of a value that may be the default.
  public static func given<Value>(_ bound: Bound<Value>) -> Bound where T == Given<Value> {
    Bound(bound.expectation) { bound.holds($0.value) }
  }
}
