/// Walks through prose once and lifts its marks; see `InlineMarkup`.
struct MarkScanner {
  private let characters: [Character]
  private let file: SourceFile
  private var index = 0
  private var position: SourcePosition
  private(set) var output = ""
  private(set) var marks: [(mark: InlineMark, span: SourceSpan)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ text: String, file: SourceFile, position: SourcePosition) {
    characters = Array(text)
    self.file = file
    self.position = position
  }

  mutating func scan(isCode: (Int) -> Bool) {
    var line = 0
    while index < characters.count {
      if position.line != line {
        line = position.line
        if isCode(line) {
          copyLine()
          continue
        }
      }
      switch characters[index] {
      case "\\": copy(2)
      case "`": copyCodeSpan()
      case "$": liftFormula()
      case "@": liftReference()
      case "{" where peek(1) == "{": liftValue()
      default: copy(1)
      }
    }
  }

  private func peek(_ offset: Int) -> Character? {
    characters.indices.contains(index + offset) ? characters[index + offset] : nil
  }

  private mutating func advance(_ count: Int) {
    for character in characters[index..<min(index + count, characters.count)] {
      if character == "\n" {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else {
        position.column += character.unicodeScalars.count
      }
    }
    index = min(index + count, characters.count)
  }

  /// Copies characters; those of the author's that look like our placeholders are lifted even here.
  private mutating func copy(_ count: Int) {
    for _ in 0..<min(count, characters.count - index) {
      guard index < characters.count else { return }
      let character = characters[index]
      if character.unicodeScalars.contains(where: Self.looksLikeOurs) {
        lift(.literal(character), count: 1)
      } else {
        output.append(character)
        advance(1)
      }
    }
  }

  private static func looksLikeOurs(_ scalar: Unicode.Scalar) -> Bool {
    scalar == InlineMarkup.fillerScalar || InlineMarkup.index(of: scalar) != nil
  }

  /// A line of a block of code, which stays as it is: nothing is looked for in it later.
  private mutating func copyLine() {
    let end = characters[index...].firstIndex(of: "\n") ?? characters.count - 1
    output.append(contentsOf: String(characters[index...end]))
    advance(end - index + 1)
  }

  /// A run of backticks reaches to the next run of the same length in its paragraph, if there is one.
  private mutating func copyCodeSpan() {
    let run = characters[index...].prefix { $0 == "`" }.count
    var end = index + run
    while end < characters.count {
      if characters[end] == "\n", end + 1 < characters.count, characters[end + 1] == "\n" { break }
      let closing = characters[end...].prefix { $0 == "`" }.count
      if closing == run { return copy(end + run - index) }
      end += max(1, closing)
    }
    copy(run)
  }

  private mutating func lift(_ mark: InlineMark, count: Int, swallowing lines: String = "") {
    let length = characters[index..<(index + count)].prefix { $0 != "\n" }.count
    if marks.count < InlineMarkup.limit {
      output.append(InlineMarkup.placeholder(marks.count))
      marks.append((mark, SourceSpan(file, at: position, length: length)))
    } else if marks.count == InlineMarkup.limit {
      diagnostics.append(
        Diagnostic(.tooManyMarks(limit: InlineMarkup.limit), at: SourceSpan(file, at: position)))
      index = characters.count
      return
    }
    output.append(lines)
    advance(count)
  }
}

// MARK: Formulas

extension MarkScanner {
  /// `$...$` opens before a non-space and closes after one (as in Pandoc, so that "$5 and $6" stays prose).
  private mutating func liftFormula() {
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

// MARK: References and values

extension MarkScanner {
  /// `@id`, or `@id/panel`.
  private mutating func liftReference() {
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
  private mutating func liftValue() {
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
