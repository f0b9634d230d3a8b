import Foundation

/// A way to write numbers, the same in every locale.
public struct NumberText: Sendable {
  /// Along an axis: −12 345 and 2×10⁻⁵.
  static let axis = NumberText(
    minus: "\u{2212}", thousands: "\u{202f}", longestGroup: 4, times: "\u{d7}", dropsZeros: true)
  /// In prose and tables: -12,345 and 2.000 × 10⁻⁵.
  public static let prose = NumberText(
    minus: "-", thousands: ",", longestGroup: 3, times: " \u{d7} ", dropsZeros: false)

  let minus: String
  private let thousands: String
  /// How many digits stand together where more would be grouped by threes.
  private let longestGroup: Int
  private let times: String
  /// Whether a factor before a power of ten drops zeros at its end, and itself where it is 1.
  private let dropsZeros: Bool

  /// Digits before the point, with separators between thousands.
  func grouped(_ digits: some StringProtocol) -> String {
    guard digits.count > longestGroup else { return String(digits) }
    var groups: [String] = []
    var rest = String(digits)[...]
    while !rest.isEmpty {
      groups.insert(String(rest.suffix(3)), at: 0)
      rest = rest.dropLast(3)
    }
    return groups.joined(separator: thousands)
  }

  /// A text with separators between the thousands of those words that are whole numbers; of four digits it may be a year.
  public func groupingWholeNumbers(in text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.count > 4 && word.allSatisfy { $0.isASCII && $0.isNumber } ? grouped(word) : String(word)
    }.joined(separator: " ")
  }

  /// Some significant digits and a power of ten.
  func scientific(_ value: Double, digits: Int) -> String {
    let parts = String(format: "%.\(max(0, digits - 1))e", abs(value)).split(separator: "e")
    var factor = parts[0]
    while dropsZeros, factor.last == "0" { factor.removeLast() }
    if factor.last == "." { factor.removeLast() }
    let power = "10" + superscript(Int(parts[1]) ?? 0)
    let isOne = dropsZeros && factor == "1"
    return (value < 0 ? minus : "") + (isOne ? power : factor + times + power)
  }

  private func superscript(_ number: Int) -> String {
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(abs(number)).compactMap(\.wholeNumberValue).map { raised[$0] }
    return (number < 0 ? "⁻" : "") + String(digits)
  }
}
