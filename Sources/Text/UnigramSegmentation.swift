/// Cuts a normalized text into the pieces whose log-probabilities have the largest sum.
///
/// A character that is no piece by itself may also be unknown, at the least score of all pieces minus 10.
/// (Kudo 2018, with a Viterbi search over byte positions)
struct UnigramSegmentation: Sendable {
  /// A part of the text and the id of its piece.
  typealias Part = (id: Int, range: Range<Int>)

  private static let unknownPenalty: Float = 10

  private let pieces: [SentencePieceModel.Piece]
  private let trie: PieceTrie
  private let unknown: Int
  private let unknownScore: Float
  private let largestScore: Float

  /// A search over the pieces in `trie`.
  init(_ pieces: [SentencePieceModel.Piece], trie: PieceTrie, unknown: Int) {
    let scores = pieces.lazy.filter { $0.kind == .normal }.map(\.score)
    (self.pieces, self.trie, self.unknown) = (pieces, trie, unknown)
    unknownScore = (scores.min() ?? 0) - Self.unknownPenalty
    largestScore = scores.max() ?? 0
  }

  /// The best cut; of two equal ones the one whose last difference begins earlier.
  func parts(of text: [UInt8]) -> [Part] {
    var best = [Arrival?](repeating: nil, count: text.count + 1)
    best[0] = Arrival(score: 0, start: 0, id: unknown)
    var start = 0
    while start < text.count {
      let length = min(UTF8Length.ofCharacter(startingWith: text[start]), text.count - start)
      extend(&best, from: start, over: text, characterLength: length)
      start += length
    }
    return path(best)
  }

  /// How a position is best reached.
  private struct Arrival {
    let score: Float
    let start: Int
    let id: Int
  }

  private func extend(
    _ best: inout [Arrival?], from start: Int, over text: [UInt8], characterLength: Int
  ) {
    guard let score = best[start]?.score else { return }
    var (node, isKnown) = (PieceTrie.root, false)
    for end in start + 1..<text.count + 1 {
      guard let next = trie.child(of: node, text[end - 1]) else { break }
      node = next
      guard let id = trie.id(at: node), pieces[id].kind != .unused else { continue }
      arrive(&best, at: end, from: start, id, self.score(id, length: end - start) + Double(score))
      if end - start == characterLength { isKnown = true }
    }
    if !isKnown {
      arrive(&best, at: start + characterLength, from: start, unknown, Double(unknownScore + score))
    }
  }

  private func arrive(_ best: inout [Arrival?], at end: Int, from start: Int, _ id: Int, _ score: Double) {
    if let other = best[end], score <= Double(other.score) { return }
    best[end] = Arrival(score: Float(score), start: start, id: id)
  }

  /// A piece that the user defined always wins.
  private func score(_ id: Int, length: Int) -> Double {
    pieces[id].kind == .userDefined
      ? Double(Float(length) * largestScore) - 0.1 : Double(pieces[id].score)
  }

  private func path(_ best: [Arrival?]) -> [Part] {
    var (parts, end): ([Part], Int) = ([], best.count - 1)
    while end > 0, let arrival = best[end] {
      parts.append((arrival.id, arrival.start..<end))
      end = arrival.start
    }
    return parts.reversed()
  }
}
