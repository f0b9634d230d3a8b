import Foundation

/// The learning rate as a function of the optimizer step: a decay from a starting rate, with or without a warm-up.
public struct LearningRateSchedule: Codable, Hashable, Sendable {
  /// How the rate falls.
  public enum Decay: Codable, Hashable, Sendable {
    /// Not at all.
    case none
    /// By a factor after every epoch: torch's ExponentialLR, stepped once an epoch.
    case exponential(factor: Double)
    /// Along half a cosine, step by step, down to a share of the starting rate: torch's CosineAnnealingLR.
    case cosine(finalShare: Double)
  }

  /// The rate before any decay.
  public var start: Double
  /// How it falls.
  public var decay: Decay
  /// The number of steps in which the rate climbs in a straight line; step number `warmUp`, counted from 0, is
  /// the first with the full rate.
  public var warmUp: Int

  /// `warmUp` must not be negative.
  public init(start: Double, decay: Decay = .none, warmUp: Int = 0) {
    precondition(warmUp >= 0, "LearningRateSchedule: expected no negative warm-up, got \(warmUp)")
    (self.start, self.decay, self.warmUp) = (start, decay, warmUp)
  }

  /// The same rate throughout.
  public static func constant(_ rate: Double) -> LearningRateSchedule { LearningRateSchedule(start: rate) }

  /// From start down to a share of it over so many epochs, by the same factor after each: share^(1 / epochs).
  public static func exponential(
    from start: Double, to share: Double = 0.1, over epochs: Int, warmUp: Int = 0
  ) -> LearningRateSchedule {
    let factor = pow(share, 1 / Double(max(1, epochs)))
    return LearningRateSchedule(start: start, decay: .exponential(factor: factor), warmUp: warmUp)
  }

  /// The rate of a step, counted from 0.
  ///
  /// A cosine begins where the warm-up ends; epochs are counted from the start of the training, warmed up or not.
  ///
  /// - Parameter totalSteps: of the whole training, the warm-up included.
  public func rate(inStep step: Int, stepsPerEpoch: Int, totalSteps: Int) -> Double {
    let full: Double
    switch decay {
    case .none: full = start
    // Multiplied epoch by epoch, as torch does: a power would differ in the last bit.
    case .exponential(let factor):
      full = (0..<step / max(1, stepsPerEpoch)).reduce(start) { rate, _ in rate * factor }
    case .cosine(let share):
      let progress = Double(max(0, step - warmUp)) / Double(max(1, totalSteps - warmUp))
      full = start * (share + (1 - share) * (1 + cos(.pi * min(1, progress))) / 2)
    }
    return step < warmUp ? full * Double(step + 1) / Double(warmUp + 1) : full
  }
}
