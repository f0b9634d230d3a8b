import Chapters
import Foundation

/// Text made safe for HTML.
enum HTML {
  /// A file's path as a relative address: blanks, #, ? and whatever else would end it are encoded.
  static func address(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isPlain ? path : path.addingPercentEncoding(withAllowedCharacters: addressCharacters) ?? path
  }

  private static let addressCharacters = CharacterSet.urlPathAllowed
    .subtracting(CharacterSet(charactersIn: ":;&'"))

  /// With &, <, > and quotation marks as entities.
  static func escaped(_ text: String) -> String { MarkupEscaping.escaped(text) }

  /// Whether a page has a formula that KaTeX set.
  static func hasFormula(_ page: String) -> Bool { page.holds("class=\"katex") }
}

extension String {
  /// Whether a text stands here byte for byte.
  ///
  /// The standard library's `contains` compares characters, which shows in the time that a report's pages take.
  func holds(_ sought: String) -> Bool {
    let sought = Array(sought.utf8)
    guard let first = sought.first else { return true }
    var copy = self
    return copy.withUTF8 { bytes in
      var rest = bytes[...]
      while let start = rest.firstIndex(of: first) {
        if rest[start...].starts(with: sought) { return true }
        rest = rest[(start + 1)...]
      }
      return false
    }
  }

  /// With one text in the place of another, each time that it stands here byte for byte.
  ///
  /// The standard library's `replacing` takes more time for the drawings of a report than all other rendering.
  func substituting(_ new: String, for old: String) -> String {
    let (sought, put) = (Array(old.utf8), Array(new.utf8))
    guard let first = sought.first else { return self }
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    while let start = rest.firstIndex(of: first) {
      result += rest[..<start]
      let isFound = rest[start...].starts(with: sought)
      if isFound { result += put } else { result.append(first) }
      rest = rest[start...].dropFirst(isFound ? sought.count : 1)
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
