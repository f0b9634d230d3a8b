import CCMark

/// What the renderer puts in the places that CommonMark knows nothing of.
public struct MarkupExpansion {
  /// The HTML of a formula, a reference, a citation or a value.
  public var mark: (InlineMark) -> String
  /// Its plain text, for attributes such as an image's alternative text.
  public var plainMark: (InlineMark) -> String
  /// The HTML that replaces the block of code of an ordinal, or nothing to leave it a listing.
  public var block: (Int) -> String? = { _ in nil }
  /// The HTML of a listing by its info and its text, or nothing to print it as it is.
  public var listing: (String, String) -> String? = { _, _ in nil }
  /// The fragment name of the heading of an ordinal.
  public var anchor: (Int) -> String? = { _ in nil }
  /// What reads a heading's link to itself.
  public var anchorLabel = "Link to this section"
  /// A formula within a line, and the punctuation that no line may begin with behind it, as HTML.
  public var joined: (_ formula: String, _ punctuation: String) -> String = { $0 + $1 }
  /// The address to write for a link's or an image's target.
  public var target: (String) -> String = { $0 }
  /// The width and height of an image's target in screen pixels, where they are known.
  public var size: (String) -> (width: Int, height: Int)? = { _ in nil }
  /// 'Table 1.2', for a table with a caption.
  public var tableLabel: (Int) -> String? = { _ in nil }
  /// The title of a callout.
  public var calloutTitle: (Callout) -> String = { $0.rawValue.capitalized }
  /// What introduces the footnotes, and what leads back from one, for those who hear the page.
  public var footnoteWords = (all: "Footnotes", back: "Back to the text")

  /// The quotation marks of print that take the place of straight ones; none to leave them.
  public var quotes: Quotes?

  /// An expansion of marks; all else stays as CommonMark has it.
  public init(mark: @escaping (InlineMark) -> String, plainMark: @escaping (InlineMark) -> String) {
    (self.mark, self.plainMark) = (mark, plainMark)
  }
}

/// Writes a text as HTML: what cmark would write, and the marks.
struct MarkupRenderer {
  let text: MarkedText
  let expansion: MarkupExpansion
  var output = ""
  /// The ordinals of the next block of code and of the next heading.
  private var (codeCount, headingCount) = (0, 0)
  /// How many links and pictures are open.
  var (linkDepth, imageDepth) = (0, 0)
  /// Which quotations are callouts.
  private var quotations: [Bool] = []
  /// What stands before the next character, for quotation marks.
  var lastScalar: Unicode.Scalar = " "
  /// A node of which nothing is written.
  private var skipped: CMarkNode?
  /// Whether the open paragraph was closed by a table in it.
  var isParagraphClosed = false
  /// The footnotes' labels in the order of their first references, and how often each is referred to.
  var footnoteOrder: [String] = []
  var footnoteNumbers: [String: Int] = [:]
  var footnoteUses: [String: Int] = [:]

  init(_ text: MarkedText, _ expansion: MarkupExpansion) { (self.text, self.expansion) = (text, expansion) }

  /// Writes a node and all within it.
  mutating func write(_ node: CMarkNode) {
    node.walk { event, node in
      if let skipped {
        if event == CMARK_EVENT_EXIT, node == skipped { self.skipped = nil }
        return
      }
      event == CMARK_EVENT_ENTER ? enter(node) : leave(node)
    }
  }

  /// A new line, unless one has begun.
  mutating func breakLine() {
    if !output.isEmpty, output.utf8.last != UInt8(ascii: "\n") { output += "\n" }
  }

