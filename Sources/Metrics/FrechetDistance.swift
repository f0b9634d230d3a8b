import Tensors

/// How far two sets of features are apart when each is taken for a normal distribution.
public enum FrechetDistance {
  /// |m1 - m2|^2 + Tr(S1 + S2 - 2 (S1^{1/2} S2 S1^{1/2})^{1/2}), in squared units of the features.
  ///
  /// (Dowson and Landau 1982; Heusel et al. 2017 with Inception's features.) It falls with the size of the sets: compare
  /// sets of one size, and beside them the distance of two sets of real images.
  public static func between(_ a: FeatureStatistics, _ b: FeatureStatistics) -> Double {
    precondition(
      a.mean.count == b.mean.count,
      "FrechetDistance: expected features of one length, got \(a.mean.count) and \(b.mean.count)")
    let means = zip(a.mean, b.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let inner = a.covariance.squareRoot.congruent(to: b.covariance)
    let roots = EigenDecomposition(of: inner).values.reduce(0) { $0 + max(0, $1).squareRoot() }
    return max(0, means + a.covariance.trace + b.covariance.trace - 2 * roots)
  }

  /// Of two sets of features [N, F] and [M, F], each of two rows at least.
  public static func between(_ a: Tensor, _ b: Tensor) -> Double {
    between(FeatureStatistics(of: a), FeatureStatistics(of: b))
  }
}
