import Tensors

/// How many samples could be real, and how much of what is real the samples reach.
///
/// A set stands for the union of balls around its members, each as large as the distance to the k-th nearest other
/// member (Kynkaanniemi et al. 2019, eq. 1 and 2).
public struct PrecisionRecall: Equatable, Sendable {
  /// The share of samples inside the balls of the real features.
  public let precision: Double
  /// The share of real features inside the balls of the samples.
  public let recall: Double

  /// samples [N, F] and real [M, F], each of more than k rows.
  public init(samples: Tensor, real: Tensor, k: Int = 3) {
    precision = Self.share(of: samples, within: real, k)
    recall = Self.share(of: real, within: samples, k)
  }

  private static func share(of queries: Tensor, within set: Tensor, _ k: Int) -> Double {
    let radii = NearestNeighbours.squaredRadii(of: set, k: k)
    let covered = NearestNeighbours.areCovered(queries, by: set, squaredRadii: radii)
    return Double(covered.count { $0 }) / Double(covered.count)
  }
}
