/// Reads the keys of a file of BibTeX and checks that its entries are whole.
struct BibTeXReader {
  private let file: SourceFile
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var column = 1
  private var lines: [String: Int] = [:]
  private(set) var keys: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) { (self.file, scalars) = (file, Array(file.text.unicodeScalars)) }

  /// Text between entries is a comment, as BibTeX has it.
  mutating func read() {
    while index < scalars.count {
      if scalars[index] == "@" { readEntry() } else { advance() }
    }
  }

  private mutating func advance() {
    if scalars[index] == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    index += 1
  }

  private mutating func skipBlanks() { while index < scalars.count, scalars[index].isBlank { advance() } }

  private mutating func readEntry() {
    let start = SourcePosition(line: line, column: column)
    advance()
    var kind = ""
    while index < scalars.count, scalars[index].isLetterOfASCII {
      kind.unicodeScalars.append(scalars[index])
      advance()
    }
    skipBlanks()
    guard !kind.isEmpty, index < scalars.count, scalars[index] == "{" || scalars[index] == "(" else { return }
    let close: Unicode.Scalar = scalars[index] == "{" ? "}" : ")"
    advance()
    let span = SourceSpan(file, at: start, length: kind.count + 1)
    let isEntry = !["comment", "preamble", "string"].contains(kind.lowercased())
    if isEntry { readKey(of: kind, at: span) }
    guard skipToEnd(close, isQuoted: kind.lowercased() != "comment") else {
      return diagnostics.append(Diagnostic(BibliographyMistake.unclosedEntry(kind), at: span))
    }
  }

  private mutating func readKey(of kind: String, at span: SourceSpan) {
    skipBlanks()
    var key = ""
    let place = SourcePosition(line: line, column: column)
    while index < scalars.count, !scalars[index].isBlank, !",={}()\"".unicodeScalars.contains(scalars[index])
    {
      key.unicodeScalars.append(scalars[index])
      advance()
    }
    skipBlanks()
    guard !key.isEmpty, index < scalars.count, scalars[index] == "," || scalars[index] == "}" else {
      return diagnostics.append(Diagnostic(BibliographyMistake.missingKey(kind), at: span))
    }
    if let other = lines[key] {
      let mistake = BibliographyMistake.duplicateKey(key, line: other)
      diagnostics.append(
        Diagnostic(mistake, at: SourceSpan(file, at: place, length: key.unicodeScalars.count)))
    }
    lines[key] = place.line
    keys.append(key)
  }

  /// Moves behind the bracket that closes an entry; braces and quotation marks within balance.
  private mutating func skipToEnd(_ close: Unicode.Scalar, isQuoted: Bool) -> Bool {
    var (depth, isInQuotes) = (0, false)
    while index < scalars.count {
      let scalar = scalars[index]
      // A new entry at a line's beginning: the one before was left open.
      if scalar == "@", column == 1, isInQuotes || depth > 0 || close == "}" { return false }
      advance()
      switch scalar {
      case "\\" where index < scalars.count: advance()
      case "\"" where depth == 0 && isQuoted: isInQuotes.toggle()
      case "{": depth += 1
      case "}" where depth > 0: depth -= 1
      case close where depth == 0 && !isInQuotes: return true
      default: break
      }
    }
    return false
  }
}
