/// The names by which a text refers to its blocks, equations and values.
public enum Identifier {
  /// A letter, then lower-case letters, digits and single hyphens; at most 64 characters.
  public static func isValid(_ text: String) -> Bool {
    let characters = Array(text)
    return 1...64 ~= characters.count && length(atStartOf: characters) == characters.count
  }

  /// How many characters at the start of a text make a name, however long; 0 if the text does not start with one.
  static func length(atStartOf text: some Collection<Character>) -> Int {
    guard text.first?.isNameLetter == true else { return 0 }
    var (length, count) = (0, 0)
    for character in text {
      count += 1
      if character.isNameLetter || character.isNameDigit {
        length = count
      } else if character != "-" || length < count - 1 {
        break
      }
    }
    return length
  }

  /// Whether a text is a lower-case letter, then such letters, digits and some others: what an author may take for a name.
  public static func isWord(_ text: some StringProtocol, with others: String = "-") -> Bool {
    text.first?.isNameLetter == true
      && text.allSatisfy { $0.isNameLetter || $0.isNameDigit || others.contains($0) }
  }

  /// A heading's text as a fragment of an address: lower-case words joined by hyphens.
  public static func slug(_ heading: String) -> String {
    let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "section" : words.joined(separator: "-")
  }
}

extension Character {
  /// a to z.
  var isNameLetter: Bool { isASCII && isLowercase }
  /// 0 to 9.
  var isNameDigit: Bool { isASCII && isNumber }
}
