import KernelInterface

extension ProcessorKernels {
  package static func gelu(_ x: Source, _ items: Range<Int>, into y: Target) {
    for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
      GELU.value(Vector(x + index)).store(to: y + index, first: items.upperBound - index)
    }
  }

  package static func geluPullback(_ gradient: Source, _ x: Source, _ items: Range<Int>, into y: Target) {
    for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
      let slope = GELU.derivative(Vector(x + index))
      (Vector(gradient + index) * slope).store(to: y + index, first: items.upperBound - index)
    }
  }
}

/// x Phi(x) and its derivative, a register at a time.
enum GELU {
  /// max(x, 0) - |x| Phi(-|x|), which is x Phi(x) and needs no choice by sign: to 3e-8 for negative
  /// x, to 9e-8 up to 2 and to a float's rounding beyond.
  @inline(__always) static func register(_ x: Lanes) -> Lanes {
    let magnitude = Lanes(bits: x.bits & LaneBits(repeating: .max))
    let place = GELUTable.Place(magnitude)
    let positive = Lanes(repeating: 0.5) * (x + magnitude)
    return positive - place.magnitude * GELUTable.tail(place)
  }

  /// Phi(x) + x phi(x), to 1.3e-7.
  @inline(__always) private static func registerDerivative(_ x: Lanes) -> Lanes {
    let sign = x.bits & LaneBits(repeating: .min)
    let place = GELUTable.Place(Lanes(bits: x.bits ^ sign))
    return Lanes(bits: GELUTable.slope(place).bits | sign) + Lanes(repeating: 0.5)
  }

  #if AVX512
    @inline(__always) static func value(_ x: Vector) -> Vector { register(x) }
    @inline(__always) static func derivative(_ x: Vector) -> Vector { registerDerivative(x) }
  #else
    @inline(__always) static func value(_ x: Vector) -> Vector {
      Vector(lowHalf: register(x.lowHalf), highHalf: register(x.highHalf))
    }

    @inline(__always) static func derivative(_ x: Vector) -> Vector {
      Vector(lowHalf: registerDerivative(x.lowHalf), highHalf: registerDerivative(x.highHalf))
    }
  #endif
}
