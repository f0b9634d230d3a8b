extension MarkScanner {
  /// `@id`, or `@id/panel`.
  mutating func liftReference() {
    let before = index == 0 ? " " : characters[index - 1]
    let rest = characters[(index + 1)..<min(index + Self.longestReference, characters.count)]
    let length = Identifier.length(atStartOf: rest)
    guard length > 0, before.isWhitespace || "([{\"'“‘*_—–".contains(before) else { return copy(1) }
    var panel: String?
    if rest.dropFirst(length).first == "/" {
      let letters = rest.dropFirst(length + 1).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if !letters.isEmpty { panel = String(letters) }
    }
    let id = String(rest.prefix(length))
    lift(.reference(id, panel: panel), count: 1 + length + (panel.map { 1 + $0.count } ?? 0))
  }

  /// How many characters of a reference are looked at; a name has 64 at the most.
  private static let longestReference = 160

  /// `{{id.name}}`.
  mutating func liftValue() {
    let rest = characters[index..<min(index + Self.longestValue, characters.count)]
    let pairs = zip(rest, rest.dropFirst()).enumerated()
    guard let close = pairs.first(where: { $1 == ("}", "}") }) else { return copy(2) }
    let whole = rest.prefix(close.offset + 2)
    let inner = String(whole.dropFirst(2).dropLast(2)).drop(while: \.isWhitespace).trimmed
    let parts = inner.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, Identifier.isWord(parts[0]), Identifier.isWord(parts[1], with: "-.") else {
      let span = SourceSpan(file, at: position, length: whole.count)
      diagnostics.append(Diagnostic(.malformedValue(String(whole.prefix(60))), at: span))
      return copy(whole.count)
    }
    lift(.value(block: String(parts[0]), name: String(parts[1])), count: whole.count)
  }

  /// In how many characters, from `{{` on, the `}}` is looked for.
  private static let longestValue = 200
}
