extension MarkScanner {
  /// `$...$` opens before a non-space and closes after one (as in Pandoc, so that "$5 and $6" stays prose).
  mutating func liftFormula() {
    if peek(1) == "$" { return liftDisplayedFormula() }
    guard let close = closingDollar() else {
      warnOfBlanks()
      return copy(1)
    }
    lift(.formula(string(index + 1..<close), display: false, label: nil), to: close + 1)
  }

  private func closingDollar() -> Int? {
    guard let next = peek(1), !next.isBlank else { return nil }
    var at = index + 1
    while at < scalars.count {
      switch scalars[at] {
      case "\\": at += 1
      case "$":
        let isFollowed = at + 1 < scalars.count && scalars[at + 1].isDigitOfASCII
        return scalars[at - 1].isBlank || isFollowed || at == index + 1 ? nil : at
      default: break
      }
      at += 1
    }
    return nil
  }

  /// `$ x^2 $` would be printed as it stands.
  private func warnOfBlanks() {
    guard let next = peek(1), next.isBlank else { return }
    let rest = scalars[(index + 1)..<min(index + 200, scalars.count)]
    guard let close = rest.firstIndex(of: "$"), scalars[close - 1].isBlank,
      rest[..<close].contains(where: { "\\^_=".unicodeScalars.contains($0) })
    else { return }
    collector.warn(.formulaWithBlanks(string(index..<close + 1)), at: span(index..<close + 1))
  }

  private mutating func liftDisplayedFormula() {
    var close = index + 2
    while close + 1 < scalars.count, !(scalars[close] == "$" && scalars[close + 1] == "$") {
      close += scalars[close] == "\\" ? 2 : 1
    }
    let begins = isAtLineStart
    guard close + 1 < scalars.count, close > index + 2 else {
      if begins, scalars[index...].prefix(while: { $0 == "$" }).count == 2, close > index + 2 {
        collector.warn(.formulaUnclosed, at: span(index..<index + 2))
      }
      return copy(scalars[index...].prefix { $0 == "$" }.count)
    }
    let (body, open) = (string(index + 2..<close), index)
    index = close + 2
    let label = equationLabel()
    let end = index
    index = open
    lift(.formula(body, display: true, label: label), to: end)
  }

  /// Reads ` {#label}` and moves behind it.
  private mutating func equationLabel() -> String? {
    var at = index
    while at < scalars.count, scalars[at] == " " { at += 1 }
    guard at + 1 < scalars.count, scalars[at] == "{", scalars[at + 1] == "#",
      let close = scalars[at...].prefix(100).firstIndex(of: "}")
    else { return nil }
    let label = string(at + 2..<close)
    guard Identifier.isValid(label) else {
      collector.report(.invalidIdentifier(label), at: span(at..<close))
      index = close + 1
      return nil
    }
    index = close + 1
    return label
  }

  /// `\(x\)`, `\[x\]` in a paragraph of its own, an environment, or a character that is meant as it stands.
  mutating func liftBackslash() {
    switch peek(1) {
    case "(":
      if let close = find("\\)", from: index + 2), close > index + 2 {
        return lift(.formula(string(index + 2..<close), display: false, label: nil), to: close + 2)
      }
    case "[":
      if index == 0, let close = find("\\]", from: 2), close > 2, isBlank(from: close + 2) {
        return lift(.formula(string(2..<close), display: true, label: nil), to: close + 2)
      }
    case "b" where isAtLineStart:
      if let end = environmentEnd() { return liftEnvironment(to: end) }
    case "r", "c", "e":
      if let command = ["\\ref{", "\\eqref{", "\\cite{", "\\citep{", "\\citet{"].first(where: isHere) {
        collector.warn(.texCommand(command + "...}"), at: span(index..<index + command.count))
      }
    default: break
    }
    copy(2)
  }

  private func isHere(_ text: String) -> Bool { scalars[index...].starts(with: text.unicodeScalars) }

  private func isBlank(from start: Int) -> Bool { scalars[start...].allSatisfy(\.isBlank) }

  /// An environment is a formula, which has a number where it has a label, and then one as a whole.
  private mutating func liftEnvironment(to end: Int) {
    let (tex, open) = (string(index..<end), index)
    index = end
    let label = equationLabel()
    let last = index
    index = open
    let plain = tex.replacing(#/\\(begin|end)\{(equation|align|gather|alignat|multline)\}/#) {
      "\\\($0.1){\($0.2)*}"
    }
    lift(.formula(plain, display: true, label: label), to: last)
  }

  /// Where the environment that begins here has its end.
  private mutating func environmentEnd() -> Int? {
    guard isHere("\\begin{"), let brace = scalars[index...].prefix(40).firstIndex(of: "}") else { return nil }
    let name = string(index + 7..<brace)
    guard !name.isEmpty, name.unicodeScalars.allSatisfy({ $0.isLetterOfASCII || $0 == "*" }) else {
      return nil
    }
    guard let close = find("\\end{\(name)}", from: brace) else {
      collector.report(.environmentUnclosed(name), at: span(index..<brace + 1))
      return nil
    }
    return close + 6 + name.unicodeScalars.count
  }
}
