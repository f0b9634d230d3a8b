import Foundation

/// The learning rate as a function of the epoch.
public enum LearningRateSchedule: Codable, Hashable, Sendable {
  /// The same rate throughout.
  case constant(Double)
  /// start * decay^epoch: torch's ExponentialLR, stepped once an epoch.
  case exponential(start: Double, decay: Double)

  /// From start down to a tenth of it over so many epochs: the decay is 0.1^(1 / epochs).
  public static func tenfoldDecay(from start: Double, over epochs: Int) -> LearningRateSchedule {
    .exponential(start: start, decay: pow(0.1, 1 / Double(max(1, epochs))))
  }

  /// The rate during epoch `epoch`, counted from 0.
  public func rate(inEpoch epoch: Int) -> Double {
    switch self {
    case .constant(let rate): rate
    // Multiplied epoch by epoch, as torch does: a power would differ in the last bit.
    case .exponential(let start, let decay): (0..<epoch).reduce(start) { rate, _ in rate * decay }
    }
  }
}
