import CCMark

// Texts, links and what else stands within a line.
extension MarkupRenderer {
  mutating func enterInline(_ node: CMarkNode) {
    switch node.type {
    case CMARK_NODE_TEXT: write(text: node.literal)
    case CMARK_NODE_SOFTBREAK:
      if node.next.map(beginsWithFiller) != true, !isCallout(node.previous) { output += "\n" }
      lastScalar = " "
    case CMARK_NODE_LINEBREAK: output += "<br />\n"
    case CMARK_NODE_CODE: output += "<code>\(MarkupEscaping.escaped(text.source(of: node.literal)))</code>"
    case CMARK_NODE_HTML_INLINE: output += Self.omitted
    case CMARK_NODE_STRONG: output += "<strong>"
    case CMARK_NODE_EMPH: output += "<em>"
    case CMARK_NODE_LINK:
      if linkDepth == 0 { output += "<a href=\"\(address(node))\"\(title(node))>" }
      linkDepth += 1
    case CMARK_NODE_IMAGE:
      output += "<img src=\"\(address(node))\" alt=\""
      imageDepth = 1
    default: break
    }
  }

  mutating func leaveInline(_ node: CMarkNode) {
    switch node.type {
    case CMARK_NODE_STRONG where imageDepth == 0: output += "</strong>"
    case CMARK_NODE_EMPH where imageDepth == 0: output += "</em>"
    case CMARK_NODE_LINK where imageDepth == 0:
      linkDepth -= 1
      if linkDepth == 0 { output += "</a>" }
    case CMARK_NODE_IMAGE:
      imageDepth -= 1
      if imageDepth == 0 { output += "\"\(title(node))\(size(node))\(style(node)) />" }
    default: break
    }
  }

  /// A picture's text is plain, whatever stands in it.
  mutating func enterWithinImage(_ node: CMarkNode) {
    switch node.type {
    case CMARK_NODE_IMAGE: imageDepth += 1
    case CMARK_NODE_TEXT: output += MarkupEscaping.escaped(plain(node.literal))
    case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      output += MarkupEscaping.escaped(text.source(of: node.literal))
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: output += " "
    default: break
    }
  }

  /// A text with the plain texts of its marks.
  func plain(_ literal: String) -> String {
    literal.unicodeScalars.reduce(into: "") { result, scalar in
      if let index = Placeholder.index(of: scalar), text.placed.indices.contains(index) {
        result += plain(text.placed[index])
      } else if scalar != Placeholder.filler {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  private func plain(_ mark: PlacedMark) -> String {
    switch mark.mark {
    case .address(let address): address
    case .literal(let character): String(character)
    case .footnote, .width, .table: ""
    case .task, .callout, .strike: mark.source
    default: expansion.plainMark(mark.mark)
    }
  }

  private func beginsWithFiller(_ node: CMarkNode) -> Bool {
    node.type == CMARK_NODE_TEXT && node.literal.unicodeScalars.first == Placeholder.filler
  }

  /// Whether nothing but a callout's kind stands there.
  private func isCallout(_ node: CMarkNode?) -> Bool {
    guard let node, node.type == CMARK_NODE_TEXT, node.literal.unicodeScalars.count == 1,
      let index = node.literal.unicodeScalars.first.flatMap({ Placeholder.index(of: $0) }),
      text.placed.indices.contains(index), case .callout = text.placed[index].mark
    else { return false }
    return true
  }

  private func address(_ node: CMarkNode) -> String {
    let target = text.source(of: node.url)
    return MarkupEscaping.isDangerous(target) ? "" : MarkupEscaping.escapedAddress(expansion.target(target))
  }

  private func title(_ node: CMarkNode) -> String {
    node.title.isEmpty ? "" : " title=\"\(MarkupEscaping.escaped(text.source(of: node.title)))\""
  }

  /// A picture's own size.
  private func size(_ node: CMarkNode) -> String {
    expansion.size(text.source(of: node.url)).map { " width=\"\($0.width)\" height=\"\($0.height)\"" } ?? ""
  }

  /// The width that stands behind a picture.
  private func style(_ node: CMarkNode) -> String {
    guard let next = node.next, next.type == CMARK_NODE_TEXT, let scalar = next.literal.unicodeScalars.first,
      let index = Placeholder.index(of: scalar), text.placed.indices.contains(index),
      case .width(let width) = text.placed[index].mark
    else { return "" }
    return " style=\"width: \(width)\(width.last?.isNumber == true ? "px" : "")\""
  }

  private static let wordJoiner: Unicode.Scalar = "\u{2060}"

  /// A character, or what stands for it in print.
  private mutating func write(_ scalar: Unicode.Scalar, at place: Int, of scalars: [Unicode.Scalar]) {
    guard let quotes = expansion.quotes, "\"'-.".unicodeScalars.contains(scalar) else {
      return MarkupEscaping.append(scalar, to: &output)
    }
    switch quotes.replacement(at: place, of: scalars, behind: lastScalar) {
    case let text?: output += text
    case nil: MarkupEscaping.append(scalar, to: &output)
    }
  }

  private static let letters: ClosedRange<Unicode.Scalar> = "a"..."z"

  private static let closers = Set(".,;:!?)]”’".unicodeScalars)

  /// Browsers break lines behind a formula whatever follows.
  private mutating func join(from start: String.Index, _ punctuation: ArraySlice<Unicode.Scalar>) {
    guard !punctuation.isEmpty else { return }
    let formula = String(output[start...])
    var text = String.UnicodeScalarView()
    text.append(contentsOf: punctuation)
    output.removeSubrange(start...)
    output += expansion.joined(formula, MarkupEscaping.escaped(String(text)))
  }

  private mutating func write(text literal: String) {
    let scalars = Array(literal.unicodeScalars)
    var end = 0
    for (place, scalar) in scalars.enumerated() where place >= end {
      let word = scalars[place...].prefix { Self.letters.contains($0) }
      if word.count > 1 {
        // Most of a text are words, which need not be looked at letter by letter.
        output += String(decoding: word.map { UInt8($0.value) }, as: UTF8.self)
        (lastScalar, end) = (word.last ?? scalar, word.endIndex)
        continue
      }
      if scalar == Placeholder.filler {
        continue
      } else if let index = Placeholder.index(of: scalar), text.placed.indices.contains(index) {
        let isJoined = text.placed[index].mark.isWord
        // A line may break beside a formula, but not between it and the bracket or the full stop that it touches.
        if isJoined, place > 0, "([“‘".unicodeScalars.contains(scalars[place - 1]) {
          output.unicodeScalars.append(Self.wordJoiner)
        }
        let start = output.endIndex
        write(mark: index)
        if case .formula(_, display: false, _) = text.placed[index].mark {
          let punctuation = scalars[(place + 1)...].prefix { Self.closers.contains($0) }
          end = punctuation.endIndex
          join(from: start, punctuation)
          lastScalar = punctuation.last ?? scalar
          continue
        }
        if isJoined, place + 1 < scalars.count, Self.closers.contains(scalars[place + 1]) {
          output.unicodeScalars.append(Self.wordJoiner)
        }
      } else if place == 1, scalar == " ", scalars[0] == Placeholder.filler {
        continue  // before the text of a cell
      } else {
        write(scalar, at: place, of: scalars)
      }
      lastScalar = scalar
    }
  }
}

extension InlineMark {
  /// Whether it stands for words, which punctuation follows closely.
  fileprivate var isWord: Bool {
    switch self {
    case .formula, .reference, .value, .variable, .citation: true
    default: false
    }
  }
}
