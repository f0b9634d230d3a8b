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

extension String {
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
