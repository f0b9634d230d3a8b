import Diffusion

/// How much the error at each timestep counts.
public enum NoiseWeighting: String, Codable, CaseIterable, Hashable, Sendable {
  /// All alike.
  case plain
  /// As if velocity were predicted with a signal-to-noise ratio cut off at 5 (Hang et al. 2023): high noise, where the
  /// caption decides what there will be, counts for more than the last specks, which still count a little.
  case minSNR = "min-snr"

  /// The ratio, and the weight of the noise's error, that are not exceeded.
  public static let cap = 5.0
  /// The least weight of the noise's error.
  public static let floor = 0.15

  /// The weights of the target's squared error, with a mean of 1 over the timesteps of a schedule; nil for equal ones.
  ///
  /// With r = abar / (1 - abar), the noise's error gets min(r + 1, cap) / r, but floor at the least and cap at the most;
  /// the velocity's error, which is that of the noise divided by abar, that times abar.
  func weights(_ schedule: NoiseSchedule, _ target: PredictionTarget) -> [Float]? {
    guard self == .minSNR else { return nil }
    let weights = schedule.alphaBars.map(Double.init).map { alphaBar in
      let ratio = alphaBar / (1 - alphaBar)
      let weight = min(Self.cap, max(Self.floor, min(ratio + 1, Self.cap) / ratio))
      return target == .noise ? weight : weight * alphaBar
    }
    let mean = weights.reduce(0, +) / Double(max(1, weights.count))
    return weights.map { Float($0 / mean) }
  }
}

/// How the timesteps of a batch are chosen.
public enum TimestepChoice: String, Codable, CaseIterable, Hashable, Sendable {
  /// Each by itself.
  case independent
  /// One in each of as many equal parts of the schedule as there are images, in random order: it takes most of the
  /// timesteps' own noise out of the loss.
  case stratified
}
