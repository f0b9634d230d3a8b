import Tensors

extension LossGradient {
  /// The same gradient, shortened to the length `limit` if its norm is greater.
  ///
  /// (Pascanu et al. 2013, algorithm 1; as torch's `clip_grad_norm_`: the factor is limit / (norm + 1e-6).)
  public func clipped(toNorm limit: Double) -> LossGradient {
    let factor = limit / (norm + 1e-6)
    guard factor < 1 else { return self }
    return LossGradient(
      value: value, gradients: gradients.map { Float(factor) * $0 }, statistics: statistics)
  }
}
