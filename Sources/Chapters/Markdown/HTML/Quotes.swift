/// The quotation marks, dashes and dots of print, by language.
public struct Quotes: Sendable {
  private let double: (String, String)
  private let single: (String, String)

  /// Those of a language; English ones where it is not known.
  public init(language: String) {
    switch String(language.lowercased().split { "-_".contains($0) }.first ?? "en") {
    case "de", "cs", "sk", "sl", "bg": (double, single) = (("„", "“"), ("‚", "‘"))
    case "fr": (double, single) = (("«\u{202F}", "\u{202F}»"), ("‹\u{202F}", "\u{202F}›"))
    case "es", "it", "pt", "ru", "uk", "ar", "el": (double, single) = (("«", "»"), ("“", "”"))
    case "pl", "hu", "ro": (double, single) = (("„", "”"), ("‚", "’"))
    case "ja", "zh": (double, single) = (("「", "」"), ("『", "』"))
    case "sv", "fi": (double, single) = (("”", "”"), ("’", "’"))
    default: (double, single) = (("“", "”"), ("‘", "’"))
    }
  }

  /// What stands for a character: nothing for a hyphen that the dash before it has taken up, nil where it stays as it is.
  func replacement(
    at place: Int, of scalars: [Unicode.Scalar], behind last: Unicode.Scalar
  ) -> String? {
    let scalar = scalars[place]
    let before = place > 0 ? scalars[place - 1] : last
    switch scalar {
    case "\"": return opens(scalars[place...], behind: before) ? double.0 : double.1
    case "'":
      if before.properties.isAlphabetic || before.properties.numericType != nil {
        return apostrophe(scalars[place...])
      }
      return opens(scalars[place...], behind: before) ? single.0 : single.1
    default: return dash(at: place, of: scalars)
    }
  }

  private func apostrophe(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    let isWithin = scalars.dropFirst().first?.properties.isAlphabetic == true
    return isWithin ? "’" : single.1
  }

  private func opens(_ scalars: ArraySlice<Unicode.Scalar>, behind before: Unicode.Scalar) -> Bool {
    let isAtEnd = scalars.dropFirst().first.map { $0 == " " || $0 == "\n" } ?? false
    return !isAtEnd && (before.properties.isWhitespace || "([{-–—„“‘«\"'".unicodeScalars.contains(before))
  }

  /// `--` and `---` become dashes, `...` an ellipsis; longer runs stay.
  private func dash(at place: Int, of scalars: [Unicode.Scalar]) -> String? {
    let scalar = scalars[place]
    let before = scalars[max(0, place - 4)..<place].reversed().prefix { $0 == scalar }.count
    let length = before + scalars[place...].prefix(4).prefix { $0 == scalar }.count
    let mark =
      switch (scalar, length) {
      case ("-", 2): "–"
      case ("-", 3): "—"
      case (".", 3): "…"
      default: String?.none
      }
    return mark.map { before == 0 ? $0 : "" }
  }
}
