/// How it moves through the bytes.
extension PassiveMarkup {
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0d].contains(byte) }

  mutating func skips(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  mutating func skipBlanks() { while let byte = next, Self.isBlank(byte) { position += 1 } }

  /// - Returns: the text before the end.
  @discardableResult mutating func skip(to end: String) throws(Active) -> String {
    let (start, mark) = (position, Array(end.utf8))
    while let found = bytes[position...].firstIndex(of: mark[0]) {
      position = found
      if skips(end) { return String(decoding: bytes[start..<found], as: UTF8.self) }
      position += 1
    }
    throw Active(description: "'\(end)' is missing")
  }

  mutating func readName() -> String {
    let start = position
    while let byte = next, !Self.isBlank(byte), !"=/>\"'<".utf8.contains(byte) { position += 1 }
    if position == start { position += 1 }  // what is no name, such as a quotation mark, is one of its own
    return String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
  }

  mutating func readValue(of attribute: String) throws(Active) -> String {
    skipBlanks()
    guard skips("=") else { throw Active(description: "the attribute '\(attribute)' has no value") }
    skipBlanks()
    for quote in ["\"", "'"] where skips(quote) { return try skip(to: quote) }
    throw Active(description: "the attribute '\(attribute)' has no quotation marks")
  }
}
