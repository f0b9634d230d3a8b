/// Walks once through the text of a leaf block and puts placeholders where its marks are.
struct MarkScanner {
  /// What kind of text it is, which decides what may stand where it begins.
  enum Role: Equatable { case paragraph, heading(line: Int), item, quotation, line }

  let text: LeafText
  let role: Role
  let collector: MarkCollector
  let scalars: [Unicode.Scalar]
  var index = 0
  private var output: [Unicode.Scalar] = []
  /// From where on a text that was sought is nowhere.
  private var missing: [String: Int] = [:]
  /// Where what is struck through ends.
  var strikeEnds: Set<Int> = []
  private var runs: [Int: [Int]]?

  init(_ text: LeafText, for role: Role, into collector: MarkCollector) {
    (self.text, self.role, self.collector, scalars) = (text, role, collector, text.scalars)
  }

  /// The text with placeholders, in as many lines.
  mutating func scan() -> String {
    output.reserveCapacity(scalars.count)
    output += text.prefixes[0].unicodeScalars
    liftBeginning()
    while index < scalars.count {
      switch scalars[index] {
      case "\\": liftBackslash()
      case "`": copyCodeSpan()
      case "<": copyMarkup()
      case "$": liftFormula()
      case "@": liftReference()
      case "[": liftBracket()
      case "]" where peek(1) == "(": copyDestination()
      case "{": liftBrace()
      case "~" where peek(1) == "~": liftStrike()
      case "h", "w": liftAddress()
      case ":" where peek(1) == ":" && peek(2) == ":" && isAtLineStart: refuseFence()
      default: copy(1)
      }
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: output)
    return String(scalars)
  }

  func peek(_ offset: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index + offset) ? scalars[index + offset] : nil
  }

  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  func span(_ range: Range<Int>) -> SourceSpan {
    let length = scalars[range].prefix { $0 != "\n" }.count
    return text.span(at: range.lowerBound, length: length)
  }

  /// Whether nothing but blanks stands before the index in its line.
  var isAtLineStart: Bool {
    scalars[..<index].reversed().first { $0 != " " }.map { $0 == "\n" } ?? true
  }

  /// Where a text stands from a place on. What was not found is not looked for again, so that a scan stays linear.
  mutating func find(_ sought: String, from start: Int) -> Int? {
    guard start < missing[sought] ?? .max else { return nil }
    let wanted = Array(sought.unicodeScalars)
    var at = start
    while at + wanted.count <= scalars.count {
      if scalars[at] == wanted[0], scalars[at...].starts(with: wanted) { return at }
      at += 1
    }
    missing[sought] = start
    return nil
  }

  /// Copies characters; those of the author's that look like our placeholders are lifted even here.
  mutating func copy(_ count: Int) {
    let end = min(index + count, scalars.count)
    while index < end {
      let scalar = scalars[index]
      if Placeholder.isTaken(scalar) {
        lift(.literal(Character(scalar)), to: index + 1)
      } else {
        output.append(scalar)
        index += 1
        if scalar == "\n" { output += text.prefixes[text.lineIndex(of: index)].unicodeScalars }
      }
    }
  }

  /// Puts a placeholder in the place of what stands before an end; lines within stay lines.
  mutating func lift(_ mark: InlineMark, to end: Int) {
    let range = index..<end
    let placeholder = collector.add(mark, at: span(range), source: string(range), isExact: text.isOfFile)
    if let placeholder { output.append(placeholder) }
    for at in range where scalars[at] == "\n" {
      output.append("\n")
      output += text.prefixes[text.lineIndex(of: at + 1)].unicodeScalars
      output.append(Placeholder.filler)
    }
    index = end
  }

  /// Leaves out what stands before an end, within a line.
  mutating func skip(to end: Int) { index = end }

  /// A run of backticks reaches to the next run of the same length, if there is one.
  private mutating func copyCodeSpan() {
    let runs = self.runs ?? backtickRuns()
    self.runs = runs
    let length = scalars[index...].prefix { $0 == "`" }.count
    let starts = runs[length] ?? []
    var range = starts.startIndex..<starts.endIndex
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = starts[middle] <= index ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    let isClosed = starts.indices.contains(range.lowerBound)
    copy(isClosed ? starts[range.lowerBound] + length - index : length)
  }

  /// Where the runs of each length begin, ascending.
  private func backtickRuns() -> [Int: [Int]] {
    var (runs, at): ([Int: [Int]], Int) = ([:], 0)
    while at < scalars.count {
      let length = scalars[at...].prefix { $0 == "`" }.count
      if length > 0 { runs[length, default: []].append(at) }
      at += max(1, length)
    }
    return runs
  }
}

extension Unicode.Scalar {
  var isBlank: Bool { self == " " || self == "\t" || self == "\n" }
  var isLetterOfASCII: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var isDigitOfASCII: Bool { ("0"..."9").contains(self) }
  var isWordOfASCII: Bool { isLetterOfASCII || isDigitOfASCII }
}
