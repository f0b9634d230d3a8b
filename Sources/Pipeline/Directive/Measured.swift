/// What was measured: a number and how the page writes it, or a word.
public struct Measured: Equatable, Sendable {
  /// The value as the page shows it.
  public let text: String
  /// The number behind the text, unrounded.
  public let number: Double?

  /// A word.
  public static func text(_ text: String) -> Measured { Measured(text: text, number: nil) }

  /// A count, with a comma between thousands.
  public static func count(_ count: Int) -> Measured { Measured(NamedValue("", count: count)) }

  /// A measurement, rounded to some significant digits.
  public static func number(_ number: Double, digits: Int = 4) -> Measured {
    Measured(NamedValue("", number, digits: digits))
  }

  /// A measurement, rounded to some digits behind the point.
  public static func number(_ number: Double, decimals: Int) -> Measured {
    Measured(NamedValue("", number, decimals: decimals))
  }

  /// A share of a whole in percent: 0.9531 reads 95.3%.
  public static func share(_ share: Double) -> Measured { Measured(NamedValue("", share: share)) }

  /// A value without its name.
  init(_ value: NamedValue) { self.init(text: value.text, number: value.number) }

  private init(text: String, number: Double?) { (self.text, self.number) = (text, number) }
}
