import Foundation

/// A page taken apart into tags: enough to follow its links and to see that every tag is closed.
struct HTMLPage {
  /// A tag's name and attributes, in the order of the text.
  struct Tag {
    let name: String
    let attributes: [String: String]
    let isClosing: Bool
    let isEmpty: Bool
  }

  let tags: [Tag]

  /// Elements that HTML closes by itself.
  private static let void: Set = [
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr",
  ]

  init(_ text: String) {
    let body = text.replacing(#/<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/#, with: "")
    tags = body.matches(of: #/<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/#).map { match in
      let pairs = match.3.matches(of: #/([a-zA-Z_:][a-zA-Z0-9_:.-]*)\s*=\s*"([^"]*)"/#)
      let attributes = Dictionary(pairs.map { (String($0.1), String($0.2)) }, uniquingKeysWith: { a, _ in a })
      let name = String(match.2)
      return Tag(
        name: name, attributes: attributes, isClosing: !match.1.isEmpty,
        isEmpty: match.3.hasSuffix("/") || Self.void.contains(name))
    }
  }

  /// Every `id` of the page, in order.
  var ids: [String] { tags.compactMap { $0.attributes["id"] } }

  /// Every address that a tag names.
  var addresses: [(tag: String, address: String)] {
    tags.flatMap { tag in ["href", "src"].compactMap { key in tag.attributes[key].map { (tag.name, $0) } } }
  }

  /// The first tag that is closed out of turn or never; nothing in a page that is well formed.
  var flaw: String? {
    var open: [String] = []
    for tag in tags where !tag.isEmpty {
      if !tag.isClosing {
        open.append(tag.name)
      } else if open.popLast() != tag.name {
        return "</\(tag.name)> closes another tag"
      }
    }
    return open.last.map { "<\($0)> is never closed" }
  }
}
