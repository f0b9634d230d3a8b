/// Density and distribution function of the standard normal distribution, a register at a time.
enum NormalDistribution {
  /// m Phi(-m) for m >= 0, to 4e-6 of itself for m up to 7 and to 1e-11 beyond: Phi(-m) = 1/2 q(m)^-16.
  ///
  /// q is a polynomial, a weighted least-squares fit of (2 Phi(-m))^(-1/16) on 0...7 (the form is that of Abramowitz and
  /// Stegun 1964, 26.2.19). For large m the power overflows and the result is 0, as it should be.
  @inline(__always) static func tailMoment(_ m: Lanes) -> Lanes {
    var q = Lanes(repeating: 3.80103105e-09)
    q = Lanes(repeating: -8.85338594e-08).addingProduct(q, m)
    q = Lanes(repeating: 1.05050719e-06).addingProduct(q, m)
    q = Lanes(repeating: -6.2639192e-06).addingProduct(q, m)
    q = Lanes(repeating: 2.59976041e-05).addingProduct(q, m)
    q = Lanes(repeating: 8.02179238e-06).addingProduct(q, m)
    q = Lanes(repeating: 8.93144315e-05).addingProduct(q, m)
    q = Lanes(repeating: 0.00323785003).addingProduct(q, m)
    q = Lanes(repeating: 0.0211573597).addingProduct(q, m)
    q = Lanes(repeating: 0.0498649329).addingProduct(q, m)
    q = Lanes(repeating: 1).addingProduct(q, m)
    q = q * q
    q = q * q
    q = q * q
    q = q * q
    return Lanes(repeating: 0.5) * m / q
  }

  /// cdf = Phi(x) = (1 + erf(x / sqrt 2)) / 2 and pdf = exp(-x^2 / 2) / sqrt(2 pi), to about 1e-7.
  ///
  /// The tail Phi(-|x|) is exp(-x^2 / 2) times a smooth function of |x|, which is a polynomial in
  /// u = 1 / (1 + 0.21 |x|): a least-squares fit with a relative error below 2e-8 on 0...14.
  @inline(__always) static func cdfAndPDF(_ x: Lanes) -> (cdf: Lanes, pdf: Lanes) {
    let magnitude = Lanes(bits: x.bits & LaneBits(repeating: .max))
    let bell = exponential(x * x * -0.5)
    let u = 1 / Lanes(repeating: 1).addingProduct(magnitude, 0.21)
    var ratio = Lanes(repeating: -0.07167828)
    ratio = Lanes(repeating: 0.28369722).addingProduct(ratio, u)
    ratio = Lanes(repeating: -0.33048242).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.34966937).addingProduct(ratio, u)
    ratio = Lanes(repeating: -0.094116084).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.12495701).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.06916963).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.0850722).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.08371136).addingProduct(ratio, u)
    let tail = bell * (ratio * u)
    return (tail.whereNegative(x, else: 1 - tail), bell * 0.3989422804)  // the complement for x >= 0
  }

  /// exp(x) for x <= 0; below -87 it stays at exp(-87).
  ///
  /// x = n ln 2 + r; exp(r) is a polynomial, 2^n goes into the exponent bits.
  @inline(__always) static func exponential(_ number: Lanes) -> Lanes {
    let x = Lanes(repeating: -87).whereNegative(number + 87, else: number)
    // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
    let shifted = Lanes(repeating: 12_582_912).addingProduct(x, 1.44269504)
    let n = shifted - 12_582_912
    let r = x.addingProduct(n, -0.693145752).addingProduct(n, -1.42860677e-6)
    var p = Lanes(repeating: 0.0013814174)
    p = Lanes(repeating: 0.008368629).addingProduct(p, r)
    p = Lanes(repeating: 0.04166839).addingProduct(p, r)
    p = Lanes(repeating: 0.16666521).addingProduct(p, r)
    p = Lanes(repeating: 0.49999994).addingProduct(p, r)
    p = (1 + r).addingProduct(p, r * r)
    return Lanes(bits: p.bits &+ (shifted.bits &<< LaneBits(repeating: 23)))
  }
}
