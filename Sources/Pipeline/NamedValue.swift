/// A measured number (or word) that prose can quote as `{{id.name}}`.
public struct NamedValue: Codable, Equatable, Sendable {
  /// The name behind the dot.
  public private(set) var name: String
  /// The value as the page shows it.
  public let text: String
  /// The number behind the text, unrounded.
  public let number: Double?

  /// What was measured, under a name.
  init(_ name: String, _ value: Measured) { (self.name, text, number) = (name, value.text, value.number) }

  /// The same value under another name.
  func renamed(_ name: String) -> NamedValue {
    var copy = self
    copy.name = name
    return copy
  }
}
