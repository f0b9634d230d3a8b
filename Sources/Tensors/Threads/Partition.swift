/// 0..<count cut into pieces of nearly equal length that depend on nothing but the arguments.
struct Partition {
  let count: Int
  let pieces: Int
  private let unit: Int

  /// At most `maximum` pieces of at least `grain` items (but for a shorter whole), each border a multiple of
  /// `unit`.
  init(_ count: Int, grain: Int, maximum: Int = 64, unit: Int = 1) {
    (self.count, self.unit) = (count, unit)
    pieces = max(1, min(maximum, count / max(grain, unit)))
  }

  /// The items of one piece.
  subscript(piece: Int) -> Range<Int> { border(piece)..<border(piece + 1) }

  private func border(_ piece: Int) -> Int {
    piece == pieces ? count : count * piece / pieces / unit * unit
  }

  /// Calls `body` with every piece and its items, from several threads.
  func concurrently(_ body: (Int, Range<Int>) -> Void) {
    Tensors.concurrently(pieces: pieces) { body($0, self[$0]) }
  }
}
