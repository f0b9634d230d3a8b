/// Which elements and attributes a piece of markup may consist of.
///
/// What was kept on a disk may have been written by anybody: markup is set into a page only where every bit of it is
/// of a kind that this program writes itself. Nothing is cleaned: a piece is accepted whole or not at all.
public struct MarkupRules: Sendable {
  private let elements: Set<Substring>
  private let attributes: Set<Substring>
  /// What else a value must be, by its attribute.
  private let values: [Substring: @Sendable (Substring) -> Bool]
  /// What the text in a `style` element must be.
  private let style: (@Sendable (Substring) -> Bool)?

  /// Rules by the names of elements and attributes, divided by spaces.
  public init(
    elements: String, attributes: String, values: [Substring: @Sendable (Substring) -> Bool] = [:],
    style: (@Sendable (Substring) -> Bool)? = nil
  ) {
    self.elements = Set(elements.split(separator: " "))
    self.attributes = Set(attributes.split(separator: " "))
    (self.values, self.style) = (values, style)
  }

  /// Whether a text is markup of these elements and attributes, each element closed in its turn.
  public func accept(_ text: String) -> Bool {
    var text = text
    text.makeContiguousUTF8()
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      if open.last == "style", style?(rest[..<start]) != true { return false }
      rest = rest[rest.utf8.index(after: start)...]
      if rest.utf8.first == UInt8(ascii: "/") {
        rest = rest.dropFirst()
        guard let name = open.popLast(), rest.utf8.starts(with: name.utf8) else { return false }
        rest = rest[rest.utf8.index(rest.startIndex, offsetBy: name.utf8.count)...]
        guard rest.utf8.first == UInt8(ascii: ">") else { return false }
        rest = rest.dropFirst()
      } else {
        guard let (name, isClosed) = element(&rest) else { return false }
        if !isClosed { open.append(name) }
      }
    }
    return open.isEmpty
  }

  /// Reads an element's beginning behind its `<`.
  private func element(_ rest: inout Substring) -> (name: Substring, isClosed: Bool)? {
    let name = word(&rest)
    guard elements.contains(name) else { return nil }
    while true {
      skipSpaces(&rest)
      if rest.utf8.first == UInt8(ascii: ">") {
        rest = rest.dropFirst()
        return (name, false)
      }
      if rest.utf8.starts(with: "/>".utf8) {
        rest = rest.dropFirst(2)
        return (name, true)
      }
      guard attribute(&rest) else { return nil }
    }
  }

  /// Reads `name="value"`.
  private func attribute(_ rest: inout Substring) -> Bool {
    let name = word(&rest)
    skipSpaces(&rest)
    guard attributes.contains(name), rest.utf8.first == UInt8(ascii: "=") else { return false }
    rest = rest.dropFirst()
    guard let quote = rest.utf8.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return false
    }
    rest = rest.dropFirst()
    guard let end = rest.utf8.firstIndex(of: quote) else { return false }
    let value = rest[..<end]
    rest = rest[rest.utf8.index(after: end)...]
    return values[name]?(value) ?? true
  }

  private func word(_ rest: inout Substring) -> Substring {
    let end =
      rest.utf8.firstIndex {
        !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "-"))
      } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private func skipSpaces(_ rest: inout Substring) {
    rest = rest.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.asSubstring
  }
}

extension Substring.UTF8View {
  fileprivate var asSubstring: Substring { Substring(self) }
}
