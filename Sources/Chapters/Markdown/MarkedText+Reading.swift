import CCMark

extension MarkedText {
  /// A fenced or indented block of code.
  struct CodeBlock {
    /// What stands behind the opening fence; empty for an indented block.
    let info: String
    /// What stands between the fences.
    let text: String
    /// The block's lines, fences included.
    let lines: ArraySlice<SourceLine>
    /// The column of the opening fence, from 1.
    let column: Int
    /// Whether it stands at the document's top level, outside lists and quotations.
    let isTopLevel: Bool
    /// Its place among the text's blocks of code.
    let ordinal: Int
  }

  /// All blocks of code in reading order, those in footnotes last.
  var codeBlocks: [CodeBlock] {
    var blocks: [CodeBlock] = []
    for top in [tree.root] + tree.leading {
      top.walk { event, node in
        guard event == CMARK_EVENT_ENTER, node.type == CMARK_NODE_CODE_BLOCK else { return }
        blocks.append(
          CodeBlock(
            info: node.info, text: node.literal, lines: lines[node.lines.clamped(to: lines.indices)],
            column: node.column, isTopLevel: node.parent == tree.root, ordinal: blocks.count))
      }
    }
    return blocks
  }

  /// A heading.
  public struct Heading: Sendable {
    /// 1 to 6.
    public let level: Int
    /// Its text; formulas are TeX.
    public let text: String
    /// The id that the author gave it, and where.
    public let id: (id: String, span: SourceSpan)?
    let node: CMarkNode
  }

  /// The headings in reading order.
  public var headings: [Heading] {
    var headings: [Heading] = []
    tree.root.walk { event, node in
      guard event == CMARK_EVENT_ENTER, node.type == CMARK_NODE_HEADING else { return }
      let id = headingIDs[node.lines.lowerBound]
      headings.append(Heading(level: node.level, text: source(of: node.plainText), id: id, node: node))
    }
    return headings
  }

  /// A link or a picture.
  public struct Link: Sendable {
    /// Where it leads, as the author wrote it.
    public let target: String
    /// Where it stands: exactly, where its target is written there as it is.
    public let span: SourceSpan
    /// Whether it is a picture, and that picture's text.
    public let isImage: Bool
    /// The text between the brackets.
    public let text: String
  }

  /// The links and pictures in reading order, those in tables, captions and footnotes first.
  public var links: [Link] {
    var links: [Link] = []
    var places = PlaceFinder(lines)
    for top in tree.leading + [tree.root] {
      top.walk { event, node in
        guard event == CMARK_EVENT_ENTER, node.type == CMARK_NODE_LINK || node.type == CMARK_NODE_IMAGE else {
          return
        }
        let target = source(of: node.url)
        links.append(
          Link(
            target: target, span: places.span(of: node, beginning: target),
            isImage: node.type == CMARK_NODE_IMAGE,
            text: source(of: node.plainText)))
      }
    }
    return links
  }
}

extension CMarkNode: @unchecked Sendable {
  /// The text within, without emphasis, links and breaks.
  var plainText: String {
    var text = ""
    walk { event, node in
      guard event == CMARK_EVENT_ENTER else { return }
      switch node.type {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: text += node.literal
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: break
      }
    }
    return text
  }
}
