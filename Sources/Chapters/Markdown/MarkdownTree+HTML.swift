import CCMark
import Foundation

extension MarkdownTree {
  /// What the renderer puts in the places that CommonMark knows nothing of.
  public struct Expansion {
    /// The HTML of the mark behind a placeholder.
    public var mark: (Int) -> String
    /// The plain text of the mark behind a placeholder, for attributes such as an image's alt text.
    public var plainMark: (Int) -> String
    /// The HTML that replaces the block of code which begins in a line, or nothing to leave it a listing.
    public var block: (Int) -> String? = { _ in nil }
    /// The fragment name of the heading with an index in `headings`.
    public var anchor: (Int) -> String = { "section-\($0)" }
    /// The address to write for a link's or an image's target.
    public var target: (String) -> String = { $0 }

    /// An expansion of marks; all else stays as CommonMark has it.
    public init(mark: @escaping (Int) -> String, plainMark: @escaping (Int) -> String) {
      (self.mark, self.plainMark) = (mark, plainMark)
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
    let rendered = cmark_render_html(root, CMARK_OPT_DEFAULT)
    defer { free(rendered) }
    return string(rendered)
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
    for (node, isInsideImage) in texts {
      let text = string(cmark_node_get_literal(node))
      let isMarked = text.unicodeScalars.contains {
        $0 == InlineMarkup.fillerScalar || InlineMarkup.index(of: $0) != nil
      }
      guard isMarked else { continue }
      if isInsideImage {
        cmark_node_set_literal(node, restored(text, expansion))
      } else {
        split(node, text: text, expansion)
      }
    }
  }

  /// All texts. A hostile image has thousands of images in it: who stands inside is counted on the way.
  private var texts: [(node: OpaquePointer, isInsideImage: Bool)] {
    var texts: [(OpaquePointer, Bool)] = []
    var depth = 0
    walk(through: root) { event, node in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_IMAGE: depth += event == CMARK_EVENT_ENTER ? 1 : -1
      case CMARK_NODE_TEXT where event == CMARK_EVENT_ENTER: texts.append((node, depth > 0))
      default: break
      }
    }
    return texts
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
