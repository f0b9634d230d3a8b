/// The names that somebody may have meant.
enum NearestNames {
  /// Up to three names at a small edit distance, or that share most of the words, the nearest first.
  static func of(_ name: String, among names: [String]) -> [String] {
    let ranked = names.map { ($0, difference(name, $0)) }.filter { $0.1 < 0.6 }.sorted { $0.1 < $1.1 }
    return ranked.prefix(3).map(\.0)
  }

  /// 0 for equal names, 1 for such that have nothing in common.
  private static func difference(_ a: String, _ b: String) -> Double {
    let (x, y) = (Array(a.lowercased().prefix(200)), Array(b.lowercased().prefix(200)))
    let letters = Double(distance(x, y)) / Double(max(x.count, y.count, 1))
    let (own, other) = (words(a), words(b))
    let all = own.union(other).count
    let words = all == 0 ? 0 : 1 - Double(own.intersection(other).count) / Double(all)
    return min(letters, words)
  }

  private static func words(_ text: String) -> Set<Substring> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { Substring($0) })
  }

  /// Insertions, deletions and replacements between a and b (Levenshtein 1966).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
