/// The path of a site's file that a request asks for.
struct RequestedPath: Equatable, Sendable {
  /// Relative to the site, its parts apart from each other by one slash each: 'figures/grid/panel-1-1.png'.
  let text: String

  /// Reads a request's target up to its question mark; nil for a path that no file of a site can have: one with `.` or
  /// `..` in it, a backslash, or what no text has, spelled out or encoded. A path that ends with a slash asks for the
  /// folder's `index.html`.
  init?(target: String) {
    guard let decoded = Self.decoded(target), decoded.first == "/" else { return nil }
    guard decoded.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\u{7f}" && $0 != "\\" }) else {
      return nil
    }
    var parts = decoded.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if parts.last?.isEmpty ?? true {
      parts = parts.dropLast() + ["index.html"]
    }
    guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
    text = parts.joined(separator: "/")
  }

  /// Percent-encoded bytes as the text that they stand for; nil where they are no UTF-8, or no bytes.
  private static func decoded(_ target: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(target.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
