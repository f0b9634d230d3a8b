import Foundation

/// The noise levels that a sampler visits on images that keep their scale, x_0 + sigma eps.
public struct NoiseLevels: Hashable, Sendable {
  /// From noisy to clean, without the 0 at the end.
  public let sigmas: [Double]
  /// The schedule's timestep of each.
  public let timesteps: [Float]

  /// Any sigmas, from noisy to clean.
  public init(_ sigmas: [Double], of schedule: NoiseSchedule) {
    (self.sigmas, timesteps) = (sigmas, sigmas.map { schedule.timestep(ofNoiseRatio: $0) })
  }

  private init(at timesteps: [Float], of schedule: NoiseSchedule) {
    (self.timesteps, sigmas) = (timesteps, timesteps.map { schedule.noiseRatio(at: $0) })
  }

  /// Those of timesteps spread evenly over the schedule, ends included.
  public static func even(_ steps: Int, of schedule: NoiseSchedule) -> NoiseLevels {
    NoiseLevels(
      at: (0..<steps).reversed().map { index in
        Float(schedule.count - 1) * Float(index) / Float(max(1, steps - 1))
      }, of: schedule)
  }

  /// sigma_i = (max^(1/7) + i / (steps - 1) (min^(1/7) - max^(1/7)))^7 (Karras et al. 2022, eq. 5 and table 1), from
  /// the schedule's highest, or 80 if that is less, to its lowest, unless others are given.
  ///
  /// At the last timestep of the cosine schedule sigma is 20,291. Nothing of an image is left far below that, and a
  /// step from there multiplies every error.
  public static func edm(
    _ steps: Int, of schedule: NoiseSchedule, from highest: Double? = nil, to lowest: Double? = nil
  ) -> NoiseLevels {
    let highest = highest ?? min(80, schedule.noiseRatio(at: Float(schedule.count - 1)))
    let (first, last) = (pow(highest, 1 / 7), pow(lowest ?? schedule.noiseRatio(at: 0), 1 / 7))
    return NoiseLevels(
      (0..<steps).map { pow(first + Double($0) / Double(max(1, steps - 1)) * (last - first), 7) },
      of: schedule)
  }
}
