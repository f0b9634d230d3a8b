extension MarkScanner {
  /// `$...$` opens before a non-space and closes after one (as in Pandoc, so that "$5 and $6" stays prose).
  mutating func liftFormula() {
    if peek(1) == "$" { return liftDisplayedFormula() }
    guard let next = peek(1), !next.isWhitespace, let close = closingDollar(), close > index + 1 else {
      return copy(1)
    }
    lift(
      .formula(String(characters[(index + 1)..<close]), display: false, label: nil), count: close + 1 - index)
  }

  private func closingDollar() -> Int? {
    var at = index + 1
    while at < characters.count {
      switch characters[at] {
      case "\\": at += 1
      case "\n" where at + 1 < characters.count && characters[at + 1] == "\n": return nil
      case "$":
        let follows = at + 1 < characters.count ? characters[at + 1] : " "
        return characters[at - 1].isWhitespace || follows.isNumber ? nil : at
      default: break
      }
      at += 1
    }
    return nil
  }

  private mutating func liftDisplayedFormula() {
    var close = index + 2
    while close + 1 < characters.count, !(characters[close] == "$" && characters[close + 1] == "$") {
      close += characters[close] == "\\" ? 2 : 1
    }
    guard close + 1 < characters.count else { return copy(2) }
    let body = String(characters[(index + 2)..<close])
    var end = close + 2
    let label = equationLabel(after: &end)
    let formula = withoutContainers(body)
    lift(
      .formula(formula, display: true, label: label), count: end - index,
      swallowing: body.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        .map { "\n" + containerPrefix($0) + String(InlineMarkup.filler) }.joined())
  }

  /// Reads ` {#label}` and moves end behind it.
  private mutating func equationLabel(after end: inout Int) -> String? {
    var at = end
    while at < characters.count, characters[at] == " " { at += 1 }
    guard at + 1 < characters.count, characters[at] == "{", characters[at + 1] == "#",
      let close = characters[at...].firstIndex(of: "}")
    else { return nil }
    let label = String(characters[(at + 2)..<close])
    guard Identifier.isValid(label) else {
      diagnostics.append(Diagnostic(.invalidIdentifier(label), at: SourceSpan(file, at: position)))
      return nil
    }
    end = close + 1
    return label
  }

  /// The quotation marks and indentation before a line, which cmark must go on seeing.
  private func containerPrefix(_ line: Substring) -> String {
    String(line.prefix { $0 == " " || $0 == ">" || $0 == "\t" })
  }

  private func withoutContainers(_ body: String) -> String {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in line.drop { $0 == ">" || $0 == " " } }.joined(separator: "\n")
  }
}
