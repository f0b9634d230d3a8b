import CCMark

// The marks that need nothing from outside the text.
extension MarkupRenderer {
  mutating func write(mark index: Int) {
    let placed = text.placed[index]
    switch placed.mark {
    case .table(let table): write(table)
    case .footnote(let label): writeReference(toFootnote: label)
    case .task(let isDone):
      // A sign names it in every language to those who hear the page.
      let marks = isDone ? " checked aria-label=\"☑\"" : " aria-label=\"☐\""
      output += "<input type=\"checkbox\" disabled\(marks)>"
    case .callout, .width: break
    case .strike(let isOpening):
      let isWhole = text.strikes.contains(index)
      output += isWhole ? (isOpening ? "<del>" : "</del>") : placed.source
    case .address(let address): write(address: address)
    case .literal(let character): output += MarkupEscaping.escaped(String(character))
    case .formula, .reference, .citation, .value, .variable: output += expansion.mark(placed.mark)
    }
  }

  private mutating func write(address: String) {
    guard linkDepth == 0 else { return output += MarkupEscaping.escaped(address) }
    let target = address.hasPrefix("www.") ? "https://" + address : address
    output += "<a href=\"\(MarkupEscaping.escapedAddress(target))\">\(MarkupEscaping.escaped(address))</a>"
  }

  private mutating func writeReference(toFootnote label: String) {
    let number: Int
    if let known = footnoteNumbers[label] {
      number = known
    } else {
      footnoteOrder.append(label)
      number = footnoteOrder.count
      footnoteNumbers[label] = number
    }
    let use = footnoteUses[label, default: 0] + 1
    footnoteUses[label] = use
    let anchor = "_note-\(number)" + (use == 1 ? "" : "-\(use)")
    output +=
      "<sup class=\"footnote\"><a id=\"\(anchor)-ref\" href=\"#_note-\(number)\" role=\"doc-noteref\">\(number)</a></sup>"
  }

  /// The footnotes that were referred to, in that order; a footnote may refer to a further one.
  mutating func writeFootnotes() {
    guard !footnoteOrder.isEmpty else { return }
    breakLine()
    output +=
      "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"\(MarkupEscaping.escaped(expansion.footnoteWords.all))\">\n<ol>\n"
    let places = Dictionary(text.footnotes.enumerated().map { ($1.label, $0) }) { first, _ in first }
    var index = 0
    while index < footnoteOrder.count {
      let label = footnoteOrder[index]
      index += 1
      output += "<li id=\"_note-\(index)\">"
      if let place = places[label] {
        writeBlocks(ofFootnote: place)
      }
      let back = MarkupEscaping.escaped(expansion.footnoteWords.back)
      let isParagraph = output.hasSuffix("</p>\n")
      if isParagraph { output.removeLast("</p>\n".count) }
      for use in 1...(footnoteUses[label] ?? 1) {
        let anchor = "_note-\(index)" + (use == 1 ? "" : "-\(use)")
        output += " <a class=\"back\" href=\"#\(anchor)-ref\" aria-label=\"\(back)\">↩</a>"
      }
      output += isParagraph ? "</p>\n</li>\n" : "</li>\n"
    }
    output += "</ol>\n</section>\n"
  }

  private mutating func writeBlocks(ofFootnote place: Int) {
    var block = text.tree.leading[text.annexCount + place].first
    while let node = block {
      write(node)
      block = node.next
    }
  }

  private mutating func write(_ table: Int) {
    let marked = text.tables[table]
    if output.hasSuffix("<p>") {
      output.removeLast(3)
    } else if imageDepth == 0 {
      output += "</p>\n"
    }
    isParagraphClosed = true
    let id = marked.id.map { " id=\"\($0)\"" } ?? ""
    if marked.caption != nil { output += "<figure\(id) class=\"block table\">\n" }
    output += "<div class=\"table\"><table>\n<thead>\n"
    writeRow(marked.header, of: marked, "th")
    output += "</thead>\n"
    if !marked.rows.isEmpty {
      output += "<tbody>\n"
      for row in marked.rows { writeRow(row, of: marked, "td") }
      output += "</tbody>\n"
    }
    output += "</table></div>\n"
    guard let caption = marked.caption else { return }
    output += "<figcaption>"
    if let label = expansion.tableLabel(table) {
      output += "<strong>\(MarkupEscaping.escaped(label)).</strong> "
    }
    writeLine(caption)
    output += "</figcaption>\n</figure>\n"
  }

  private mutating func writeRow(_ cells: [Int], of table: MarkedTable, _ element: String) {
    output += "<tr>\n"
    for (column, alignment) in table.alignments.enumerated() {
      let style = alignment.map { " style=\"text-align: \($0.rawValue)\"" } ?? ""
      let cell = cells.indices.contains(column) ? cells[column] : nil
      // A heading without a text heads nothing.
      let isEmpty = cell.map { text.tree.leading[$0].first == nil } ?? true
      let element = isEmpty ? "td" : element
      output += "<\(element)\(style)>"
      if let cell { writeLine(cell) }
      output += "</\(element)>\n"
    }
    output += "</tr>\n"
  }

  /// A text of the annex, without a paragraph around it.
  mutating func writeLine(_ annex: Int) {
    var inline = text.tree.leading[annex].first
    lastScalar = " "
    while let node = inline {
      write(node)
      inline = node.next
    }
  }
}
