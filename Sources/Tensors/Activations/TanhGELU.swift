/// The tanh approximation of the Gaussian error linear unit, x / 2 (1 + tanh(u)) with
/// u = sqrt(2 / pi) (x + 0.044715 x^3) (Hendrycks and Gimpel 2016), "gelu_new" in T5's configuration.
///
/// Computed as x times the logistic function of 2 u, which is the same and keeps its precision for negative x.
public enum TanhGELU {
  /// Any shape -> the same shape.
  public static func value(_ x: Tensor) -> Tensor { x.mapped { kernels.tanhGELU($0, $1, into: $2) } }

  /// gradient and x of one shape -> the gradient for x: with s the logistic function of 2 u,
  /// (s + x s (1 - s) 2 u') gradient.
  public static func pullback(_ gradient: Tensor, x: Tensor) -> Tensor {
    Tensor.requireSameShape("TanhGELU.pullback", gradient, x)
    return x.mapped { kernels.tanhGELUPullback(gradient.floats, $0, $1, into: $2) }
  }
}
