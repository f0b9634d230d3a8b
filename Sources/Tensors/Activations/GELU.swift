/// The Gaussian error linear unit x Phi(x), exact, not the tanh approximation (Hendrycks and Gimpel 2016).
public enum GELU {
  /// Any shape -> x Phi(x), the same shape.
  public static func value(_ x: Tensor) -> Tensor {
    var result = Tensor(uninitialized: x.shape)
    let (source, destination) = (x.floats, result.mutableFloats)
    Partition(x.count, grain: 1 << 14, unit: 16).concurrently { _, items in
      kernels.gelu(source, items, into: destination)
    }
    return result
  }

  /// The gradient for x: (Phi(x) + x phi(x)) * gradient.
  public static func pullback(_ gradient: Tensor, x: Tensor) -> Tensor {
    Tensor.requireSameShape("GELU.pullback", gradient, x)
    var result = Tensor(uninitialized: x.shape)
    let (source, outer, destination) = (x.floats, gradient.floats, result.mutableFloats)
    Partition(x.count, grain: 1 << 14, unit: 16).concurrently { _, items in
      kernels.geluPullback(outer, source, items, into: destination)
    }
    return result
  }
}
