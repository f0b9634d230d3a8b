import Synchronization

/// Bytes that were counted once, for the many blocks of a report that ask the same of one network.
public final class CountedBytes<Question: Hashable & Sendable>: Sendable {
  private let known = Mutex<[Question: Int]>([:])

  /// Nothing counted yet.
  public init() {}

  /// The answer to a question, or what `count` gives now.
  public func answer(_ question: Question, _ count: () -> Int) -> Int {
    if let bytes = known.withLock({ $0[question] }) { return bytes }
    let bytes = count()
    known.withLock { $0[question] = bytes }
    return bytes
  }
}
