import Tensors

/// The region that a set of features stands for: balls around its members, each as large as the distance to the k-th
/// nearest other member (Kynkaanniemi et al. 2019, eq. 1).
public struct Manifold: Sendable {
  /// [N, F]
  public let features: Tensor
  private let squaredRadii: [Float]

  /// features [N, F], N more than k.
  public init(of features: Tensor, k: Int = 3) {
    self.features = features
    squaredRadii = NearestNeighbours.squaredRadii(of: features, k: k)
  }

  /// The share of the rows of `queries` [M, F] that lie within the region.
  public func share(of queries: Tensor) -> Double {
    let covered = NearestNeighbours.areCovered(queries, by: features, squaredRadii: squaredRadii)
    return Double(covered.count { $0 }) / Double(covered.count)
  }
}

/// How many samples could be real, and how much of what is real the samples reach (Kynkaanniemi et al. 2019, eq. 2).
public struct PrecisionRecall: Equatable, Sendable {
  /// The share of samples within the region of the real features.
  public let precision: Double
  /// The share of real features within the region of the samples.
  public let recall: Double

  /// Of two regions.
  public init(samples: Manifold, real: Manifold) {
    precision = real.share(of: samples.features)
    recall = samples.share(of: real.features)
  }
}
