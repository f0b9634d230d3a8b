import Foundation

/// The timesteps that a sampler visits, from noisy to clean.
public enum Timesteps {
  /// From `first` down in equal steps to 0 or above: `strided(from: 990, by: 30)` is 990, 960, ..., 30, 0.
  public static func strided(from first: Int, by step: Int) -> [Int] {
    Array(stride(from: first, through: 0, by: -step))
  }

  /// `leading` in diffusers: (steps - 1) r, ..., r, 0 with r = count / steps, rounded down, plus an offset.
  public static func leading(_ steps: Int, of count: Int = 1000, offset: Int = 0) -> [Int] {
    (0..<steps).reversed().map { $0 * (count / steps) + offset }
  }

  /// `linspace` in diffusers' multistep samplers: count - 1 down towards 0 in `steps` equal steps, rounded, without
  /// the 0.
  public static func evenlySpaced(_ steps: Int, of count: Int = 1000) -> [Int] {
    (1...steps).reversed().map { index in
      Int((Double(count - 1) * Double(index) / Double(steps)).rounded(.toNearestOrEven))
    }
  }

  /// Equal sections of 0..<count with so many timesteps in each, from its first to its last; the first sections are
  /// longer by one where the count does not divide (`space_timesteps` in deep-floyd/IF).
  public static func sections(_ counts: [Int], of count: Int = 1000) -> [Int] {
    var (start, result) = (0, Set<Int>())
    for (index, points) in counts.enumerated() {
      let size = count / counts.count + (index < count % counts.count ? 1 : 0)
      let stride = points > 1 ? Double(size - 1) / Double(points - 1) : 1
      for point in 0..<points {
        result.insert(start + Int((Double(point) * stride).rounded(.toNearestOrEven)))
      }
      start += size
    }
    return result.sorted(by: >)
  }

  /// The lists that the model's authors found for fewer steps.
  public enum Named: String, CaseIterable, Codable, Hashable, Sendable {
    /// 27 timesteps, most of them in the clean 40%.
    case fast27
    /// 27 timesteps, most of them at both ends.
    case smart27
    /// 50 timesteps at both ends.
    case smart50
    /// 100 timesteps, more of them where it is noisy.
    case smart100
    /// 185 timesteps, more of them where it is noisy.
    case smart185

    /// How many timesteps lie in each of the equal sections, from clean to noisy.
    public var sectionCounts: [Int] {
      switch self {
      case .fast27: [10, 10, 3, 2, 2]
      case .smart27: [7, 4, 2, 1, 2, 4, 7]
      case .smart50: [10, 6, 4, 3, 2, 2, 3, 4, 6, 10]
      case .smart100: [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10, 13]
      case .smart185: [1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20]
      }
    }

    /// The timesteps, from noisy to clean.
    public var timesteps: [Int] { sections(sectionCounts) }
  }
}
