/// The tanh approximation of the Gaussian error linear unit, x / 2 (1 + tanh(u)) with
/// u = sqrt(2 / pi) (x + 0.044715 x^3) (Hendrycks and Gimpel 2016), "gelu_new" in T5's configuration.
///
/// Computed as x times the logistic function of 2 u, which is the same and keeps its precision for negative x.
public enum TanhGELU {
  /// Any shape -> the same shape.
  public static func value(_ x: Tensor) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let (source, destination) = (x.floats, result.mutableFloats)
    Partition(x.count, grain: 1 << 14, unit: 16).concurrently { _, items in
      kernels.tanhGELU(source, items, into: destination)
    }
    return result
  }

  /// The gradient for x: with s the logistic function of 2 u, (s + x s (1 - s) 2 u') gradient.
  public static func pullback(_ gradient: Tensor, x: Tensor) -> Tensor {
    Tensor.requireSameShape("TanhGELU.pullback", gradient, x)
    var result = Tensor(uninitialized: x.shape)
    let (source, outer, destination) = (x.floats, gradient.floats, result.mutableFloats)
    Partition(x.count, grain: 1 << 14, unit: 16).concurrently { _, items in
      kernels.tanhGELUPullback(outer, source, items, into: destination)
    }
    return result
  }
}
