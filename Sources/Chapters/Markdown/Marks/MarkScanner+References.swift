extension MarkScanner {
  /// `@id`, `@id/panel` or a source's key, unless it is part of an address such as me@home.org.
  mutating func liftReference() {
    guard let end = referenceEnd() else { return copy(1) }
    let id = string(index + 1..<end)
    guard !isInsideWord else {
      collector.suspects.append((id, span(index..<end)))
      return copy(1)
    }
    var (panel, last): (String?, Int) = (nil, end)
    if end + 1 < scalars.count, scalars[end] == "/", Identifier.isValid(id) {
      let letters = scalars[(end + 1)...].prefix { $0.isWordOfASCII }
      if !letters.isEmpty {
        (panel, last) = (string(letters.startIndex..<letters.endIndex), letters.endIndex)
      }
    }
    lift(.reference(id, panel: panel), to: last)
  }

  /// How many characters of a reference are looked at; a name has 64 at the most.
  private static let longestReference = 160

  /// Where the name behind `@` ends: letters, digits, and single marks between them.
  private func referenceEnd() -> Int? {
    guard let first = peek(1), first.isWordOfASCII || first == "_" else { return nil }
    let limit = min(index + Self.longestReference, scalars.count)
    var (at, end) = (index + 1, index + 1)
    while at < limit {
      if scalars[at].isWordOfASCII || scalars[at] == "_" {
        end = at + 1
      } else if !"-:".unicodeScalars.contains(scalars[at]) || at > end {
        break
      }
      at += 1
    }
    return end
  }

  /// Whether a letter or a digit of a script with blanks between its words stands before it.
  private var isInsideWord: Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    return before.isWordOfASCII || (before.value < 0x530 && before.properties.isAlphabetic)
  }

  /// `[^label]`, `[@source]`, `[!NOTE]`; all other brackets are CommonMark's.
  mutating func liftBracket() {
    let rest = scalars[index..<min(index + 1000, scalars.count)]
    guard let next = peek(1), "^@-!".unicodeScalars.contains(next) || next.isLetterOfASCII,
      let close = rest.dropFirst().firstIndex(where: { $0 == "]" || $0 == "[" }), scalars[close] == "]"
    else { return copy(1) }
    if next == "^" { return liftFootnote(to: close + 1) }
    guard let citations = CitationReader.read(string(index + 1..<close)) else { return copy(1) }
    // Behind the brackets of a link stands its address.
    let behind = close + 1 < scalars.count ? scalars[close + 1] : " "
    guard behind != "(", behind != "[", behind != ":" || !isAtLineStart else {
      return copy(1)
    }
    lift(.citation(citations), to: close + 1)
  }

  private mutating func liftFootnote(to end: Int) {
    let label = string(index + 2..<end - 1)
    guard !label.isEmpty, !label.unicodeScalars.contains(where: \.isBlank) else { return copy(1) }
    guard role != .line || collector.footnotes.contains(label) else {
      collector.report(.footnoteInCaption(label), at: span(index..<end))
      return copy(end - index)
    }
    guard collector.footnotes.contains(label) else {
      collector.report(
        .unknownFootnote(label, known: collector.footnotes.sorted()), at: span(index..<end))
      return copy(end - index)
    }
    lift(.footnote(label), to: end)
  }

  /// `{{id.name}}`, `{{name}}`, or attributes in braces.
  mutating func liftBrace() {
    guard peek(1) == "{" else { return liftAttributes() }
    let rest = scalars[index..<min(index + Self.longestReference + 40, scalars.count)]
    guard let close = zip(rest.indices, zip(rest, rest.dropFirst())).first(where: { $1 == ("}", "}") })?.0
    else { return copy(2) }
    let range = index..<close + 2
    let inner = string(index + 2..<close).drop(while: \.isWhitespace).trimmed
    let parts = inner.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, Identifier.isWord(parts[0]), Identifier.isWord(parts[1], with: "-.") {
      return lift(.value(block: String(parts[0]), name: String(parts[1])), to: range.upperBound)
    }
    if parts.count == 1, Identifier.isWord(inner) {
      return lift(.variable(String(inner)), to: range.upperBound)
    }
    let mistake: MarkMistake =
      inner.hasPrefix("<") || inner.hasPrefix("%")
      ? .shortcode(String(string(range).prefix(60))) : .malformedValue(String(string(range).prefix(60)))
    collector.report(mistake, at: span(range))
    copy(range.count)
  }
}
