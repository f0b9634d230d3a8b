/// The runs of backticks in a text: where a span of code ends is looked up, for a text may have thousands that never do.
struct BacktickRuns {
  /// Where the runs of each length begin, ascending.
  private var starts: [Int: [Int]] = [:]
  /// Where paragraphs end, ascending: at the first of two line ends.
  private var ends: [Int] = []

  init(in characters: [Character]) {
    var index = 0
    while index < characters.count {
      let length = characters[index...].prefix { $0 == "`" }.count
      if length > 0 { starts[length, default: []].append(index) }
      if characters[index] == "\n", index + 1 < characters.count, characters[index + 1] == "\n" {
        ends.append(index)
      }
      index += max(1, length)
    }
  }

  /// Where the next run of a length begins, at a place or behind it in the same paragraph.
  func next(of length: Int, from index: Int) -> Int? {
    guard let start = Self.first(in: starts[length] ?? [], from: index) else { return nil }
    return Self.first(in: ends, from: index).map { $0 < start } ?? false ? nil : start
  }

  /// The first of ascending places that is not before `index`.
  private static func first(in places: [Int], from index: Int) -> Int? {
    var range = places.startIndex..<places.endIndex
    while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
      range = places[middle] < index ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return places.indices.contains(range.lowerBound) ? places[range.lowerBound] : nil
  }
}
