import Figures

/// What was measured: a number and how the page writes it, or a word.
public struct Measured: Equatable, Sendable {
  /// The value as the page shows it.
  public let text: String
  /// The number behind the text, unrounded; nil for a word and for what is not finite.
  public let number: Double?

  private init(_ text: String, _ number: Double?) {
    (self.text, self.number) = (text, number.flatMap { $0.isFinite ? $0 : nil })
  }

  /// A word.
  public static func text(_ text: String) -> Measured { Measured(text, nil) }

  /// A count, with a comma between thousands.
  public static func count(_ count: Int) -> Measured {
    Measured(NumberText.prose.count(count), Double(count))
  }

  /// A measurement, rounded to some significant digits.
  public static func number(_ number: Double, digits: Int = 4) -> Measured {
    Measured(NumberText.prose.rounded(number, digits: digits), number)
  }

  /// A measurement, rounded to some digits behind the point.
  public static func number(_ number: Double, decimals: Int) -> Measured {
    Measured(NumberText.prose.rounded(number, decimals: decimals), number)
  }

  /// A share of a whole in percent: 0.9531 reads 95.3%.
  public static func share(_ share: Double) -> Measured { Measured(NumberText.prose.share(share), share) }
}
