import CCMark

/// A document as cmark parsed it, and the nodes that were taken out of it. Nothing changes it once it is made.
final class CMarkTree: @unchecked Sendable {
  let root: CMarkNode
  private let removed: [CMarkNode]

  /// - Parameter leading: how many blocks at the beginning are taken out.
  init(_ text: String, leading: Int = 0) {
    root = CMarkNode(text.withCString { cmark_parse_document($0, text.utf8.count, CMARK_OPT_DEFAULT) })!
    removed = (0..<leading).compactMap { [root] _ in root.first?.unlinked }
  }

  /// The blocks that were taken out.
  var leading: [CMarkNode] { removed }

  deinit {
    for node in removed + [root] { node.free() }
  }
}

/// A node of the tree.
struct CMarkNode: Equatable {
  private let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var type: cmark_node_type { cmark_node_get_type(pointer) }
  var parent: CMarkNode? { CMarkNode(cmark_node_parent(pointer)) }
  var previous: CMarkNode? { CMarkNode(cmark_node_previous(pointer)) }
  var next: CMarkNode? { CMarkNode(cmark_node_next(pointer)) }
  var first: CMarkNode? { CMarkNode(cmark_node_first_child(pointer)) }
  var literal: String { string(cmark_node_get_literal(pointer)) }
  var info: String { string(cmark_node_get_fence_info(pointer)) }
  var url: String { string(cmark_node_get_url(pointer)) }
  var title: String { string(cmark_node_get_title(pointer)) }
  var level: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
  var isTight: Bool { cmark_node_get_list_tight(pointer) == 1 }
  var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
  /// From 1, in bytes.
  var column: Int { Int(cmark_node_get_start_column(pointer)) }
  /// From 0; a node that ends before it begins has one line.
  var lines: Range<Int> {
    let first = max(0, Int(cmark_node_get_start_line(pointer)) - 1)
    return first..<max(first + 1, Int(cmark_node_get_end_line(pointer)))
  }
  var isBlock: Bool { type.rawValue <= CMARK_NODE_LAST_BLOCK.rawValue }

  fileprivate var unlinked: CMarkNode {
    cmark_node_unlink(pointer)
    return self
  }

  fileprivate func free() { cmark_node_free(pointer) }

  /// Enters and leaves the node and all within it. cmark's iterator keeps no stack, so a hostile nesting cannot exhaust ours.
  func walk(_ visit: (cmark_event_type, CMarkNode) -> Void) {
    let iterator = cmark_iter_new(pointer)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if let node = CMarkNode(cmark_iter_get_node(iterator)) { visit(event, node) }
    }
  }

  private func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
