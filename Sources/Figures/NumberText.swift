import Foundation

/// Numbers as text, the same in every locale.
enum NumberText {
  /// digit * 10^power, correctly rounded.
  static func decimal(_ digit: Int, _ power: Int) -> Double {
    Double("\(digit)e\(power)") ?? 0
  }

  /// A coordinate in pixels, to a tenth.
  static func coordinate(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, tenth) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")
  }

  /// A tick of a linear axis, with the decimals that `step` needs and thin spaces between thousands.
  static func tick(_ value: Double, step: Double) -> String {
    let magnitude = max(abs(value), step)
    guard value != 0 else { return "0" }
    guard magnitude < 1e7, step > 0.99e-5 else { return scientific(value) }
    let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    let text = String(format: "%.\(decimals)f", abs(value))
    let parts = text.split(separator: ".")
    let sign = value < 0 ? "\u{2212}" : ""
    return sign + grouped(String(parts[0])) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// A tick of a log axis: plain from 0.001 to 10,000, as a power of ten elsewhere.
  static func logTick(_ value: Double, power: Int) -> String {
    (-3...4).contains(power) ? tick(value, step: decimal(1, min(power, 0))) : scientific(value)
  }

  /// Three significant digits and a power of ten: 2 x 10^-5 with superscript digits.
  private static func scientific(_ value: Double) -> String {
    let parts = String(format: "%.2e", abs(value)).split(separator: "e")
    var mantissa = String(parts[0])
    while mantissa.hasSuffix("0") { mantissa.removeLast() }
    if mantissa.hasSuffix(".") { mantissa.removeLast() }
    let power = "10" + superscript(Int(parts[1]) ?? 0)
    return (value < 0 ? "\u{2212}" : "") + (mantissa == "1" ? power : "\(mantissa)\u{d7}\(power)")
  }

  private static func superscript(_ number: Int) -> String {
    let digits = Array("\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}")
    let text = String(abs(number)).compactMap(\.wholeNumberValue).map { String(digits[$0]) }.joined()
    return (number < 0 ? "\u{207b}" : "") + text
  }

  /// 12345 becomes 12 345; four digits stay together.
  private static func grouped(_ digits: String) -> String {
    guard digits.count > 4 else { return digits }
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return groups.joined(separator: "\u{202f}")
  }
}
