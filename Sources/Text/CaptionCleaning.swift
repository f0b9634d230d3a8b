import Foundation

/// What DeepFloyd IF does to a prompt before it is tokenized: addresses, numbers of articles, file names and other
/// rests of web pages go, and what is left is lower case.
///
/// A plain prompt is only lower-cased. The original repairs text with the Python package ftfy; of that, typographic
/// ligatures and quotes, full-width forms, line breaks and control characters are done here, and what was decoded
/// with a wrong character set stays as it is.
public enum CaptionCleaning {
  /// Twice, as the model's own pipeline does: what one pass uncovers the next one removes (one that changed nothing
  /// is not repeated).
  public static func cleaned(_ prompt: String) -> String {
    let once = pass(prompt)
    return once.utf8.elementsEqual(prompt.utf8) ? once : pass(once)
  }

  /// The plain alternative: lower case, without white space at the ends.
  public static func lowercased(_ prompt: String) -> String { trimmed(prompt.lowercased()) }

  static func pass(_ prompt: String) -> String {
    var text = lowercased(PercentEncoding.decoded(prompt))
    text = CaptionRule.addresses.reduce(text) { $1.applied(to: $0) }
    text = MarkupRemoval.text(of: text)
    text = CaptionRule.symbols.reduce(text) { $1.applied(to: $0) }
    if text.unicodeScalars.count(where: { $0 == "-" || $0 == "_" }) > 3 {
      text = String(text.map { $0 == "-" || $0 == "_" ? " " : $0 })
    }
    text = TextRepair.repaired(text)
    text = trimmed(HTMLEntity.decoded(HTMLEntity.decoded(text)))
    text = trimmed(CaptionRule.codes.reduce(text) { $1.applied(to: $0) })
    return trimmed(CaptionRule.ends.reduce(text) { $1.applied(to: $0) })
  }

  private static func trimmed(_ text: String) -> String {
    if let first = text.utf8.first, let last = text.utf8.last, 0x21...0x7e ~= first, 0x21...0x7e ~= last {
      return text
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// `%C3%A9` and `+` in the way of web forms.
enum PercentEncoding {
  /// Bytes that are no UTF-8 become U+FFFD; a percent sign without two digits stays.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(where: ("+%" as ASCIISet).contains) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2, rest.prefix(2).allSatisfy(isHexadecimal),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }
}

/// The text of a piece of HTML.
enum MarkupRemoval {
  private static let tags = CaptionRule(#"(?s)<!--.*?-->|</?[a-z][^>]*>|<[!?][^>]*>"#, "", needs: "<")

  /// Without tags and comments, references decoded.
  static func text(of markup: String) -> String { HTMLEntity.decoded(tags.applied(to: markup)) }
}
