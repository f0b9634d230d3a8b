import Chapters
import Networks
import Pipeline

/// How long and how fast a network learns: what every block that trains a UNet lets the author choose.
package struct LearningOptions: OptionGroup {
  package var epochs = 5
  package var batch: Int
  package var rate = 1e-4
  package var schedule = RateSchedule.constant
  package var finalRate: Double?
  package var warmUp = 0
  package var clip: Double?
  package var ema: Double?

  package init(batch: Int = 256, clip: Double? = nil, ema: Double? = nil) {
    (self.batch, self.clip, self.ema) = (batch, clip, ema)
  }

  /// How the learning rate changes.
  package enum RateSchedule: String, SchemaChoice {
    case constant
    /// By the same factor every epoch.
    case exponential
    /// Along half a cosine, step by step.
    case cosine
  }

  package static var schema: Schema<LearningOptions> {
    Schema([
      .option("epochs", \.epochs, "passes over the images", .range(1...10_000)),
      .option("batch", \.batch, "images a step", .range(1...65_536)),
      .option("rate", \.rate, "Adam's learning rate", .range(1e-9...10)),
      .option("schedule", \.schedule, "how the rate falls: not, after each epoch, or step by step"),
      .option(
        "final-rate", \.finalRate,
        "the share of the rate that is left at the end (if left out, 0.1 exponential and 0 cosine)",
        .range(0...1)),
      .option("warm-up", \.warmUp, "steps in which the rate climbs to its full value", .range(0...1_000_000)),
      .option("clip", \.clip, "the norm to which longer gradients are shortened", .range(1e-6...1e6)),
      .option(
        "ema", \.ema, "the decay of a moving average of the weights, which checkpoints then hold",
        .range(0...0.999999)),
    ])
  }

  /// The learning rate that the options ask for.
  package var learningRate: LearningRateSchedule {
    switch schedule {
    case .constant: LearningRateSchedule(start: rate, warmUp: warmUp)
    case .exponential: .exponential(from: rate, to: finalRate ?? 0.1, over: epochs, warmUp: warmUp)
    case .cosine:
      LearningRateSchedule(start: rate, decay: .cosine(finalShare: finalRate ?? 0), warmUp: warmUp)
    }
  }

  /// A final rate that its schedule cannot reach or does not look at.
  package var contradictions: [OptionMistake] {
    if finalRate == 0, schedule == .exponential {
      let expected = "above 0 for the schedule 'exponential'"
      return [.outOfRange("final-rate", expected: expected, found: "0")]
    }
    guard finalRate != nil, schedule == .constant else { return [] }
    let remedy = "remove it, or write 'schedule: exponential' or 'schedule: cosine'"
    return [.meaningless("final-rate", because: "with a constant rate", remedy: remedy)]
  }

  /// Requires a training on so many images to have steps with the full rate.
  ///
  /// - Throws: an `OptionMistake` at 'warm-up'.
  package func requireRoomForWarmUp(images: Int) throws {
    let steps = epochs * ((images + batch - 1) / batch)
    guard warmUp > 0, warmUp >= steps else { return }
    throw OptionMistake("warm-up", SharedComplaint.warmUpWithoutEnd(steps: warmUp, training: steps))
  }
}
