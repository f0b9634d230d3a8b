/// The names by which a text refers to its blocks, equations and values.
public enum Identifier {
  /// A letter, then lower-case letters, digits and single hyphens; at most 64 characters.
  public static func isValid(_ text: String) -> Bool {
    text.count <= 64 && text.wholeMatch(of: #/[a-z][a-z0-9]*(-[a-z0-9]+)*/#) != nil
  }

  /// A heading's text as a fragment of an address: lower-case words joined by hyphens.
  public static func slug(_ heading: String) -> String {
    let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "section" : words.joined(separator: "-")
  }
}
