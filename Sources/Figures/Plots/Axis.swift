import Foundation

/// The visible range of an axis and its ticks.
struct Axis: Equatable {
  /// A place on the axis that is marked.
  struct Tick: Equatable {
    let value: Double
    /// Nil for a minor tick.
    let label: String?
  }

  let scale: Plot.Scale
  /// The visible range; never empty, positive on a log axis.
  let range: ClosedRange<Double>
  let ticks: [Tick]

  /// An axis that shows all of `values` with about `count` labels. `fitted` keeps the range at the values
  /// instead of widening it to whole ticks. The scale must show all values.
  init(showing values: [Double], scale: Plot.Scale, count: Int, fitted: Bool = false) {
    self.scale = scale
    let least = values.min() ?? (scale == .log ? 1 : 0)
    let greatest = values.max() ?? (scale == .log ? 10 : 1)
    switch scale {
    case .linear: (range, ticks) = Self.linear(least, greatest, count, fitted)
    case .log: (range, ticks) = Self.logarithmic(least, greatest, count, fitted)
    }
  }

  /// An axis with texts at 0, 1, 2, ...
  ///
  /// - Parameter room: how many characters there are for each.
  init(of categories: [String], room: Int) {
    scale = .linear
    range = -0.5...Double(max(1, categories.count)) - 0.5
    ticks = categories.enumerated().map { index, text in
      Tick(value: Double(index), label: text.count > room ? text.prefix(max(1, room - 1)) + "…" : text)
    }
  }

  /// An axis over just a range, with labels that lie in it.
  init(over range: ClosedRange<Double>, scale: Plot.Scale, count: Int) {
    let inner = Axis(showing: [range.lowerBound, range.upperBound], scale: scale, count: count, fitted: true)
    (self.scale, self.range, ticks) = (scale, range, inner.ticks.filter { range.contains($0.value) })
  }

  /// The share of the axis' length at which `value` lies, 0 at its beginning.
  func position(of value: Double) -> Double {
    switch scale {
    case .linear: (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    case .log: (log10(value) - log10(range.lowerBound)) / (log10(range.upperBound) - log10(range.lowerBound))
    }
  }

  /// Steps of 1, 2 or 5 times a power of ten.
  private static func linear(
    _ least: Double, _ greatest: Double, _ count: Int, _ fitted: Bool
  ) -> (ClosedRange<Double>, [Tick]) {
    let size = max(abs(least), abs(greatest))
    let hasSpan = greatest - least > max(size * 1e-9, 1e-290)
    let margin = hasSpan ? 0 : (size > 1e-280 ? size * 0.5 : 0.5)
    let (low, high) = (least - margin, greatest + margin)
    let step = niceStep(high / Double(count) - low / Double(count))
    let first = (fitted ? (low / step - 1e-9).rounded(.up) : (low / step + 1e-9).rounded(.down))
    let last = (fitted ? (high / step + 1e-9).rounded(.down) : (high / step - 1e-9).rounded(.up))
    let multiples = stride(from: first, through: last, by: 1).prefix(50).map { $0 * step }
    let ticks = multiples.map { Tick(value: $0, label: NumberText.axis.tick($0, step: step)) }
    return (fitted ? low...high : first * step...max(last * step, first * step + step), ticks)
  }

  /// Whole powers of ten with their multiples as minor ticks; below one and a half decades, multiples have
  /// labels too: at least two labels are in sight.
  private static func logarithmic(
    _ least: Double, _ greatest: Double, _ count: Int, _ fitted: Bool
  ) -> (ClosedRange<Double>, [Tick]) {
    let (low, high) = greatest < least * (1 + 1e-9) ? (least / 2, greatest * 2) : (least, greatest)
    let range = fitted ? low...high : rounded(low, .down)...rounded(high, .up)
    let ratio = range.upperBound / range.lowerBound
    let decades = ratio.isFinite ? log10(ratio) : log10(range.upperBound) - log10(range.lowerBound)
    let every = max(Int((decades / Double(count)).rounded(.up)), 1)
    let labelled: Set<Int> = decades > 2.5 ? [1] : [1, 2, 5]
    var ticks: [Tick] = []
    for power in Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up)) {
      for digit in 1...9 where every == 1 || digit == 1 {
        let value = NumberText.decimal(digit, power)
        guard range.lowerBound * (1 - 1e-9) <= value, value <= range.upperBound * (1 + 1e-9) else { continue }
        let hasLabel = labelled.contains(digit) && power % every == 0
        ticks.append(Tick(value: value, label: hasLabel ? NumberText.axis.logTick(value, power: power) : nil))
      }
    }
    return (range, ticks)
  }

  /// The nearest 1, 2 or 5 times a power of ten below or above.
  private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
    let power = Int(log10(value).rounded(.down))
    let candidates = (power - 1...power + 1).flatMap { power in
      [1, 2, 5].map { NumberText.decimal($0, power) }
    }
    let found =
      rule == .down
      ? candidates.last { $0 <= value * (1 + 1e-9) } : candidates.first { $0 >= value * (1 - 1e-9) }
    return found ?? value
  }

  private static func niceStep(_ rough: Double) -> Double {
    let power = Int(log10(rough).rounded(.down))
    return [1, 2, 5].map { NumberText.decimal($0, power) }.first { $0 >= rough * (1 - 1e-9) }
      ?? NumberText.decimal(1, power + 1)
  }
}
