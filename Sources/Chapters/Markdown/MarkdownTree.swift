import CCMark
import Foundation

/// A chapter's text as cmark parsed it.
///
/// Raw HTML is left out and `javascript:` links are dropped: a chapter is data, and a stranger's chapter is
/// safe to build and to open.
public final class MarkdownTree {
  private let root: OpaquePointer

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
    nodes(of: CMARK_NODE_LINK, CMARK_NODE_IMAGE).map {
      (string(cmark_node_get_url($0)), cmark_node_get_type($0) == CMARK_NODE_IMAGE, line(around: $0))
    }
  }

  private func line(around node: OpaquePointer) -> Int {
    var block: OpaquePointer? = node
    while let current = block, cmark_node_get_type(current).rawValue > CMARK_NODE_LAST_BLOCK.rawValue {
      block = cmark_node_parent(current)
    }
    return Int(cmark_node_get_start_line(block ?? root))
  }

  private func nodes(of types: cmark_node_type...) -> [OpaquePointer] {
    var found: [OpaquePointer] = []
    forEach { if types.contains(cmark_node_get_type($0)) { found.append($0) } }
    return found
  }

  /// Visits every node once. cmark's iterator keeps no stack, so a hostile nesting cannot exhaust ours.
  private func forEach(_ visit: (OpaquePointer) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { visit(node) }
    }
  }

  private func plainText(_ node: OpaquePointer) -> String {
    var text = ""
    let iterator = cmark_iter_new(node)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return text }
      guard event == CMARK_EVENT_ENTER, let inner = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(inner)
      if type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE { text += string(cmark_node_get_literal(inner)) }
      if type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK { text += " " }
    }
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

// MARK: HTML

extension MarkdownTree {
  /// What the renderer puts in the places that CommonMark knows nothing of.
  public struct Expansion {
    /// The HTML of the mark behind a placeholder.
    public var mark: (Int) -> String
    /// The plain text of the mark behind a placeholder, for attributes such as an image's alt text.
    public var plainMark: (Int) -> String
    /// The HTML that replaces the block of code which begins in a line, or nothing to leave it a listing.
    public var block: (Int) -> String?
    /// The fragment name of the heading with an index in `headings`.
    public var anchor: (Int) -> String
    /// The address to write for a link's or an image's target.
    public var target: (String) -> String

    /// An expansion; what is not given stays as CommonMark has it.
    public init(
      mark: @escaping (Int) -> String, plainMark: @escaping (Int) -> String,
      block: @escaping (Int) -> String? = { _ in nil },
      anchor: @escaping (Int) -> String = { "section-\($0)" },
      target: @escaping (String) -> String = { $0 }
    ) {
      self.mark = mark
      self.plainMark = plainMark
      self.block = block
      self.anchor = anchor
      self.target = target
    }
  }

  /// The document as HTML; the tree is used up.
  public func html(_ expansion: Expansion) -> String {
    for (index, heading) in nodes(of: CMARK_NODE_HEADING).enumerated() {
      let anchor = expansion.anchor(index)
      prepend(
        "<a class=\"anchor\" id=\"\(anchor)\" href=\"#\(anchor)\" aria-label=\"Link to this section\"></a>",
        to: heading)
    }
    for node in nodes(of: CMARK_NODE_CODE_BLOCK) {
      guard let html = expansion.block(Int(cmark_node_get_start_line(node))) else { continue }
      replace(node, with: html, type: CMARK_NODE_CUSTOM_BLOCK)
    }
    for node in nodes(of: CMARK_NODE_LINK, CMARK_NODE_IMAGE) {
      cmark_node_set_url(node, expansion.target(restored(string(cmark_node_get_url(node)), expansion)))
      cmark_node_set_title(node, restored(string(cmark_node_get_title(node)), expansion))
    }
    for node in nodes(of: CMARK_NODE_CODE) {
      cmark_node_set_literal(node, restored(string(cmark_node_get_literal(node)), expansion))
    }
    expandText(expansion)
    guard let rendered = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return "" }
    defer { free(rendered) }
    return String(cString: rendered)
  }

  private func prepend(_ html: String, to parent: OpaquePointer) {
    let node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_enter(node, html)
    if cmark_node_prepend_child(parent, node) == 0 { cmark_node_free(node) }
  }

  private func replace(_ node: OpaquePointer, with html: String, type: cmark_node_type) {
    let custom = cmark_node_new(type)
    cmark_node_set_on_enter(custom, html)
    if cmark_node_replace(node, custom) == 1 { cmark_node_free(node) } else { cmark_node_free(custom) }
  }

  /// Texts outside our reach (addresses, titles, code) get the mark's source back.
  private func restored(_ text: String, _ expansion: Expansion) -> String {
    guard text.unicodeScalars.contains(where: { InlineMarkup.index(of: $0) != nil }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      result += InlineMarkup.index(of: scalar).map(expansion.plainMark) ?? String(scalar)
    }
  }

  private func expandText(_ expansion: Expansion) {
    for node in nodes(of: CMARK_NODE_TEXT) {
      let text = string(cmark_node_get_literal(node))
      let isMarked = text.unicodeScalars.contains {
        $0 == InlineMarkup.fillerScalar || InlineMarkup.index(of: $0) != nil
      }
      guard isMarked else { continue }
      if isInsideImage(node) {
        cmark_node_set_literal(node, restored(text, expansion))
      } else {
        split(node, text: text, expansion)
      }
    }
  }

  private func isInsideImage(_ node: OpaquePointer) -> Bool {
    var parent = cmark_node_parent(node)
    while let current = parent {
      if cmark_node_get_type(current) == CMARK_NODE_IMAGE { return true }
      parent = cmark_node_parent(current)
    }
    return false
  }

  private static let wordJoiner = "\u{2060}"

  private func split(_ node: OpaquePointer, text: String, _ expansion: Expansion) {
    var plain = ""
    func flush() {
      guard !plain.isEmpty else { return }
      let piece = cmark_node_new(CMARK_NODE_TEXT)
      cmark_node_set_literal(piece, plain)
      cmark_node_insert_before(node, piece)
      plain = ""
    }
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      if let index = InlineMarkup.index(of: scalar) {
        // A line may break beside a formula, but not between it and the bracket or the full stop that it touches.
        if place > 0, "([“‘".unicodeScalars.contains(scalars[place - 1]) { plain += Self.wordJoiner }
        flush()
        let piece = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
        cmark_node_set_on_enter(piece, expansion.mark(index))
        cmark_node_insert_before(node, piece)
        if place + 1 < scalars.count, ".,;:!?)]”’".unicodeScalars.contains(scalars[place + 1]) {
          plain += Self.wordJoiner
        }
      } else if scalar != InlineMarkup.fillerScalar {
        plain.unicodeScalars.append(scalar)
      }
    }
    flush()
    cmark_node_unlink(node)
    cmark_node_free(node)
  }
}
