/// The Gaussian error linear unit x Phi(x), exact, not the tanh approximation (Hendrycks and Gimpel 2016).
public enum GELU {
  /// Any shape -> x Phi(x), the same shape.
  public static func value(_ x: Tensor) -> Tensor {
    let source = x.floats
    return elementwise(x.shape) { value(Vector(source + $0)) }
  }

  /// The gradient for x: (Phi(x) + x phi(x)) * gradient.
  public static func pullback(_ gradient: Tensor, x: Tensor) -> Tensor {
    Tensor.requireSameShape("GELU.pullback", gradient, x)
    let (source, outer) = (x.floats, gradient.floats)
    return elementwise(x.shape) { Vector(outer + $0) * derivative(Vector(source + $0)) }
  }

  @inline(__always) static func value(_ x: Vector) -> Vector {
    Vector(lowHalf: value(x.lowHalf), highHalf: value(x.highHalf))
  }

  @inline(__always) static func derivative(_ x: Vector) -> Vector {
    Vector(lowHalf: derivative(x.lowHalf), highHalf: derivative(x.highHalf))
  }

  @inline(__always) private static func value(_ x: Octet) -> Octet { x * NormalDistribution.cdfAndPDF(x).cdf }

  @inline(__always) private static func derivative(_ x: Octet) -> Octet {
    let (cdf, pdf) = NormalDistribution.cdfAndPDF(x)
    return cdf.addingProduct(x, pdf)
  }
}
