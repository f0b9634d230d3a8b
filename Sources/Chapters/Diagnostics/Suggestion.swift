/// The name that the author probably meant: the nearest of some known names, if one is near.
public enum Suggestion {
  /// The candidate with the smallest edit distance to word, if it is at most a third of the word's length
  /// (at least 1, at most 3). Of equals the first wins.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    guard word.count > 1 else { return nil }
    let limit = min(3, max(1, word.count / 3))
    let ranked = candidates.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
    return best.0
  }

  /// Insertions, deletions, replacements and swaps of neighbours between a and b
  /// (optimal string alignment; Damerau 1964).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard a.count <= 64, b.count <= 64 else { return .max }
    var rows = [Array(0...b.count)]
    for i in 1..<(a.count + 1) {
      var row = [i]
      for j in 1..<(b.count + 1) {
        let replace = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, replace)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, rows[i - 2][j - 2] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
