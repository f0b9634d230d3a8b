import Foundation

/// A text in XML, such as an SVG picture, that is looked through for what a browser would run or fetch. This is no parser:
/// what it does not understand, it refuses.
public struct PassiveMarkup {
  let bytes: [UInt8]
  var position = 0

  /// What a browser would run or fetch, in words; nil if there is nothing.
  public static func fault(in data: Data) -> String? {
    do {
      var markup = try PassiveMarkup(data)
      try markup.read()
    } catch { return error.description }
    return nil
  }

  init(_ data: Data) throws(Active) {
    var bytes = [UInt8](data)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw Active(description: "it is not UTF-8")
    }
    self.bytes = bytes
  }

  /// What a browser would run or fetch, or what keeps it from showing a picture, in words.
  public struct Active: Error, CustomStringConvertible {
    /// The words.
    public let description: String
  }

  private mutating func read() throws(Active) {
    try requireInnerReferences()
    var isStyle = false
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      if isStyle { try requirePlain(style: bytes[position..<start]) }
      position = start + 1
      if skips("!--") {
        try skip(to: "-->")
      } else if skips("![CDATA[") {
        let text = try skip(to: "]]>")
        if isStyle { try requirePlain(style: text.utf8) }
      } else if skips("!") {
        if try skip(to: ">").contains("[") { throw Active(description: "it declares entities") }
      } else if skips("?") {
        try check(instruction: skip(to: "?>"))
      } else if skips("/") {
        try skip(to: ">")
        isStyle = false
      } else {
        isStyle = try readElement() == "style"
      }
    }
  }

  private func check(instruction text: String) throws(Active) {
    if text.hasPrefix("xml-stylesheet") { throw Active(description: "it refers to a style sheet") }
    guard text.hasPrefix("xml "), let name = text.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) else {
      return
    }
    guard ["utf-8", "us-ascii", "ascii"].contains(name.1.lowercased()) else {
      throw Active(description: "it is not UTF-8")
    }
  }

  /// - Returns: the element's name.
  private mutating func readElement() throws(Active) -> String {
    let name = localName(readName())
    guard !Self.active.contains(name) else { throw Active(description: "it has an element <\(name)>") }
    while true {
      skipBlanks()
      guard let byte = next else { throw Active(description: "the element <\(name)> has no end") }
      if byte == UInt8(ascii: ">") {
        position += 1
        return name
      }
      if byte == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let attribute = readName()
      let value = try readValue(of: attribute)
      try check(localName(attribute), attribute, value, in: name)
    }
  }

  func check(_ name: String, _ attribute: String, _ value: String, in element: String) throws(Active) {
    if name.hasPrefix("on") { throw Active(description: "it has an attribute '\(attribute)'") }
    if !Self.words.contains(name), value.utf8.contains(UInt8(ascii: "(")) {
      try requirePlain(style: value.utf8)
    }
    if attribute.hasPrefix("xmlns"), value.contains("xhtml") || value.contains("&") {
      throw Active(description: "it contains HTML")
    }
    if name == "attributename",
      value.contains("&") || localName(value).contains("href") || value.hasPrefix("on")
    {
      throw Active(description: "it animates '\(value)'")
    }
    guard ["href", "src", "base"].contains(name), !value.isEmpty, !Self.isInner(value) else { return }
    let leadsElsewhere = ["http://", "https://", "mailto:"].contains(where: value.hasPrefix)
    guard element == "a", name == "href", leadsElsewhere else {
      throw Active(description: "it refers to '\(value.prefix(100))'")
    }
  }

  /// Elements that run something or contain HTML, by their names in lower case.
  static let active: Set = [
    "script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "html", "body", "audio",
    "video",
  ]

  /// Attributes that are no style.
  private static let words: Set = ["label", "aria-label", "title", "alt", "desc", "href", "src", "base"]

  /// Whether a reference stays within the text.
  static func isInner(_ reference: String) -> Bool {
    reference.hasPrefix("#")
      || ["png", "jpeg", "jpg", "gif", "webp"].contains { reference.hasPrefix("data:image/\($0);") }
      || ["font/", "application/font", "application/x-font"].contains { reference.hasPrefix("data:\($0)") }
  }

  func localName(_ name: String) -> String {
    (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
  }
}
