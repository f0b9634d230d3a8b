import CCMark

/// A look through a text that has been read: which marks mean something, and what its page would leave out.
struct MarkSurvey {
  /// The indices of the marks that stand in text, ascending.
  private(set) var live: [Int] = []
  /// Those of `~~` that have their other half beside them.
  private(set) var strikes: Set<Int> = []
  private(set) var diagnostics: [Diagnostic] = []
  private let text: MarkedText
  private var places: PlaceFinder
  private var openStrike: (index: Int, parent: CMarkNode?)?

  init(_ text: MarkedText) {
    self.text = text
    places = PlaceFinder(text.lines)
    for node in text.tree.leading + [text.tree.root] {
      node.walk { event, node in if event == CMARK_EVENT_ENTER { visit(node) } }
    }
    live.sort()
    let cited = Set(
      live.compactMap { index -> String? in
        if case .footnote(let label) = text.placed[index].mark { label } else { nil }
      })
    for (label, span) in text.footnotes where !cited.contains(label) {
      diagnostics.append(.warning(MarkMistake.unusedFootnote(label), at: span))
    }
  }

  private mutating func visit(_ node: CMarkNode) {
    switch node.type {
    case CMARK_NODE_TEXT: visit(text: node)
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: visit(html: node)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      let target = text.source(of: node.url)
      if MarkupEscaping.isDangerous(target) {
        let place = places.span(of: node, beginning: target)
        diagnostics.append(.warning(MarkMistake.dangerousLink(target), at: place))
      }
    default: break
    }
  }

  private mutating func visit(text node: CMarkNode) {
    for scalar in node.literal.unicodeScalars {
      guard let index = Placeholder.index(of: scalar), text.placed.indices.contains(index) else { continue }
      live.append(index)
      switch text.placed[index].mark {
      case .strike(isOpening: true): openStrike = (index, node.parent)
      case .strike(isOpening: false):
        if let open = openStrike, open.parent == node.parent { strikes.formUnion([open.index, index]) }
        openStrike = nil
      case .width:
        if node.previous?.type != CMARK_NODE_IMAGE {
          let mark = text.placed[index]
          diagnostics.append(Diagnostic(MarkMistake.unknownAttributes(mark.source), at: mark.span))
        }
      default: break
      }
    }
  }

  private mutating func visit(html node: CMarkNode) {
    let source = text.source(of: node.literal)
    let trimmed = source.drop(while: \.isWhitespace).trimmed
    let isComment = trimmed.hasPrefix("<!--") && trimmed.hasSuffix("-->")
    // The tag that ends an element is told with the one that begins it.
    guard !isComment, !trimmed.hasPrefix("</"), !trimmed.isEmpty else { return }
    let line = String(trimmed.prefix { $0 != "\n" })
    let place = places.span(of: node, beginning: line)
    diagnostics.append(.warning(MarkMistake.rawHTML(line), at: place))
  }
}

extension MarkedText {
  /// A text as the author wrote it, without placeholders.
  func source(of text: String) -> String {
    guard text.unicodeScalars.contains(where: { Placeholder.isTaken($0) }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if let index = Placeholder.index(of: scalar), placed.indices.contains(index) {
        result += placed[index].source
      } else if scalar != Placeholder.filler {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
