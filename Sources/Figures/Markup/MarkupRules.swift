/// Which elements and attributes a piece of markup may consist of.
///
/// What was kept on a disk may have been written by anybody: markup is set into a page only where every bit of it is
/// of a kind that this program writes itself. Nothing is cleaned: a piece is accepted whole or not at all.
public struct MarkupRules: Sendable {
  /// Text as the bytes of a larger one.
  public typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private let elements: NameList
  private let attributes: NameList
  /// What else a value must be, by its attribute.
  private let values: [(name: [UInt8], check: @Sendable (Bytes) -> Bool)]
  /// What the text in a `style` element must be.
  private let style: (@Sendable (Bytes) -> Bool)?

  /// Rules by the names of elements and attributes, divided by spaces.
  public init(
    elements: String, attributes: String, values: [String: @Sendable (Bytes) -> Bool] = [:],
    style: (@Sendable (Bytes) -> Bool)? = nil
  ) {
    (self.elements, self.attributes) = (NameList(elements), NameList(attributes))
    (self.values, self.style) = (values.map { (Array($0.utf8), $1) }, style)
  }

  /// Whether a text is markup of these elements and attributes, each element closed in its turn.
  public func accept(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { accept(Slice(base: $0, bounds: $0.indices)) }
  }

  private func accept(_ text: Bytes) -> Bool {
    var open: [Bytes] = []
    var rest = text
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      if let inner = open.last, inner.elementsEqual("style".utf8), style?(rest[..<start]) != true {
        return false
      }
      rest = rest[(start + 1)...]
      if rest.first == UInt8(ascii: "/") {
        guard let name = open.popLast(), rest.dropFirst().starts(with: name) else { return false }
        rest = rest.dropFirst(1 + name.count)
        guard rest.popFirst() == UInt8(ascii: ">") else { return false }
      } else {
        guard let (name, isClosed) = element(&rest) else { return false }
        if !isClosed { open.append(name) }
      }
    }
    return open.isEmpty
  }

  /// Reads an element's beginning behind its `<`.
  private func element(_ rest: inout Bytes) -> (name: Bytes, isClosed: Bool)? {
    let name = word(&rest)
    guard elements.contains(name) else { return nil }
    while true {
      skipSpaces(&rest)
      switch rest.first {
      case UInt8(ascii: ">"):
        rest.removeFirst()
        return (name, false)
      case UInt8(ascii: "/"):
        rest.removeFirst()
        return rest.popFirst() == UInt8(ascii: ">") ? (name, true) : nil
      default: guard attribute(&rest) else { return nil }
      }
    }
  }

  /// Reads `name="value"`.
  private func attribute(_ rest: inout Bytes) -> Bool {
    let name = word(&rest)
    guard attributes.contains(name) else { return false }
    skipSpaces(&rest)
    guard rest.popFirst() == UInt8(ascii: "="), let quote = rest.popFirst(), "\"'".utf8.contains(quote),
      let end = rest.firstIndex(of: quote)
    else { return false }
    let value = rest[..<end]
    rest = rest[(end + 1)...]
    return values.first { name.elementsEqual($0.name) }?.check(value) ?? true
  }

  private func word(_ rest: inout Bytes) -> Bytes {
    let end = rest.firstIndex { !$0.isLetterOrDigit && $0 != UInt8(ascii: "-") } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private func skipSpaces(_ rest: inout Bytes) {
    while let byte = rest.first, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
      rest.removeFirst()
    }
  }
}

/// Names, found by their lengths.
private struct NameList: Sendable {
  private var names: [[[UInt8]]] = Array(repeating: [], count: 32)

  init(_ names: String) {
    for name in names.split(separator: " ") { self.names[min(name.utf8.count, 31)].append(Array(name.utf8)) }
  }

  func contains(_ name: MarkupRules.Bytes) -> Bool {
    names[min(name.count, 31)].contains { name.elementsEqual($0) }
  }
}

extension UInt8 {
  /// Whether a byte is a letter or digit of ASCII.
  public var isLetterOrDigit: Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self
  }
}
