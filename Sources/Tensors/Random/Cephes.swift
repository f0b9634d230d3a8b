/// The float polynomials of the Cephes library (Moshier 1989), with products fused into sums where torch's
/// AVX2 build fuses them: normal numbers have to come out with torch's bits.
enum Cephes {
  /// Natural logarithm of a number in 2^-126...1.
  static func logarithm(_ number: Float) -> Float {
    let clamped = max(number, 0x1p-126)
    var exponent = Float(clamped.exponent + 1)
    var x = clamped.significand / 2
    if x < 0.707106781186547524 {
      exponent -= 1
      x = (x - 1) + x
    } else {
      x -= 1
    }
    let square = x * x
    var y = polynomial(logarithmCoefficients, x) * x
    y = (exponent * -2.12194440e-4).addingProduct(y, square)
    y = y.addingProduct(-square, 0.5)
    return (x + y).addingProduct(exponent, 0.693359375)
  }

  /// Sine and cosine of an angle that is not negative, in radians.
  static func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
    let octant = (Int32(angle * 1.27323954473516) + 1) & ~1
    let turns = Float(octant)
    var x = angle.addingProduct(turns, -0.78515625)
    x = x.addingProduct(turns, -2.4187564849853515625e-4)
    x = x.addingProduct(turns, -3.77489497744594108e-8)
    let (nearSine, nearCosine) = reducedSineAndCosine(x)
    let swapped = octant & 2 != 0
    let sine = swapped ? nearCosine : nearSine
    let cosine = swapped ? nearSine : nearCosine
    return (octant & 4 != 0 ? -sine : sine, ~(octant - 2) & 4 != 0 ? -cosine : cosine)
  }

  /// For an angle in -pi/4...pi/4.
  private static func reducedSineAndCosine(_ x: Float) -> (Float, Float) {
    let z = x * x
    var cosine = polynomial([2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2], z) * z
    cosine = (-(z * 0.5)).addingProduct(cosine, z) + 1
    let sine = polynomial([-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1], z) * z
    return (x.addingProduct(sine, x), cosine)
  }

  /// Horner's rule with fused products, the leading coefficient first.
  @inline(__always) private static func polynomial(_ coefficients: [Float], _ x: Float) -> Float {
    coefficients.dropFirst().reduce(coefficients[0]) { $1.addingProduct($0, x) }
  }

  private static let logarithmCoefficients: [Float] = [
    7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1,
    -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
  ]
}
