/// Looks for marks in the paragraphs and headings of a text, one after another.
struct LeafReader {
  private typealias Leaf = (block: LeafBlock, text: LeafText, table: PipeTable?)

  private let collector: MarkCollector
  /// The text, in which placeholders take the marks' places.
  private(set) var lines: [SourceLine]
  /// A caption that stands above its table.
  private var captionAbove: LeafText?
  /// The last table, while it has no caption, and the line behind it.
  private var openTable: (index: Int, end: Int)?

  init(_ lines: [SourceLine], into collector: MarkCollector) {
    (self.lines, self.collector) = (lines, collector)
    let leaves = self.leaves
    for (index, leaf) in leaves.enumerated() {
      let next = leaves.indices.contains(index + 1) ? leaves[index + 1] : nil
      if isCaption(leaf), takeCaption(leaf, above: next) { blank(leaf.block.lines) } else { read(leaf) }
    }
  }

  private var leaves: [Leaf] {
    let structure = BlockStructure(lines.map(\.text).joined(separator: "\n"))
    var fences = FormulaFences(lines, code: structure.code)
    var leaves: [Leaf] = []
    for block in structure.leaves where block.lines.lowerBound >= fences.end {
      let block = fences.extended(block)
      let own = lines[block.lines.clamped(to: lines.indices)]
      guard !own.isEmpty else { continue }
      let text = LeafText(block, of: own)
      let table = block.isHeading ? nil : PipeTable(in: text, report: collector.report)
      leaves.append((block, text, table))
    }
    return leaves
  }

  /// `Table: text {#id}` in a paragraph of its own, right above or beneath a table.
  private func isCaption(_ leaf: Leaf) -> Bool {
    !leaf.block.isHeading && leaf.table == nil && leaf.text.lines[0].text.hasPrefix("Table:")
  }

  private mutating func takeCaption(_ leaf: Leaf, above next: Leaf?) -> Bool {
    if let open = openTable, areBlank(open.end..<leaf.block.lines.lowerBound) {
      collector.setCaption(leaf.text, ofTable: open.index)
      openTable = nil
      return true
    }
    guard let next, next.table != nil, areBlank(leaf.block.lines.upperBound..<next.block.lines.lowerBound)
    else {
      return false
    }
    captionAbove = leaf.text
    return true
  }

  private func areBlank(_ range: Range<Int>) -> Bool {
    lines[range.clamped(to: lines.indices)].allSatisfy { $0.text.allSatisfy { " \t>".contains($0) } }
  }

  private mutating func blank(_ range: Range<Int>) {
    for index in range { lines[index] = lines[index].blank }
  }

  private mutating func read(_ leaf: Leaf) {
    let first = leaf.block.lines.lowerBound
    guard let table = leaf.table else { return scan(leaf.text, leaf.block.role, at: first) }
    if table.lines.lowerBound > 0 {
      scan(leaf.text.lines(0..<table.lines.lowerBound), leaf.block.role, at: first)
    }
    let index = collector.tables.count
    collector.tables.append(table.read(into: collector, at: first + table.lines.lowerBound))
    let below = leaf.text.lines(table.lines.upperBound..<leaf.text.lines.count)
    let caption = captionAbove ?? (below.lines.isEmpty ? nil : below)
    captionAbove = nil
    openTable = caption == nil ? (index, leaf.block.lines.upperBound) : nil
    if let caption { collector.setCaption(caption, ofTable: index) }
    let span = collector.tables[index].span
    for line in table.lines.lowerBound..<leaf.text.lines.count {
      let source = leaf.text.lines[line].text
      let scalar =
        line == table.lines.lowerBound
        ? collector.add(.table(index), at: span, source: source, isExact: true)
        : Placeholder.filler
      lines[first + line].text = leaf.text.prefixes[line] + (scalar.map { String($0) } ?? "")
    }
  }

  private mutating func scan(_ text: LeafText, _ role: MarkScanner.Role, at first: Int) {
    var scanner = MarkScanner(text, for: role, into: collector)
    for (offset, line) in scanner.scan().split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      lines[first + offset].text = String(line)
    }
  }
}

extension LeafBlock {
  fileprivate var role: MarkScanner.Role {
    if isHeading { return .heading(line: lines.lowerBound) }
    return beginsItem ? .item : beginsQuotation ? .quotation : .paragraph
  }
}
