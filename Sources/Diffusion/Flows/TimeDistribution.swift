import Foundation

/// Which times of a flow are shown in training.
public enum TimeDistribution: Codable, Hashable, Sendable {
  /// All alike.
  case uniform
  /// t = 1 / (1 + exp(-z)) with z normal: most times near the middle, where the velocity is hardest to tell.
  /// (Esser et al. 2024, section 3.1; they use mean 0 and deviation 1.)
  case logitNormal(mean: Double, deviation: Double)

  /// The time below which a share of all times lies: a uniform number in 0..<1 -> a time in 0...1.
  ///
  /// So every distribution takes one uniform number for a time, and a uniform time is that number itself.
  public func time(at share: Float) -> Float {
    switch self {
    case .uniform: return share
    case .logitNormal(let mean, let deviation):
      let z = mean + deviation * Self.normalQuantile(Double(share))
      return Float(1 / (1 + exp(-z)))
    }
  }

  /// The z with Phi(z) = share, to double precision; negative infinity at 0.
  ///
  /// A start within 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23), then three steps of Halley's method.
  static func normalQuantile(_ share: Double) -> Double {
    guard share > 0 else { return -.infinity }
    guard share <= 0.5 else { return -normalQuantile(1 - share) }
    let t = (-2 * log(share)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    var z = numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
    for _ in 0..<3 {
      let excess = erfc(-z / 2.0.squareRoot()) / 2 - share
      let step = excess * (2 * Double.pi).squareRoot() * exp(z * z / 2)
      z -= step / (1 + z * step / 2)
    }
    return z
  }
}
