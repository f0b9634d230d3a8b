import Foundation

extension NumberText {
  /// digit * 10^power, correctly rounded.
  static func decimal(_ digit: Int, _ power: Int) -> Double { Double("\(digit)e\(power)") ?? 0 }

  /// A coordinate in pixels, to a tenth.
  static func coordinate(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, tenth) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")
  }

  /// A tick of a linear axis, with the decimals that `step` needs and separators between thousands.
  func tick(_ value: Double, step: Double) -> String {
    let magnitude = max(abs(value), step)
    guard value != 0 else { return "0" }
    guard magnitude < 1e7, step > 0.99e-5 else { return scientific(value, digits: 3) }
    let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    let parts = String(format: "%.\(decimals)f", abs(value)).split(separator: ".")
    return (value < 0 ? minus : "") + grouped(parts[0]) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// A tick of a log axis: plain from 0.001 to 10,000, as a power of ten elsewhere.
  func logTick(_ value: Double, power: Int) -> String {
    (-3...4).contains(power)
      ? tick(value, step: Self.decimal(1, min(power, 0))) : scientific(value, digits: 3)
  }
}
