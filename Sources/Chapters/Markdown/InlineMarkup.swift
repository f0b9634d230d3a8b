/// Prose whose marks are lifted out: cmark would eat the backslashes, underscores and stars of TeX.
///
/// Every mark becomes one private-use character, and the further lines of a formula become one filler character
/// each, so that lines keep their numbers.
public struct InlineMarkup: Sendable {
  /// The prose with placeholders.
  public let text: String
  /// The marks in order, with their places in the file.
  public let marks: [(mark: InlineMark, span: SourceSpan)]
  /// Marks that are begun and make no sense.
  public let diagnostics: [Diagnostic]

  /// The character that stands for a line which a formula has swallowed.
  public static let filler = Character(fillerScalar)
  static let fillerScalar: Unicode.Scalar = "\u{F8FF}"

  /// The placeholder of the mark at an index: 6,399 in the basic plane, then 131,068 in planes 15 and 16.
  static func placeholder(_ index: Int) -> Character {
    let scalar: Int
    switch index {
    case ..<6399: scalar = 0xE000 + index
    case ..<(6399 + 65_534): scalar = 0xF0000 + index - 6399
    default: scalar = 0x100000 + index - 6399 - 65_534
    }
    return Character(Unicode.Scalar(UInt32(scalar)) ?? "\u{FFFD}")
  }

  /// How many marks one chapter may have.
  static let limit = 6399 + 2 * 65_534

  /// The index of the mark that a placeholder stands for, or nothing for any other character.
  public static func index(of character: Character) -> Int? {
    guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else { return nil }
    return index(of: scalar)
  }

  /// The same for a scalar: an accent behind a placeholder makes one character of the two.
  static func index(of scalar: Unicode.Scalar) -> Int? {
    let value = Int(scalar.value)
    switch value {
    case 0xE000..<0xF8FF: return value - 0xE000
    case 0xF0000..<0xFFFFE: return value - 0xF0000 + 6399
    case 0x100000..<0x10FFFE: return value - 0x100000 + 6399 + 65_534
    default: return nil
    }
  }

  /// Lifts the marks out of text.
  ///
  /// - Parameters:
  ///   - text: prose of file, beginning in its first line.
  ///   - isCode: whether a line (counted in the file) belongs to a code block, which stays as it is.
  public init(
    _ text: String, in file: SourceFile, isCode: (Int) -> Bool = { _ in false }
  ) {
    var scanner = MarkScanner(text, file: file)
    scanner.scan(isCode: isCode)
    self.text = scanner.output
    marks = scanner.marks
    diagnostics = scanner.diagnostics
  }
}
