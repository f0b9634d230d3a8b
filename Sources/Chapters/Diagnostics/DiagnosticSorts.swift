/// Keeps a mistake that was made a hundred thousand times from hiding the others.
public struct DiagnosticSorts {
  /// How many diagnostics of one sort in one file are worth reading.
  public static let limit = 100

  /// Whether each diagnostic is one of the first of its sort in its file.
  public let isShown: [Bool]
  /// For each sort with more than those: the first diagnostic, and how many are not shown.
  public let more: [(first: Diagnostic, count: Int)]

  private struct Sort: Hashable { let path: String?, name: String }

  /// Counts the sorts of some diagnostics.
  public init(_ all: [Diagnostic]) {
    var found: [Sort: (first: Int, count: Int)] = [:]
    isShown = all.enumerated().map { index, diagnostic in
      let sort = Sort(path: diagnostic.path, name: diagnostic.sort)
      found[sort, default: (index, 0)].count += 1
      return found[sort]?.count ?? 0 <= Self.limit
    }
    let long = found.values.filter { $0.count > Self.limit }.sorted { $0.first < $1.first }
    more = long.map { (all[$0.first], $0.count - Self.limit) }
  }
}
