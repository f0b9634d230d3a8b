import KernelInterface

extension ProcessorKernels {
  package static func exponentiate(_ row: Target, count: Int, scale: Float, offset: Float) -> Float {
    var sum = Vector.zero
    for index in stride(from: 0, to: count, by: 16) {
      let scaled = Vector(repeating: offset).addingProduct(Vector(row + index), Vector(repeating: scale))
      let powers = Exponential.value(scaled)
      powers.store(to: row + index)
      sum += powers
    }
    return sum.sum()
  }
}

enum Exponential {
  /// exp(x) for x <= 0; below -87 it stays at exp(-87).
  ///
  /// x = n ln 2 + r; exp(r) is a polynomial, 2^n goes into the exponent bits.
  @inline(__always) static func value(_ number: Lanes) -> Lanes {
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

  #if !AVX512
    /// Both halves of a vector.
    @inline(__always) static func value(_ x: Vector) -> Vector {
      Vector(lowHalf: value(x.lowHalf), highHalf: value(x.highHalf))
    }
  #endif
}
