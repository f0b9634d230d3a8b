import Synchronization

/// Pieces of work, each handed out once.
///
/// Every thread begins with a share of its own, the same part of the whole in every job, so that it finds in its
/// core's cache what it wrote in the job before; then it helps with the others' shares.
final class Job: @unchecked Sendable {
  private let shares: [Share]
  private let body: (Int) -> Void

  init(pieces: Int, shares count: Int, _ body: @escaping (Int) -> Void) {
    shares = (0..<count).map { Share(pieces * $0 / count..<pieces * ($0 + 1) / count) }
    self.body = body
  }

  /// Does pieces until none is left, beginning with the share of this number.
  func work(from number: Int) {
    for offset in 0..<shares.count {
      let share = shares[(number + offset) % shares.count]
      while let piece = share.next() { body(piece) }
    }
  }
}

/// Neighbouring pieces.
private final class Share: @unchecked Sendable {
  private let following: Atomic<Int>
  private let end: Int

  init(_ pieces: Range<Int>) {
    following = Atomic(pieces.lowerBound)
    end = pieces.upperBound
  }

  /// A piece that nobody has yet.
  func next() -> Int? {
    let piece = following.add(1, ordering: .relaxed).oldValue
    return piece < end ? piece : nil
  }
}
