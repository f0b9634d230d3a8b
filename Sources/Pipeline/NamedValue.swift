import Foundation

/// A measured number (or word) that prose can quote as `{{id.name}}`.
public struct NamedValue: Codable, Equatable, Sendable {
  /// The name behind the dot.
  public let name: String
  /// The value as the page shows it.
  public let text: String
  /// The number behind the text, unrounded.
  public let number: Double?

  /// A word.
  public init(_ name: String, text: String) {
    self.name = name
    self.text = text
    number = nil
  }

  /// A count, with a comma between thousands.
  public init(_ name: String, count: Int) {
    self.name = name
    var digits = Substring(String(count.magnitude))
    var groups: [Substring] = []
    while !digits.isEmpty {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    text = (count < 0 ? "-" : "") + groups.joined(separator: ",")
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
    text = share.isFinite ? String(format: "%.1f%%", 100 * share) : Self.rounded(share, digits: 3)
    number = share.isFinite ? share : nil
  }

  /// A number to some significant digits, as '3.4 × 10⁻⁵' below 0.0001 and from a million on.
  public static func rounded(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "not a number" : (number < 0 ? "-∞" : "∞") }
    guard number != 0 else { return "0" }
    let magnitude = Int(floor(log10(abs(number))))
    guard (-4..<6).contains(magnitude) else { return scientific(number, digits: digits) }
    return String(format: "%.\(max(0, digits - 1 - magnitude))f", number)
  }

  /// A number to some digits behind the point.
  public static func rounded(_ number: Double, decimals: Int) -> String {
    number.isFinite ? String(format: "%.\(decimals)f", number) : rounded(number, digits: 1)
  }

  /// A number as an author would write it: '0.5', '1'.
  public static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  private static func scientific(_ number: Double, digits: Int) -> String {
    let parts = String(format: "%.\(max(0, digits - 1))e", number).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return String(number) }
    let digits: [Character] = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let raised = String(String(exponent).map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
    return "\(parts[0]) × 10\(raised)"
  }
}
