/// Formulas between lines of two dollars, which are blocks of their own: whatever cmark would make of the lines between
/// (a list of `+ b`, a heading of `=`), they are the formula's.
struct FormulaFences {
  /// The line behind the last formula.
  private(set) var end = 0
  private let lines: [SourceLine]
  private let code: Set<Int>
  /// The lines that begin with two dollars.
  private let fences: [Int]

  init(_ lines: [SourceLine], code: Set<Int>) {
    (self.lines, self.code) = (lines, code)
    fences = lines.indices.filter { Self.content(lines[$0]).hasPrefix("$$") }
  }

  /// The block, with the lines up to the fence that closes a formula which is left open in it.
  mutating func extended(_ block: LeafBlock) -> LeafBlock {
    guard !fences.isEmpty, isLeftOpen(block), let close = fences[from: block.lines.upperBound],
      !(block.lines.upperBound..<close).contains(where: code.contains)
    else { return block }
    end = close + 1
    return block.with(lines: block.lines.lowerBound..<end)
  }

  private func isLeftOpen(_ block: LeafBlock) -> Bool {
    var isOpen = false
    for index in block.lines where lines.indices.contains(index) {
      let content = Self.content(lines[index])
      isOpen = isOpen ? !content.contains("$$") : content.elementsEqual("$$")
    }
    return isOpen
  }

  private static func content(_ line: SourceLine) -> Substring {
    let text = line.text.drop { " \t>".contains($0) }
    return text.trimmed
  }
}

extension [Int] {
  /// The first of ascending numbers that is not less than a bound.
  fileprivate subscript(from bound: Int) -> Int? {
    var range = indices
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = self[middle] < bound ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return indices.contains(range.lowerBound) ? self[range.lowerBound] : nil
  }
}

extension LeafBlock {
  fileprivate func with(lines: Range<Int>) -> LeafBlock {
    LeafBlock(
      lines: lines, start: start, quotations: quotations, isHeading: false, beginsItem: beginsItem,
      beginsQuotation: beginsQuotation)
  }
}
