/// The tanh approximation of the Gaussian error linear unit, x / 2 (1 + tanh(u)) with
/// u = sqrt(2 / pi) (x + 0.044715 x^3) (Hendrycks and Gimpel 2016), "gelu_new" in T5's configuration.
///
/// Computed as x times the logistic function of 2 u, which is the same and keeps its precision for negative x.
public enum TanhGELU {
  private static let slope: Float = 0.7978845608
  private static let cubic: Float = 0.044715

  /// Any shape -> the same shape.
  public static func value(_ x: Tensor) -> Tensor {
    let source = x.floats
    return elementwise(x.shape) { index in
      let x = Vector(source + index)
      return Vector(lowHalf: x.lowHalf * logistic(x.lowHalf), highHalf: x.highHalf * logistic(x.highHalf))
    }
  }

  /// The gradient for x: with s the logistic function of 2 u, (s + x s (1 - s) 2 u') gradient.
  public static func pullback(_ gradient: Tensor, x: Tensor) -> Tensor {
    Tensor.requireSameShape("TanhGELU.pullback", gradient, x)
    let (source, outer) = (x.floats, gradient.floats)
    return elementwise(x.shape) { index in
      let x = Vector(source + index)
      return Vector(outer + index)
        * Vector(lowHalf: derivative(x.lowHalf), highHalf: derivative(x.highHalf))
    }
  }

  @inline(__always) private static func derivative(_ x: Octet) -> Octet {
    let s = logistic(x)
    let inner = (1 + x * x * (3 * cubic)) * (2 * slope)
    return s + x * s * (1 - s) * inner
  }

  /// 1 / (1 + exp(-2 u)), by exponentials of negative numbers only.
  @inline(__always) private static func logistic(_ x: Octet) -> Octet {
    let twice = x * (1 + x * x * cubic) * (2 * slope)
    let small = NormalDistribution.exponential(-magnitude(twice))
    let upper = 1 / (1 + small)
    return upper.replacing(with: small * upper, where: twice .< 0)
  }

  @inline(__always) private static func magnitude(_ x: Octet) -> Octet {
    unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt32>.self) & 0x7fff_ffff, to: Octet.self)
  }
}