  private mutating func enter(_ node: CMarkNode) {
    if node.isBlock { lastScalar = " " }
    if imageDepth > 0 { return enterWithinImage(node) }
    switch node.type {
    case CMARK_NODE_BLOCK_QUOTE: enterQuotation(node)
    case CMARK_NODE_LIST:
      breakLine()
      let start = node.listStart == 1 ? "" : " start=\"\(node.listStart)\""
      output += node.isOrdered ? "<ol\(start)>\n" : "<ul>\n"
    case CMARK_NODE_ITEM:
      breakLine()
      if case .task? = firstMark(in: node.first) { output += "<li class=\"task\">" } else { output += "<li>" }
    case CMARK_NODE_HEADING: enterHeading(node)
    case CMARK_NODE_CODE_BLOCK: writeCode(node)
    case CMARK_NODE_HTML_BLOCK:
      breakLine()
      output += Self.omitted + "\n"
    case CMARK_NODE_THEMATIC_BREAK:
      breakLine()
      output += "<hr />\n"
    case CMARK_NODE_PARAGRAPH: enterParagraph(node)
    default: enterInline(node)
    }
  }

  private mutating func leave(_ node: CMarkNode) {
    switch node.type {
    case CMARK_NODE_BLOCK_QUOTE:
      breakLine()
      output += quotations.popLast() == true ? "</div>\n" : "</blockquote>\n"
    case CMARK_NODE_LIST: output += node.isOrdered ? "</ol>\n" : "</ul>\n"
    case CMARK_NODE_ITEM: output += "</li>\n"
    case CMARK_NODE_HEADING: output += "</h\(node.level)>\n"
    case CMARK_NODE_PARAGRAPH:
      if !isTight(node), !isParagraphClosed { output += "</p>\n" }
      isParagraphClosed = false
    default: leaveInline(node)
    }
  }

  static let omitted = "<!-- raw HTML omitted -->"

  private mutating func enterQuotation(_ node: CMarkNode) {
    breakLine()
    guard let paragraph = node.first, case .callout(let callout)? = firstMark(in: paragraph) else {
      quotations.append(false)
      return output += "<blockquote>\n"
    }
    quotations.append(true)
    let title = MarkupEscaping.escaped(expansion.calloutTitle(callout))
    output +=
      "<div class=\"callout \(callout.rawValue)\" role=\"note\">\n<p class=\"callout-title\">\(title)</p>\n"
  }

  private mutating func enterHeading(_ node: CMarkNode) {
    breakLine()
    output += "<h\(node.level)>"
    if let anchor = expansion.anchor(headingCount) {
      let label = MarkupEscaping.escaped(expansion.anchorLabel)
      output += "<a class=\"anchor\" id=\"\(anchor)\" href=\"#\(anchor)\" aria-label=\"\(label)\"></a>"
    }
    headingCount += 1
  }

  private mutating func enterParagraph(_ node: CMarkNode) {
    // A callout's kind in a paragraph of its own has become the title.
    if case .callout? = firstMark(in: node), node.first?.next == nil,
      node.first?.literal.unicodeScalars.count == 1
    {
      return skipped = node
    }
    guard !isTight(node) else { return }
    breakLine()
    output += "<p>"
  }

  private func isTight(_ paragraph: CMarkNode) -> Bool {
    guard let list = paragraph.parent?.parent else { return false }
    return list.type == CMARK_NODE_LIST && list.isTight
  }

  /// The mark with which a block begins.
  private func firstMark(in block: CMarkNode?) -> InlineMark? {
    guard let block, block.type == CMARK_NODE_PARAGRAPH, let inline = block.first,
      inline.type == CMARK_NODE_TEXT,
      let scalar = inline.literal.unicodeScalars.first, let index = Placeholder.index(of: scalar),
      text.placed.indices.contains(index)
    else { return nil }
    return text.placed[index].mark
  }

  private mutating func writeCode(_ node: CMarkNode) {
    breakLine()
    defer { codeCount += 1 }
    if let html = expansion.block(codeCount) {
      output += html
      return breakLine()
    }
    if let html = expansion.listing(node.info, node.literal) {
      output += html
      return breakLine()
    }
    let language = node.info.split(whereSeparator: \.isWhitespace).first
    let name = language.map { " class=\"language-\(MarkupEscaping.escaped(String($0)))\"" } ?? ""
    output += "<pre><code\(name)>\(MarkupEscaping.escaped(node.literal))</code></pre>\n"
  }
}
