import Foundation

/// A pattern and what its matches become.
struct CaptionRule: Sendable {
  private let expression: NSRegularExpression
  private let template: String
  private let needed: ASCIISet
  private let pieces: [String]

  /// The pattern is ours, so one that does not compile is our mistake.
  ///
  /// Most captions are plain, and what they would have to hold is looked for faster than the pattern is tried.
  ///
  /// - Parameters:
  ///   - needed: ASCII characters of which every ASCII text that changes has at least one, none where none changes.
  ///   - pieces: texts of which every ASCII text that changes has at least one; without pieces, that is not looked for.
  init(_ pattern: String, _ template: String, needs needed: ASCIISet = .all, oneOf pieces: [String] = []) {
    do {
      expression = try NSRegularExpression(pattern: pattern)
    } catch {
      preconditionFailure("CaptionRule: expected a regular expression, got \(pattern)")
    }
    (self.template, self.needed, self.pieces) = (template, needed, pieces)
  }

  /// The text with every match replaced.
  func applied(to text: String) -> String {
    guard mayChange(text) else { return text }
    let whole = NSRange(location: 0, length: (text as NSString).length)
    return expression.stringByReplacingMatches(in: text, range: whole, withTemplate: template)
  }

  private func mayChange(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 >= 128 || needed.contains($0) }) else { return false }
    return pieces.isEmpty || pieces.contains(where: text.holds) || text.utf8.contains { $0 >= 128 }
  }

  /// A bare domain with a path behind it, unless it is the end of a mail address.
  private static let domain = #"[a-zA-Z0-9.\-]+[.](?:com|co|ru|net|org|edu|gov|it)[\w/-]*\b/?(?!@)"#
  private static let imageFormats = "png|jpg|jpeg|bmp|webp|eps|pdf|apk|mp4"
  private static let imageFormatNames = imageFormats.split(separator: "|").map(String.init)

  /// Before markup is removed: web addresses.
  static let addresses = [
    CaptionRule("<person>", "person", needs: "<"),
    CaptionRule(#"\b(?:https?:(?:/{1,3}|[a-zA-Z0-9%])|\#(domain))"#, "", needs: ":."),
    CaptionRule(#"\b(?:www:(?:/{1,3}|[a-zA-Z0-9%])|\#(domain))"#, "", needs: ":."),
  ]

  /// After markup is removed: foreign scripts, punctuation, numbers, file names.
  static let symbols = [
    CaptionRule(#"@\w+\b"#, "", needs: "@"),
    // CJK strokes, phonetic extensions, enclosed and compatibility forms, ideographs, hexagrams.
    CaptionRule(#"[\u31c0-\u4dff\u4e00-\u9fff]+"#, "", needs: ""),
    CaptionRule(
      #"[\u002d\u058a\u05be\u1400\u1806\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u301c\u3030\u30a0"#
        + #"\ufe31\ufe32\ufe58\ufe63\uff0d]+"#, "-", needs: "-"),
    CaptionRule("[`´«»“”¨]", "\"", needs: "`"),
    CaptionRule("[‘’]", "'", needs: ""),
    CaptionRule("&quot;?", "", needs: "&"),
    CaptionRule("&amp", "", needs: "&"),
    CaptionRule(#"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"#, " ", needs: "."),
    CaptionRule(#"\d:\d\d\s+$"#, "", needs: ":"),
    CaptionRule(#"\\n"#, " ", needs: "\\"),
    CaptionRule(#"#\d{1,3}\b"#, "", needs: "#"),
    CaptionRule(#"#\d{5,}\b"#, "", needs: "#"),
    CaptionRule(#"\b\d{6,}\b"#, "", needs: .digits),
    CaptionRule(#"\S+\.(?:\#(imageFormats))"#, "", needs: "."),
    CaptionRule(#"["']{2,}"#, "\"", needs: "\"'"),
    CaptionRule(#"\.{2,}"#, " ", needs: "."),
    CaptionRule(#"[#®•©™&@·º½¾¿¡§~)(\]\[}{|\\/*]+"#, " ", needs: "#&@~)(][}{|\\/*"),
    CaptionRule(#"\s+\.\s+"#, " ", needs: "."),
  ]

  /// After the text is repaired: codes, phrases of shops, sizes, spacing.
  static let codes = [
    CaptionRule(#"\b[a-zA-Z]{1,3}\d{3,15}\b"#, "", needs: .digits),
    CaptionRule(#"\b[a-zA-Z]+\d+[a-zA-Z]+\b"#, "", needs: .digits),
    CaptionRule(#"\b\d+[a-zA-Z]+\d+\b"#, "", needs: .digits),
    CaptionRule(#"(?:worldwide\s+)?(?:free\s+)?shipping"#, "", needs: "p", oneOf: ["shipping"]),
    CaptionRule(#"(?:free\s)?download(?:\sfree)?"#, "", needs: "w", oneOf: ["download"]),
    CaptionRule(#"\bclick\b\s(?:for|on)\s\w+"#, "", needs: "k", oneOf: ["click"]),
    CaptionRule(#"\b(?:\#(imageFormats))(?:\simages?)?"#, "", needs: "p", oneOf: imageFormatNames),
    CaptionRule(#"\bpage\s+\d+\b"#, "", needs: .digits),
    CaptionRule(#"\b\d*[a-zA-Z]+\d+[a-zA-Z]+\d+[a-zA-Z\d]*\b"#, " ", needs: .digits),
    CaptionRule(#"\b\d+\.?\d*[x\u0445×]\d+\.?\d*\b"#, "", needs: .digits),
    CaptionRule(#"\b\s+:\s+"#, ": ", needs: ":"),
    CaptionRule(#"(\D[,./])\b"#, "$1 ", needs: ",./"),
    CaptionRule(#"\s+"#, " ", oneOf: ["  ", "\t", "\n", "\u{b}", "\u{c}", "\r"]),
  ]

  /// At last: what encloses, begins or ends the text.
  static let ends = [
    CaptionRule(#"(?s)^["'](.+)["']$"#, "$1", needs: "\"'"),
    CaptionRule("^['_,:;-]", "", needs: "'_,:;-"),
    CaptionRule("['_,:+-]$", "", needs: "'_,:+-"),
    CaptionRule(#"^\.\S+$"#, "", needs: "."),
  ]
}

extension String {
  /// Whether a text stands in this one, byte for byte.
  fileprivate func holds(_ piece: String) -> Bool {
    var rest = utf8[...]
    while let start = rest.firstIndex(where: { $0 == piece.utf8.first }) {
      rest = rest[start...]
      if rest.starts(with: piece.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

/// Some ASCII characters, a bit for each.
struct ASCIISet: Sendable, ExpressibleByStringLiteral {
  private var (low, high): (UInt64, UInt64) = (0, 0)

  /// Every one.
  static let all = ASCIISet(0..<128)
  /// 0 to 9.
  static let digits: ASCIISet = "0123456789"

  /// The characters of a text.
  init(stringLiteral text: String) { self.init(text.utf8) }

  private init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte - 64) }
    }
  }

  /// Whether a byte of UTF-8 is one of these.
  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? low >> byte : high >> (byte - 64)) & 1 != 0
  }
}
