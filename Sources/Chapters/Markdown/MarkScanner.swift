/// Walks through prose once and lifts its marks; see `InlineMarkup`.
struct MarkScanner {
  let characters: [Character]
  let file: SourceFile
  private let runs: BacktickRuns
  private(set) var index = 0
  private(set) var position = SourcePosition(line: 1, column: 1)
  private(set) var output = ""
  private(set) var marks: [(mark: InlineMark, span: SourceSpan)] = []
  var diagnostics: [Diagnostic] = []

  init(_ text: String, file: SourceFile) {
    characters = Array(text)
    runs = BacktickRuns(in: characters)
    self.file = file
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

  func peek(_ offset: Int) -> Character? {
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
  mutating func copy(_ count: Int) {
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
    copy(runs.next(of: run, from: index + run).map { $0 + run - index } ?? run)
  }

  mutating func lift(_ mark: InlineMark, count: Int, swallowing lines: String = "") {
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
