/// An author's text as it was read: CommonMark by cmark, and the marks that CommonMark knows nothing of.
///
/// cmark reads the blocks first; marks are looked for within paragraphs and headings, never across them, and each becomes
/// one private-use character; then cmark reads the text with those. Raw HTML is left out and `javascript:` links are
/// dropped: a chapter is data, and a stranger's chapter is safe to build and to open.
public struct MarkedText: Sendable {
  /// The marks by the index of their placeholder, those among them that stand where a mark means nothing.
  let placed: [PlacedMark]
  let tree: CMarkTree
  /// The lines that cmark read, with the places they came from.
  let lines: [SourceLine]
  /// The pipe tables in reading order.
  public let tables: [MarkedTable]
  /// The footnotes' labels, in the order of their texts.
  let footnotes: [(label: String, span: SourceSpan)]
  let headingIDs: [Int: (id: String, span: SourceSpan)]
  /// How many texts stand before the first of the footnotes, and before the text itself.
  let annexCount: Int
  /// `@id` within words.
  public let suspects: [(id: String, span: SourceSpan)]
  /// What is wrong, and what the page would leave out or print as it stands.
  public private(set) var diagnostics: [Diagnostic]
  /// The halves of `~~` that belong together, by their marks' indices.
  private(set) var strikes: Set<Int> = []
  /// The marks that mean something, in reading order.
  public private(set) var marks: [PlacedMark] = []

  init(chapter lines: [SourceLine]) {
    var body = lines
    let footnotes: FootnoteDefinitions? =
      FootnoteDefinitions.mayBe(in: lines)
      ? FootnoteDefinitions(takenFrom: &body, code: BlockStructure(Self.joined(lines)).code) : nil
    let labels = footnotes?.labels ?? []
    let collector = MarkCollector(footnotes: Set(labels.map(\.label)))
    body = LeafReader((footnotes?.lines ?? []) + body, into: collector).lines
    // What stands in no block of its own comes first, where nothing that is left open could swallow it.
    let annex = collector.annex.flatMap { [$0, $0.blank] }
    self.init(
      annex + body, annexCount: collector.annex.count, footnotes: labels, collector,
      further: footnotes?.diagnostics ?? [])
  }

  /// A text within a line: a caption, a title, a cell. Its lines are joined.
  init(line text: String, at span: SourceSpan, further: [Diagnostic] = []) {
    let collector = MarkCollector()
    _ = collector.addToAnnex(LeafText(SourceLine(text: text, origin: .init(text, at: span))))
    self.init(collector.annex, annexCount: 1, footnotes: [], collector, further: further)
  }

  private init(
    _ lines: [SourceLine], annexCount: Int, footnotes: [(label: String, span: SourceSpan)],
    _ collector: MarkCollector, further: [Diagnostic]
  ) {
    (self.lines, self.annexCount, self.footnotes) = (lines, annexCount, footnotes)
    tree = CMarkTree(Self.joined(lines), leading: annexCount + footnotes.count)
    (placed, suspects) = (collector.marks, collector.suspects)
    diagnostics = further + collector.diagnostics
    let offset = 2 * annexCount
    tables = collector.tables.map { table in
      var table = table
      table.line += offset
      return table
    }
    headingIDs = Dictionary(uniqueKeysWithValues: collector.headingIDs.map { ($0 + offset, $1) })
    let survey = MarkSurvey(self)
    marks = survey.live.map { placed[$0] }
    strikes = survey.strikes
    diagnostics += survey.diagnostics
  }

  private static func joined(_ lines: [SourceLine]) -> String { lines.map(\.text).joined(separator: "\n") }
}

extension SourceLine.Origin {
  /// Where a value of YAML stands: exactly, where the file has its characters there as they are.
  fileprivate init(_ text: String, at span: SourceSpan) {
    let line = (span.file.line(span.position.line) ?? "").unicodeScalars
    var column = span.position.column - 1
    if let quote = line.dropFirst(column).first, quote == "'" || quote == "\"" { column += 1 }
    let isVerbatim = !text.contains("\n") && line.dropFirst(column).starts(with: text.unicodeScalars)
    self = isVerbatim ? .file(span.file, line: span.position.line - 1, column: column) : .within(span)
  }
}
