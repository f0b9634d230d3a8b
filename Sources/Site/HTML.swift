import Foundation

/// Text made safe for HTML.
enum HTML {
  /// A file's path as a relative address: blanks, #, ? and whatever else would end it are encoded.
  static func address(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: addressCharacters) ?? path
  }

  private static let addressCharacters = CharacterSet.urlPathAllowed
    .subtracting(CharacterSet(charactersIn: ":;&'"))

  /// With &, <, > and quotation marks as entities.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
