/// What styles may refer to, and how their words are spelled.
extension PassiveMarkup {
  /// References within styles may lead to parts of the picture alone.
  func requireInnerReferences() throws(Active) {
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "@") where begins(with: "@import", at: index):
        throw Active(description: "its style imports another")
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        if begins(with: "url(", at: index) { try requireInnerReference(at: index + 4) }
      default: break
      }
    }
  }

  private func requireInnerReference(at index: Int) throws(Active) {
    let text = String(decoding: bytes[index..<min(index + 200, bytes.count)], as: UTF8.self)
    let target = text.drop { $0.isWhitespace || "'\"".contains($0) }
    let plain = target.hasPrefix("&quot;") || target.hasPrefix("&apos;") ? target.dropFirst(6) : target
    guard Self.isInner(String(plain)) else {
      throw Active(description: "its style refers to '\(plain.prefix { !")\"'&".contains($0) })'")
    }
  }

  /// Whether a word in lower case stands at a place, whatever its case there.
  private func begins(with word: String, at index: Int) -> Bool {
    let end = index + word.utf8.count
    guard end <= bytes.count else { return false }
    return zip(bytes[index..<end], word.utf8).allSatisfy { byte, letter in
      byte == letter || (UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte && byte | 0x20 == letter)
    }
  }

  /// A style may not spell its words in another way, by which it would say what is looked for here.
  func requirePlain(style text: some Collection<UInt8>) throws(Active) {
    if text.contains(UInt8(ascii: "\\")) || text.contains(UInt8(ascii: "&")) && hasNumberedEntity(text) {
      throw Active(description: "its style has escaped letters")
    }
  }

  private func hasNumberedEntity(_ text: some Collection<UInt8>) -> Bool {
    zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: "&") && $1 == UInt8(ascii: "#") }
  }
}
