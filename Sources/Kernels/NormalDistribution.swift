/// Density and distribution function of the standard normal distribution, a register at a time.
enum NormalDistribution {
  /// cdf = Phi(x) = (1 + erf(x / sqrt 2)) / 2 and pdf = exp(-x^2 / 2) / sqrt(2 pi), to about 1e-7.
  @inline(__always) static func cdfAndPDF(_ x: Lanes) -> (cdf: Lanes, pdf: Lanes) {
    let (tail, bell) = tail(Lanes(bits: x.bits & LaneBits(repeating: .max)))
    let cdf = tail.whereNegative(x, else: Lanes(repeating: 1) - tail)
    return (cdf, bell * 0.3989422804)
  }

  /// Phi(-m) and exp(-m^2 / 2) for m >= 0.
  ///
  /// The tail is the bell times a smooth function of m, which is a polynomial in u = 1 / (1 + 0.21 m): a
  /// least-squares fit with a relative error below 2e-8 on 0...14.
  @inline(__always) static func tail(_ m: Lanes) -> (tail: Lanes, bell: Lanes) {
    let bell = exponential(m * m * -0.5)
    let u = Lanes(repeating: 1) / Lanes(repeating: 1).addingProduct(m, Lanes(repeating: 0.21))
    var ratio = Lanes(repeating: -0.07167828)
    ratio = Lanes(repeating: 0.28369722).addingProduct(ratio, u)
    ratio = Lanes(repeating: -0.33048242).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.34966937).addingProduct(ratio, u)
    ratio = Lanes(repeating: -0.094116084).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.12495701).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.06916963).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.0850722).addingProduct(ratio, u)
    ratio = Lanes(repeating: 0.08371136).addingProduct(ratio, u)
    return (bell * (ratio * u), bell)
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
