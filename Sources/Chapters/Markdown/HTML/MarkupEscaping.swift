/// Text and addresses as HTML, with the entities that cmark writes.
public enum MarkupEscaping {
  /// Text as HTML: with &, <, > and quotation marks as entities, wherever these bytes stand.
  public static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func append(_ scalar: Unicode.Scalar, to output: inout String) {
    switch scalar {
    case "&": output += "&amp;"
    case "<": output += "&lt;"
    case ">": output += "&gt;"
    case "\"": output += "&quot;"
    default: output.unicodeScalars.append(scalar)
    }
  }

  /// An address as an attribute: what no address has is percent-encoded, byte by byte.
  static func escapedAddress(_ address: String) -> String {
    var result = ""
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;"
      case UInt8(ascii: "'"): result += "&#x27;"
      case _ where plainBytes.contains(byte): result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static let plainBytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+!*(),%#@?=;:/$~".utf8)

  /// Whether a browser would run what an address has, as cmark sees it.
  static func isDangerous(_ address: String) -> Bool {
    let start = String(address.prefix(24)).lowercased()
    if ["javascript:", "vbscript:", "file:"].contains(where: start.hasPrefix) { return true }
    let pictures = ["png", "gif", "jpeg", "webp"].map { "data:image/\($0)" }
    return start.hasPrefix("data:") && !pictures.contains(where: start.hasPrefix)
  }
}
