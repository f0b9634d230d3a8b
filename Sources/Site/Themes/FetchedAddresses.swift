import Chapters

/// What a template itself would have a browser fetch from elsewhere. Links that a reader follows are left alone.
struct FetchedAddresses {
  /// Elements whose addresses a browser loads by itself.
  private static let loading: Set = [
    "script", "img", "link", "iframe", "source", "video", "audio", "embed", "object", "track", "input",
  ]
  /// Links of a page's head that nobody loads.
  private static let relations = ["license", "author", "canonical", "alternate", "me", "cite-as"]
  /// So many characters of a tag are looked at before an address in it.
  private static let reach = 300

  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) {
    for (index, line) in file.lines.enumerated() where line.utf8.count < ThemeFiles.sizeLimit / 10 {
      for range in line.ranges(of: "//") { look(at: range.lowerBound, in: line, file, index + 1) }
    }
  }

  private mutating func look(
    at slashes: Substring.Index, in line: Substring, _ file: SourceFile, _ number: Int
  ) {
    let before = line[..<slashes].suffix(Self.reach)
    guard let open = before.lastIndex(of: "<"), !before[open...].contains(">") else { return }
    let tag = before[open...].dropFirst()
    let name = tag.prefix { $0.isLetter }.lowercased()
    let loaded = #/\s(?:src|href|srcset|poster|data)\s*=\s*["']?(https?:)?$/#
    guard Self.loading.contains(name), let match = tag.lowercased().firstMatch(of: loaded) else { return }
    let whole = line[open...].prefix { $0 != ">" }
    guard name != "link" || !Self.relations.contains(where: { whole.contains("rel=\"\($0)") }) else { return }
    let scheme = match.1?.count ?? 0
    let start = line.index(slashes, offsetBy: -scheme)
    let address = String(line[start...].prefix { !"\"' >".contains($0) })
    let column = line[..<start].unicodeScalars.count + 1
    let place = SourcePosition(line: number, column: column)
    diagnostics.append(
      Diagnostic(ThemeMistake.fetches(address), at: SourceSpan(file, at: place, length: address.count)))
  }
}
