import Networks
import Training

/// What {train} found of a training that has ended.
struct TrainReport {
  let run: TrainingRun
  /// The mark of the last checkpoint kept.
  let weights: String
  /// Of the flow that was trained, if it is one.
  let straightness: Double?
  /// Of the flow that made the pairs, if there is one.
  let pairStraightness: Double?

  /// Of the ways of 64 noises in 50 Euler steps, with the classes in turn.
  static func straightness(of flow: UNet) -> Double {
    let labels = (0..<64).map { UInt8($0 % UNetConfiguration.classCount) }
    var pairs = ReflowPairs(of: flow, count: 64, labels: labels, steps: 50, solver: .euler, seed: 0)
    pairs.step()
    return pairs.straightness
  }
}
