/// The private-use characters that stand for marks while cmark reads a text: it would eat the backslashes, underscores
/// and stars of TeX.
enum Placeholder {
  /// The character that stands for a line which a formula or a table has swallowed, and before a table's cell.
  static let filler: Unicode.Scalar = "\u{F8FF}"

  /// How many marks one text may have: 6,399 in the basic plane, 131,068 in planes 15 and 16.
  static let limit = 6399 + 2 * 65_534

  /// The placeholder of the mark at an index.
  static func scalar(_ index: Int) -> Unicode.Scalar {
    let value: Int
    switch index {
    case ..<6399: value = 0xE000 + index
    case ..<(6399 + 65_534): value = 0xF0000 + index - 6399
    default: value = 0x100000 + index - 6399 - 65_534
    }
    return Unicode.Scalar(UInt32(value)) ?? "\u{FFFD}"
  }

  /// The index of the mark that a placeholder stands for, or nothing for any other character.
  static func index(of scalar: Unicode.Scalar) -> Int? {
    let value = Int(scalar.value)
    switch value {
    case 0xE000..<0xF8FF: return value - 0xE000
    case 0xF0000..<0xFFFFE: return value - 0xF0000 + 6399
    case 0x100000..<0x10FFFE: return value - 0x100000 + 6399 + 65_534
    default: return nil
    }
  }

  /// Whether a character of the author's would be taken for one of ours.
  static func isTaken(_ scalar: Unicode.Scalar) -> Bool { scalar == filler || index(of: scalar) != nil }
}
