import CCMark

/// A paragraph or a heading: the blocks in which marks are looked for, never across them.
struct LeafBlock {
  /// Its lines, from 0.
  let lines: Range<Int>
  /// Where its first line begins, in bytes.
  let start: Int
  /// How many quotations it stands in.
  let quotations: Int
  let isHeading: Bool
  /// Whether it is the first block of a list's item, or of a quotation.
  let beginsItem, beginsQuotation: Bool
}

/// A text's blocks, which cmark reads before anything is looked for in them.
struct BlockStructure {
  /// The paragraphs and headings in reading order.
  let leaves: [LeafBlock]
  /// The lines of code and of raw HTML, from 0.
  let code: Set<Int>

  init(_ text: String) {
    let tree = CMarkTree(text)
    var (leaves, code): ([LeafBlock], Set<Int>) = ([], [])
    var quotations = 0
    tree.root.walk { event, node in
      let isEntered = event == CMARK_EVENT_ENTER
      switch node.type {
      case CMARK_NODE_BLOCK_QUOTE: quotations += isEntered ? 1 : -1
      case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK:
        if isEntered { code.formUnion(node.lines) }
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
        if isEntered { leaves.append(LeafBlock(node, quotations: quotations)) }
      default: break
      }
    }
    (self.leaves, self.code) = (leaves, code)
  }
}

extension LeafBlock {
  fileprivate init(_ node: CMarkNode, quotations: Int) {
    let isFirst = node.previous == nil
    self.init(
      lines: node.lines, start: node.column - 1, quotations: quotations,
      isHeading: node.type == CMARK_NODE_HEADING,
      beginsItem: isFirst && node.parent?.type == CMARK_NODE_ITEM,
      beginsQuotation: isFirst && node.parent?.type == CMARK_NODE_BLOCK_QUOTE)
  }
}
