/// The learning rate as a function of the epoch.
public enum LearningRateSchedule: Codable, Hashable, Sendable {
  /// The same rate throughout.
  case constant(Double)

  /// The rate during epoch `epoch`, counted from 0.
  public func rate(inEpoch epoch: Int) -> Double {
    switch self {
    case .constant(let rate): rate
    }
  }
}
