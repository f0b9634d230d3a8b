/// The lines of a paragraph that make a pipe table: a heading, a line of hyphens, rows.
struct PipeTable {
  /// The lines of the leaf, from the heading on.
  let lines: Range<Int>
  let alignments: [MarkedTable.Alignment?]
  private let text: LeafText

  /// The table at the end of a paragraph, or nil.
  ///
  /// - Parameter report: is told of a heading that does not match its line of hyphens.
  init?(in text: LeafText, report: (MarkMistake, SourceSpan) -> Void) {
    guard let rule = text.lines.indices.dropFirst().first(where: { Self.isRule(text.lines[$0].text) }) else {
      return nil
    }
    let marks = Self.cells(of: text.lines[rule]).map(\.text)
    let heading = Self.cells(of: text.lines[rule - 1])
    guard text.lines[rule - 1].text.contains("|") || text.lines[rule].text.contains("|") else { return nil }
    guard heading.count == marks.count else {
      report(.tableHeading(cells: heading.count, rules: marks.count), text.lines[rule - 1].span(at: 0))
      return nil
    }
    self.text = text
    alignments = marks.map { mark in
      switch (mark.hasPrefix(":"), mark.hasSuffix(":")) {
      case (true, true): .center
      case (true, false): .left
      case (false, true): .right
      case (false, false): nil
      }
    }
    let end = text.lines.indices.dropFirst(rule + 1).first { text.lines[$0].text.hasPrefix("Table:") }
    lines = rule - 1..<(end ?? text.lines.count)
  }

  /// Reads the cells into an annex.
  ///
  /// - Parameter line: the line of the text in which the table begins, from 0.
  func read(into collector: MarkCollector, at line: Int) -> MarkedTable {
    let width = alignments.count
    func row(_ index: Int) -> [Int] {
      let cells = Self.cells(of: text.lines[index])
      if cells.count > width {
        collector.report(.tableRow(cells: cells.count, columns: width), at: cells[width].span(at: 0))
      }
      return cells.prefix(width).map { collector.addToAnnex(LeafText($0)) }
    }
    let start = text.lines[lines.lowerBound].span(at: 0)
    return MarkedTable(
      alignments: alignments, header: row(lines.lowerBound), rows: lines.dropFirst(2).map(row), caption: nil,
      id: nil, span: start, line: line)
  }

  /// A line of hyphens, each with a colon on either side at the most, between bars.
  private static func isRule(_ line: String) -> Bool {
    guard line.utf8.contains(UInt8(ascii: "-")), line.utf8.allSatisfy({ "-:| \t".utf8.contains($0) }) else {
      return false
    }
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      cell.drop(while: \.isWhitespace).trimmed
    }
    let isOuter = { (index: Int) in cells.count > 1 && (index == 0 || index == cells.count - 1) }
    return cells.enumerated().allSatisfy { index, cell in
      if cell.isEmpty { return isOuter(index) }
      let hyphens = cell.drop { $0 == ":" }.prefix { $0 == "-" }
      let colons = cell.count - hyphens.count
      return !hyphens.isEmpty && colons <= 2 && cell.dropFirst().dropLast().allSatisfy { $0 == "-" }
    }
  }

  /// The cells of a row: what stands between bars that are not escaped and stand in no code or formula.
  static func cells(of line: SourceLine) -> [SourceLine] {
    let scalars = Array(line.text.unicodeScalars)
    var cuts: [Int] = []
    var at = 0
    while at < scalars.count {
      switch scalars[at] {
      case "\\": at += 1
      case "|": cuts.append(at)
      case "`": at = codeEnd(in: scalars, from: at)
      case "$": at = formulaEnd(in: scalars, from: at)
      default: break
      }
      at += 1
    }
    var pieces: [Range<Int>] = []
    var start = 0
    for cut in cuts + [scalars.count] {
      pieces.append(start..<cut)
      start = cut + 1
    }
    let isBlank = { (piece: Range<Int>) in scalars[piece].allSatisfy(\.isBlank) }
    if let first = pieces.first, pieces.count > 1, isBlank(first) { pieces.removeFirst() }
    if let last = pieces.last, pieces.count > 1, isBlank(last), cuts.last == last.lowerBound - 1 {
      pieces.removeLast()
    }
    return pieces.map { cell(scalars, $0, of: line) }
  }

  /// Where code that begins here has its last backtick; the place itself if it never ends.
  private static func codeEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    let length = scalars[start...].prefix { $0 == "`" }.count
    var at = start + length
    while at < scalars.count {
      let run = scalars[at...].prefix { $0 == "`" }.count
      if run == length { return at + run - 1 }
      at += max(1, run)
    }
    return start + length - 1
  }

  /// Where a formula that begins here has its dollar; the place itself if there is none in this row.
  private static func formulaEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    guard start + 1 < scalars.count, !scalars[start + 1].isBlank, scalars[start + 1] != "$" else {
      return start
    }
    var at = start + 1
    while at < scalars.count, scalars[at] != "$" { at += scalars[at] == "\\" ? 2 : 1 }
    guard at < scalars.count, !scalars[at - 1].isBlank,
      at + 1 == scalars.count || !scalars[at + 1].isDigitOfASCII
    else { return start }
    return at
  }

  /// A cell without the blanks around it; an escaped bar outside formulas is a bar.
  private static func cell(_ scalars: [Unicode.Scalar], _ range: Range<Int>, of line: SourceLine)
    -> SourceLine
  {
    let lead = scalars[range].prefix(while: \.isBlank).count
    var cell = line.dropping(range.lowerBound + lead)
    var view = String.UnicodeScalarView()
    var text = scalars[range].dropFirst(lead)
    while text.last?.isBlank == true { text.removeLast() }
    view.append(contentsOf: text)
    cell.text = String(view)
    if !cell.text.contains("$") { cell.text = cell.text.replacing("\\|", with: "|") }
    return cell
  }
}
