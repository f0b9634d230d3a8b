import CCMark

/// A chapter's text as cmark parsed it.
///
/// Raw HTML is left out and `javascript:` links are dropped: a chapter is data, and a stranger's chapter is
/// safe to build and to open.
public final class MarkdownTree {
  let root: OpaquePointer

  /// Parses CommonMark.
  public init(_ text: String) {
    root = text.withCString { cmark_parse_document($0, text.utf8.count, CMARK_OPT_DEFAULT) }
  }

  deinit { cmark_node_free(root) }

  /// A fenced or indented block of code; lines count from 1.
  public struct CodeBlock: Sendable {
    /// What stands behind the opening fence; empty for an indented block.
    public let info: String
    /// What stands between the fences.
    public let text: String
    /// The block's lines, fences included.
    public let lines: ClosedRange<Int>
    /// The column of the opening fence, from 1.
    public let column: Int
    /// Whether it stands at the document's top level, outside lists and quotations.
    public let isTopLevel: Bool
  }

  /// All blocks of code in reading order.
  public var codeBlocks: [CodeBlock] {
    nodes(of: CMARK_NODE_CODE_BLOCK).map { node in
      let first = Int(cmark_node_get_start_line(node))
      return CodeBlock(
        info: string(cmark_node_get_fence_info(node)), text: string(cmark_node_get_literal(node)),
        lines: first...max(first, Int(cmark_node_get_end_line(node))),
        column: Int(cmark_node_get_start_column(node)),
        isTopLevel: cmark_node_parent(node) == root)
    }
  }

  /// The headings in reading order, with their text and line.
  public var headings: [(level: Int, text: String, line: Int)] {
    nodes(of: CMARK_NODE_HEADING).map {
      (Int(cmark_node_get_heading_level($0)), plainText($0), Int(cmark_node_get_start_line($0)))
    }
  }

  /// The targets of all links and images, with the line of the block around each.
  public var links: [(target: String, isImage: Bool, line: Int)] {
    var links: [(target: String, isImage: Bool, line: Int)] = []
    var line = 1
    forEach(in: root) { node in
      let type = cmark_node_get_type(node)
      if type.rawValue <= CMARK_NODE_LAST_BLOCK.rawValue {
        line = Int(cmark_node_get_start_line(node))
      } else if type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE {
        links.append((string(cmark_node_get_url(node)), type == CMARK_NODE_IMAGE, line))
      }
    }
    return links
  }

  func nodes(of types: cmark_node_type...) -> [OpaquePointer] {
    var found: [OpaquePointer] = []
    forEach(in: root) { if types.contains(cmark_node_get_type($0)) { found.append($0) } }
    return found
  }

  /// Visits a node and all within it once.
  private func forEach(in node: OpaquePointer, _ visit: (OpaquePointer) -> Void) {
    walk(through: node) { event, node in if event == CMARK_EVENT_ENTER { visit(node) } }
  }

  /// Enters and leaves a node and all within it. cmark's iterator keeps no stack, so a hostile nesting cannot exhaust ours.
  func walk(through node: OpaquePointer, _ visit: (cmark_event_type, OpaquePointer) -> Void) {
    let iterator = cmark_iter_new(node)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if let node = cmark_iter_get_node(iterator) { visit(event, node) }
    }
  }

  private func plainText(_ node: OpaquePointer) -> String {
    var text = ""
    forEach(in: node) { inner in
      switch cmark_node_get_type(inner) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += string(cmark_node_get_literal(inner))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: break
      }
    }
    return text
  }

  func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
