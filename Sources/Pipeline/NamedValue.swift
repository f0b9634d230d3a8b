import Figures

/// A measured number (or word) that prose can quote as `{{id.name}}`.
public struct NamedValue: Codable, Equatable, Sendable {
  /// The name behind the dot.
  public let name: String
  /// The value as the page shows it.
  public let text: String
  /// The number behind the text, unrounded.
  public let number: Double?

  /// What was measured, under a name.
  public init(_ name: String, _ value: Measured) {
    (self.name, text, number) = (name, value.text, value.number)
  }

  /// The same value under another name.
  func renamed(_ name: String) -> NamedValue { NamedValue(name, Measured(self)) }

  /// A word.
  public init(_ name: String, text: String) {
    self.name = name
    self.text = text
    number = nil
  }

  /// A count, with a comma between thousands.
  public init(_ name: String, count: Int) {
    self.name = name
    text = NumberText.measured.count(count)
    number = Double(count)
  }

  /// A measurement, rounded to some significant digits.
  public init(_ name: String, _ number: Double, digits: Int = 4) {
    self.name = name
    self.text = Self.rounded(number, digits: digits)
    self.number = number.isFinite ? number : nil
  }

  /// A measurement, rounded to some digits behind the point.
  public init(_ name: String, _ number: Double, decimals: Int) {
    self.name = name
    self.text = Self.rounded(number, decimals: decimals)
    self.number = number.isFinite ? number : nil
  }

  /// A share of a whole in percent: 0.9531 reads 95.3%.
  public init(_ name: String, share: Double) {
    self.name = name
    text = NumberText.measured.share(share)
    number = share.isFinite ? share : nil
  }

  /// A number to some significant digits, as '3.4 × 10⁻⁵' below 0.0001 and from a million on.
  public static func rounded(_ number: Double, digits: Int) -> String {
    NumberText.measured.rounded(number, digits: digits)
  }

  /// A number to some digits behind the point.
  public static func rounded(_ number: Double, decimals: Int) -> String {
    NumberText.measured.rounded(number, decimals: decimals)
  }

  /// A number as an author would write it: '0.5', '1'.
  public static func plain(_ number: Double) -> String { NumberText.measured.plain(number) }
}
