import Tensors

/// How far two sets of features are apart when each is taken for a normal distribution.
public enum FrechetDistance {
  /// What computes it, for those who keep a record: other words here mean other last digits.
  public static let algorithm = "dsyevd, to 1e-6 of the variances"

  /// |m1 - m2|^2 + Tr(S1 + S2 - 2 (S1^{1/2} S2 S1^{1/2})^{1/2}), in squared units of the features.
  ///
  /// (Dowson and Landau 1982; Heusel et al. 2017 with Inception's features.) It falls with the size of the sets: compare
  /// sets of one size, and beside them the distance of two sets of real images.
  ///
  /// It is rounded to a millionth of Tr(S1 + S2), a unit with the same bits on every machine: of that sum OpenBLAS's kernels
  /// differ by 1e-13 to 1e-10, and where one feature in few samples outweighs a thousand by 6e-10.
  ///
  /// - Returns: NaN for features that are not finite.
  /// - Throws: `OpenBLASError.noConvergence`.
  public static func between(
    _ a: FeatureStatistics, _ b: FeatureStatistics, by algebra: OpenBLAS
  ) throws(OpenBLASError) -> Double {
    let unit = 1e-6 * (a.variance + b.variance)
    let exact = try unrounded(a, b, by: algebra)
    return unit > 0 ? (exact / unit).rounded() * unit : exact
  }

  /// Of two sets of features [N, F] and [M, F], each of two rows at least.
  public static func between(
    _ a: Tensor, _ b: Tensor, by algebra: OpenBLAS
  ) throws(OpenBLASError) -> Double {
    try between(FeatureStatistics(of: a, by: algebra), FeatureStatistics(of: b, by: algebra), by: algebra)
  }

  /// The same, not rounded: with last bits that are this machine's.
  package static func unrounded(
    _ a: FeatureStatistics, _ b: FeatureStatistics, by algebra: OpenBLAS
  ) throws(OpenBLASError) -> Double {
    precondition(
      a.mean.count == b.mean.count,
      "FrechetDistance: expected features of one length, got \(a.mean.count) and \(b.mean.count)")
    let means = zip(a.mean, b.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    // LAPACK may never come back from what is no number; no covariance is larger than the variances.
    guard (means + a.variance + b.variance).isFinite else { return .nan }
    let root = try a.covariance.squareRoot(by: algebra)
    let overlap = try b.covariance.congruent(by: root, algebra).traceOfRoot(by: algebra)
    return max(0, means + a.variance + b.variance - 2 * overlap)
  }
}
