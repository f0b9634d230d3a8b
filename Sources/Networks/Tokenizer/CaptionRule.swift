import Foundation

/// A pattern and what its matches become.
struct CaptionRule: Sendable {
  private let expression: NSRegularExpression
  private let template: String

  /// The pattern is ours, so one that does not compile is our mistake.
  init(_ pattern: String, _ template: String) {
    do {
      expression = try NSRegularExpression(pattern: pattern)
    } catch {
      preconditionFailure("CaptionRule: expected a regular expression, got \(pattern)")
    }
    self.template = template
  }

  /// The text with every match replaced.
  func applied(to text: String) -> String {
    let whole = NSRange(location: 0, length: (text as NSString).length)
    return expression.stringByReplacingMatches(in: text, range: whole, withTemplate: template)
  }

  /// A bare domain with a path behind it, unless it is the end of a mail address.
  private static let domain = #"[a-zA-Z0-9.\-]+[.](?:com|co|ru|net|org|edu|gov|it)[\w/-]*\b/?(?!@)"#
  private static let imageFormats = "png|jpg|jpeg|bmp|webp|eps|pdf|apk|mp4"

  /// Before markup is removed: web addresses.
  static let addresses = [
    CaptionRule("<person>", "person"),
    CaptionRule(#"\b(?:https?:(?:/{1,3}|[a-zA-Z0-9%])|\#(domain))"#, ""),
    CaptionRule(#"\b(?:www:(?:/{1,3}|[a-zA-Z0-9%])|\#(domain))"#, ""),
  ]

  /// After markup is removed: foreign scripts, punctuation, numbers, file names.
  static let symbols = [
    CaptionRule(#"@\w+\b"#, ""),
    // CJK strokes, phonetic extensions, enclosed and compatibility forms, ideographs, hexagrams.
    CaptionRule(#"[\u31c0-\u4dff\u4e00-\u9fff]+"#, ""),
    CaptionRule(
      #"[\u002d\u058a\u05be\u1400\u1806\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u301c\u3030\u30a0"#
        + #"\ufe31\ufe32\ufe58\ufe63\uff0d]+"#, "-"),
    CaptionRule("[`´«»“”¨]", "\""),
    CaptionRule("[‘’]", "'"),
    CaptionRule("&quot;?", ""),
    CaptionRule("&amp", ""),
    CaptionRule(#"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"#, " "),
    CaptionRule(#"\d:\d\d\s+$"#, ""),
    CaptionRule(#"\\n"#, " "),
    CaptionRule(#"#\d{1,3}\b"#, ""),
    CaptionRule(#"#\d{5,}\b"#, ""),
    CaptionRule(#"\b\d{6,}\b"#, ""),
    CaptionRule(#"\S+\.(?:\#(imageFormats))"#, ""),
    CaptionRule(#"["']{2,}"#, "\""),
    CaptionRule(#"\.{2,}"#, " "),
    CaptionRule(#"[#®•©™&@·º½¾¿¡§~)(\]\[}{|\\/*]+"#, " "),
    CaptionRule(#"\s+\.\s+"#, " "),
  ]

  /// After the text is repaired: codes, phrases of shops, sizes, spacing.
  static let codes = [
    CaptionRule(#"\b[a-zA-Z]{1,3}\d{3,15}\b"#, ""),
    CaptionRule(#"\b[a-zA-Z]+\d+[a-zA-Z]+\b"#, ""),
    CaptionRule(#"\b\d+[a-zA-Z]+\d+\b"#, ""),
    CaptionRule(#"(?:worldwide\s+)?(?:free\s+)?shipping"#, ""),
    CaptionRule(#"(?:free\s)?download(?:\sfree)?"#, ""),
    CaptionRule(#"\bclick\b\s(?:for|on)\s\w+"#, ""),
    CaptionRule(#"\b(?:\#(imageFormats))(?:\simages?)?"#, ""),
    CaptionRule(#"\bpage\s+\d+\b"#, ""),
    CaptionRule(#"\b\d*[a-zA-Z]+\d+[a-zA-Z]+\d+[a-zA-Z\d]*\b"#, " "),
    CaptionRule(#"\b\d+\.?\d*[x\u0445×]\d+\.?\d*\b"#, ""),
    CaptionRule(#"\b\s+:\s+"#, ": "),
    CaptionRule(#"(\D[,./])\b"#, "$1 "),
    CaptionRule(#"\s+"#, " "),
  ]

  /// At last: what encloses, begins or ends the text.
  static let ends = [
    CaptionRule(#"(?s)^["'](.+)["']$"#, "$1"),
    CaptionRule("^['_,:;-]", ""),
    CaptionRule("['_,:+-]$", ""),
    CaptionRule(#"^\.\S+$"#, ""),
  ]
}
