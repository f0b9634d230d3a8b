/// The Gaussian error linear unit x Phi(x), exact, not the tanh approximation (Hendrycks and Gimpel 2016).
public enum GELU {
  /// Any shape -> x Phi(x), the same shape.
  public static func value(_ x: Tensor) -> Tensor { x.mapped { kernels.gelu($0, $1, into: $2) } }

  /// gradient and x of one shape -> the gradient for x, (Phi(x) + x phi(x)) gradient.
  public static func pullback(_ gradient: Tensor, x: Tensor) -> Tensor {
    Tensor.requireSameShape("GELU.pullback", gradient, x)
    return x.mapped { kernels.geluPullback(gradient.floats, $0, $1, into: $2) }
  }
}
