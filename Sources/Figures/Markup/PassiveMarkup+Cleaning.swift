import Foundation

extension PassiveMarkup {
  /// An SVG picture without what a browser would run or fetch. All else is as it was, byte for byte.
  ///
  /// Elements that run something or contain HTML go with all that they contain, styles that fetch something as well, and
  /// attributes alone. Whoever shows the rest looks through it once more (see `pictureSize`): what a cleaner overlooks is refused
  /// there.
  ///
  /// - Returns: the picture, and what was taken out, in words, each once.
  /// - Throws: `Active` for a text that cannot be read so far.
  public static func cleaned(_ data: Data) throws(Active) -> (data: Data, removed: [String]) {
    guard fault(in: data) != nil else { return (data, []) }
    var markup = try PassiveMarkup(data)
    var cleaned = Cleaned()
    try markup.clean(into: &cleaned)
    return (Data(cleaned.bytes), cleaned.removed)
  }

  private struct Cleaned {
    var bytes: [UInt8] = []
    var removed: [String] = []

    mutating func leaveOut(_ words: String) { if !removed.contains(words) { removed.append(words) } }
  }

  private mutating func clean(into cleaned: inout Cleaned) throws(Active) {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      cleaned.bytes += bytes[position..<start]
      position = start + 1
      if skips("?") {
        guard try !skip(to: "?>").hasPrefix("xml-stylesheet") else {
          cleaned.leaveOut("a style sheet that it refers to")
          continue
        }
      } else if try !skipComment() {
        if skips("/") {
          try skip(to: ">")
        } else {
          try cleanElement(from: start, into: &cleaned)
          continue
        }
      }
      cleaned.bytes += bytes[start..<position]
    }
    cleaned.bytes += bytes[position...]
  }

  /// Passes over a comment, a section of characters or a declaration.
  private mutating func skipComment() throws(Active) -> Bool {
    if skips("!--") {
      try skip(to: "-->")
    } else if skips("![CDATA[") {
      try skip(to: "]]>")
    } else if skips("!") {
      try skip(to: ">")
    } else {
      return false
    }
    return true
  }

  private mutating func cleanElement(from start: Int, into cleaned: inout Cleaned) throws(Active) {
    let spelled = readName()
    let name = localName(spelled)
    var (kept, removed) = (Array(bytes[start..<position]), [String]())
    var isEmpty = false
    while true {
      skipBlanks()
      if skips("/>") {
        isEmpty = true
        break
      }
      if skips(">") { break }
      guard next != nil else { throw Active(description: "the element <\(name)> has no end") }
      let begin = position
      let attribute = readName()
      let value = try readValue(of: attribute)
      let text = bytes[begin..<position]
      if isPassive(attribute, value, text, in: name) {
        kept += [UInt8(ascii: " ")] + text
      } else {
        removed.append("its attribute '\(attribute)'")
      }
    }
    if Self.active.contains(name) {
      if !isEmpty { try skipContent(of: spelled) }
      return cleaned.leaveOut("its element <\(name)>")
    }
    if name == "style", !isEmpty, try !isPassiveStyle() {
      try skipContent(of: spelled)
      return cleaned.leaveOut("a style that fetches something")
    }
    cleaned.bytes +=
      removed.isEmpty ? Array(bytes[start..<position]) : kept + Array((isEmpty ? "/>" : ">").utf8)
    for words in removed { cleaned.leaveOut(words) }
  }

  private func isPassive(
    _ attribute: String, _ value: String, _ text: ArraySlice<UInt8>, in element: String
  ) -> Bool {
    do throws(Active) {
      try check(localName(attribute), attribute, value, in: element)
      try PassiveMarkup(Data(text)).requireInnerReferences()
      return true
    } catch { return false }
  }

  /// Whether the style that begins here fetches nothing; it is not passed over.
  private func isPassiveStyle() throws(Active) -> Bool {
    var rest = self
    let text = Array(try rest.skip(to: "</").utf8)
    do throws(Active) {
      try requirePlain(style: text)
      try PassiveMarkup(Data(text)).requireInnerReferences()
      return true
    } catch { return false }
  }

  /// Passes over all that an element contains, and its end.
  private mutating func skipContent(of name: String) throws(Active) {
    var depth = 1
    while depth > 0 {
      try skip(to: "<")
      if try skipComment() { continue }
      if skips("/") {
        if readName() == name { depth -= 1 }
        try skip(to: ">")
      } else if readName() == name {
        depth += try isClosedAtOnce() ? 0 : 1
      }
    }
  }

  /// Passes over an element's attributes; whether it ends with them.
  private mutating func isClosedAtOnce() throws(Active) -> Bool {
    while true {
      skipBlanks()
      if skips("/>") { return true }
      if skips(">") { return false }
      guard next != nil else { throw Active(description: "an element has no end") }
      _ = try readValue(of: readName())
    }
  }
}
