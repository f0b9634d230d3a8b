/// Reads what stands in a citation's brackets: `see @ho2020, p. 3; -@song2021`.
enum CitationReader {
  /// The sources, or nil where the text is no citation.
  static func read(_ text: String) -> [Citation]? {
    guard text.contains("@") else { return nil }
    var citations: [Citation] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      guard let citation = one(part) else { return nil }
      citations.append(citation)
    }
    return citations
  }

  private static func one(_ part: Substring) -> Citation? {
    guard let found = part.firstMatch(of: #/(^|\s)(-?)@([A-Za-z0-9_](?:[-A-Za-z0-9_:.+\/]*[A-Za-z0-9_])?)/#)
    else {
      return nil
    }
    let rest = part[found.range.upperBound...]
    let suffix = rest.hasPrefix(",") ? rest.dropFirst() : rest
    return Citation(
      key: String(found.3), prefix: plain(part[..<found.range.lowerBound]), suffix: plain(suffix),
      isYearOnly: found.2 == "-")
  }

  private static func plain(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
