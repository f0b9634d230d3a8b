import CCMark

extension MarkdownTree {
  /// The pictures without a text for those who cannot see them, by their targets, with the line of the block around each.
  public var picturesWithoutText: [(target: String, line: Int)] {
    nodes(of: CMARK_NODE_IMAGE).compactMap { image in
      var hasText = false
      walk(through: image) { event, node in
        let type = cmark_node_get_type(node)
        guard event == CMARK_EVENT_ENTER, type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE else { return }
        if string(cmark_node_get_literal(node)).contains(where: { !$0.isWhitespace }) { hasText = true }
      }
      guard !hasText else { return nil }
      var block = image
      while let parent = cmark_node_parent(block), cmark_node_get_start_line(block) == 0 || block == image {
        block = parent
      }
      return (string(cmark_node_get_url(image)), Int(cmark_node_get_start_line(block)))
    }
  }
}
