extension MarkedText {
  /// The text as HTML, its footnotes at the end.
  public func html(_ expansion: MarkupExpansion) -> String {
    var renderer = MarkupRenderer(self, expansion)
    renderer.write(tree.root)
    renderer.writeFootnotes()
    return renderer.output
  }

  /// A text within a line as HTML, without a paragraph around it.
  public func inlineHTML(_ expansion: MarkupExpansion) -> String {
    var renderer = MarkupRenderer(self, expansion)
    renderer.writeLine(0)
    return renderer.output
  }

  /// A text within a line as it is read out, without emphasis and links.
  public func plain(_ expansion: MarkupExpansion) -> String {
    MarkupRenderer(self, expansion).plain(tree.leading[0].plainText)
      .trimmingPrefix { $0 == " " }.description
  }

  /// A heading as HTML that may stand within a link.
  public func html(of heading: Heading, _ expansion: MarkupExpansion) -> String {
    label(from: heading.node.first, expansion)
  }

  /// A text within a line as HTML that may stand within a link.
  public func labelHTML(_ expansion: MarkupExpansion) -> String {
    label(from: tree.leading[0].first, expansion)
  }

  /// The caption of a table, by its place in the text, as HTML that may stand within a link; nil where it has none.
  public func labelHTML(ofTable index: Int, _ expansion: MarkupExpansion) -> String? {
    tables[index].caption.map { label(from: tree.leading[$0].first, expansion) }
  }

  private func label(from first: CMarkNode?, _ expansion: MarkupExpansion) -> String {
    var expansion = expansion
    let (mark, plainMark) = (expansion.mark, expansion.plainMark)
    expansion.mark = {
      if case .formula = $0 { mark($0) } else { MarkupEscaping.escaped(plainMark($0)) }
    }
    var renderer = MarkupRenderer(self, expansion)
    renderer.linkDepth = 1
    var inline = first
    while let node = inline {
      renderer.write(node)
      inline = node.next
    }
    return renderer.output
  }
}
