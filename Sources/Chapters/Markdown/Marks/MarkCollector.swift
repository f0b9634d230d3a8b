/// What is found in the leaf blocks of a text, one after another.
final class MarkCollector {
  /// The labels of the text's footnotes.
  let footnotes: Set<String>
  private(set) var marks: [PlacedMark] = []
  private(set) var diagnostics: [Diagnostic] = []
  var tables: [MarkedTable] = []
  /// `@id` within a word, which is an address or a mistake.
  var suspects: [(id: String, span: SourceSpan)] = []
  /// Texts that stand in no block of their own: the tables' cells and captions.
  private(set) var annex: [SourceLine] = []
  /// The ids that headings were given, by the heading's line.
  var headingIDs: [Int: (id: String, span: SourceSpan)] = [:]

  init(footnotes: Set<String> = []) { self.footnotes = footnotes }

  /// Keeps a mark.
  ///
  /// - Returns: its placeholder, or nothing where there are too many.
  func add(_ mark: InlineMark, at span: SourceSpan, source: String, isExact: Bool) -> Unicode.Scalar? {
    guard marks.count < Placeholder.limit else {
      if marks.count == Placeholder.limit { report(.tooManyMarks(limit: Placeholder.limit), at: span) }
      return nil
    }
    marks.append(PlacedMark(mark: mark, span: span, source: source, isExact: isExact))
    return Placeholder.scalar(marks.count - 1)
  }

  func report(_ mistake: MarkMistake, at span: SourceSpan) {
    diagnostics.append(Diagnostic(mistake, at: span))
  }

  func warn(_ mistake: MarkMistake, at span: SourceSpan) { diagnostics.append(.warning(mistake, at: span)) }

  /// Reads a table's caption: `Table: text {#id}`.
  func setCaption(_ text: LeafText, ofTable index: Int) {
    var lines = text.lines
    let word = "Table:".count
    lines[0] = lines[0].dropping(word + lines[0].text.dropFirst(word).prefix { $0 == " " }.count)
    let last = lines[lines.count - 1]
    if let found = last.text.firstMatch(of: #/\s*\{#([^}]*)\}\s*$/#) {
      let id = String(found.1)
      let offset = last.text[..<found.1.startIndex].unicodeScalars.count
      let span = last.span(at: offset, length: id.unicodeScalars.count)
      if Identifier.isValid(id) {
        (tables[index].id, tables[index].span) = (id, span)
      } else {
        report(.invalidIdentifier(id), at: span)
      }
      lines[lines.count - 1].text = String(last.text[..<found.range.lowerBound])
    }
    tables[index].caption = addToAnnex(LeafText(lines, prefixes: lines.map { _ in "" }))
  }

  /// Reads a text that stands in no block of its own.
  ///
  /// - Returns: its index in the annex.
  func addToAnnex(_ text: LeafText) -> Int {
    var scanner = MarkScanner(text, for: .line, into: self)
    let lines = scanner.scan().split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.joined(separator: " ")
    annex.append(SourceLine(text: "\(Placeholder.filler) \(line)", origin: text.lines[0].origin))
    return annex.count - 1
  }
}
