import Foundation

extension NumberText {
  /// A count, with separators between thousands.
  public func count(_ count: Int) -> String { (count < 0 ? minus : "") + grouped("\(count.magnitude)") }

  /// A number to some significant digits, with a power of ten below 0.0001 and from a million on.
  public func rounded(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "not a number" : (number < 0 ? minus : "") + "∞" }
    guard number != 0 else { return "0" }
    let magnitude = Int(floor(log10(abs(number))))
    guard (-4..<6).contains(magnitude) else { return scientific(number, digits: digits) }
    return String(format: "%.\(max(0, digits - 1 - magnitude))f", number)
  }

  /// A number to some digits behind the point.
  public func rounded(_ number: Double, decimals: Int) -> String {
    number.isFinite ? String(format: "%.\(decimals)f", number) : rounded(number, digits: 1)
  }

  /// A share of a whole in percent: 0.9531 reads 95.3%.
  public func share(_ share: Double) -> String {
    share.isFinite ? String(format: "%.1f%%", 100 * share) : rounded(share, digits: 3)
  }

  /// A number as an author would write it: '0.5', '1'.
  public func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}
