import KernelInterface

extension ProcessorKernels {
  package static func tanhGELU(_ x: Source, _ items: Range<Int>, into y: Target) {
    for index in stride(from: items.lowerBound, to: items.upperBound, by: laneCount) {
      let x = Lanes(x + index)
      (x * TanhGELU.logistic(x)).store(to: y + index, counting: items.upperBound - index)
    }
  }

  package static func tanhGELUPullback(_ gradient: Source, _ x: Source, _ items: Range<Int>, into y: Target) {
    for index in stride(from: items.lowerBound, to: items.upperBound, by: laneCount) {
      let slope = TanhGELU.derivative(Lanes(x + index))
      (Lanes(gradient + index) * slope).store(to: y + index, counting: items.upperBound - index)
    }
  }
}

/// The tanh approximation of the Gaussian error linear unit as x times the logistic function of 2 u, with
/// u = sqrt(2 / pi) (x + 0.044715 x^3).
private enum TanhGELU {
  private static let slope: Float = 0.7978845608
  private static let cubic: Float = 0.044715

  @inline(__always) static func derivative(_ x: Lanes) -> Lanes {
    let s = logistic(x)
    let one = Lanes(repeating: 1)
    let inner = (one + x * x * (3 * cubic)) * (2 * slope)
    let product = x * s * (one - s)
    return s + product * inner
  }

  /// 1 / (1 + exp(-2 u)), by exponentials of negative numbers only.
  @inline(__always) static func logistic(_ x: Lanes) -> Lanes {
    let one = Lanes(repeating: 1)
    let twice = x * (one + x * x * cubic) * (2 * slope)
    let small = Exponential.value(Lanes(bits: twice.bits | LaneBits(repeating: .min)))
    let upper = one / (one + small)
    return (small * upper).whereNegative(twice, else: upper)
  }
}
