import Foundation

/// Characters that typesetting and other encodings leave behind, as the plain ones that they stand for.
enum TextRepair {
  /// Ligatures, full-width and half-width forms, curled quotes, line breaks, controls; then composed characters.
  static func repaired(_ text: String) -> String {
    // References are decoded only where no tag can be meant.
    let decoded = text.contains("<") ? text : HTMLEntity.decoded(text)
    guard !decoded.utf8.allSatisfy(isPlain) else { return decoded }
    var result = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in decoded.unicodeScalars {
      if !(isAfterReturn && scalar == "\n") { result.append(contentsOf: plain(scalar)) }
      isAfterReturn = scalar == "\r"
    }
    return String(result).precomposedStringWithCanonicalMapping
  }

  /// Whether a byte is an ASCII character that stays as it is.
  private static func isPlain(_ byte: UInt8) -> Bool { 0x20...0x7e ~= byte || byte == 0x09 || byte == 0x0a }

  private static func plain(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    case 0x0d, 0x85, 0x2028, 0x2029: ["\n"]
    case 0x80...0x9f: [WindowsCodePage.scalar(scalar.value) ?? scalar]
    case 0...8, 0x0b, 0x0e...0x1f, 0x7f, 0x206a...0x206f, 0xfeff, 0xfff9...0xfffc: []
    case 0x2bc, 0x2018...0x201b: ["'"]
    case 0x201c...0x201f: ["\""]
    case 0x132, 0x133, 0x149, 0x1c4...0x1cc, 0x1f1...0x1f3, 0xfb00...0xfb06: compatible(scalar)
    case 0x3000, 0xff01...0xffef: compatible(scalar)
    default: [scalar]
    }
  }

  private static func compatible(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    Array(String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars)
  }
}
