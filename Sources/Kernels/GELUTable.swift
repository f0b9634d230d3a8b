import CProcessor
import KernelInterface

/// The parts of a GELU that are no elementary functions, for magnitudes m >= 0: eight polynomials of the seventh degree, least
/// squares on the intervals of 0.8 from 0 to 6.4, beyond which nothing changes that a float could show.
///
/// A lane chooses its coefficients from a register of eight, which takes less time than an exponential function and a
/// division.
enum GELUTable {
  /// The interval of each lane's magnitude, and where it lies there.
  struct Place {
    /// At most 6.4.
    let magnitude: Lanes
    /// From -0.5 to 0.5.
    let offset: Lanes
    private let interval: LaneBits

    @inline(__always) init(_ m: Lanes) {
      magnitude = m.smaller(than: 6.3999996)
      let scaled = Lanes(repeating: -0.5).addingProduct(magnitude, Lanes(repeating: 1.25))
      // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
      let shifted = scaled + Lanes(repeating: 12_582_912)
      interval = shifted.bits
      offset = scaled - (shifted - Lanes(repeating: 12_582_912))
    }

    /// The coefficient of each lane's interval.
    @inline(__always) func chosen(_ table: Lanes) -> Lanes { table.chosen(interval) }
  }

  /// Phi(-m), to 3e-8, and to 3e-5 of itself up to 5.
  @inline(__always) static func tail(_ place: Place) -> Lanes {
    var y = place.chosen(
      table(
        0.00012209278, -0.00016948009, 2.1980008e-05, 3.3663004e-05, -5.3856434e-06, -2.6247158e-06,
        -2.3710426e-07, -8.112837e-09))
    y = place.chosen(
      table(
        0.00069343176, 0.00022934223, -0.00034422966, -1.9707182e-05, 4.234097e-05, 8.138374e-06,
        5.2532124e-07, 1.4461898e-08)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        -0.0020766074, 0.0018900444, 0.00073766493, -0.00037663826, -0.00015579759, -1.781342e-05,
        -8.346273e-07, -1.7811486e-08)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        -0.007135792, -0.0062043923, 0.0018413936, 0.0018313807, 0.0003745213, 3.059597e-05, 1.137081e-06,
        2.0239701e-08)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        0.026397562, -0.0072909654, -0.013821723, -0.004620091, -0.0006244943, -3.9078383e-05, -1.1914473e-06,
        -1.815759e-08)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        0.04713837, 0.07456747, 0.034554295, 0.007092213, 0.00070490735, 3.5121324e-05, 8.924115e-07,
        1.1680405e-08)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        -0.2946161, -0.15534885, -0.043192774, -0.006332361, -0.00048952166, -1.9953968e-05, -4.2887942e-07,
        -4.8605e-09)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        0.34457827, 0.11506967, 0.022750132, 0.0025551305, 0.00015910862, 5.4125258e-06, 9.964164e-08,
        9.864722e-10)
    ).addingProduct(y, place.offset)
    return y
  }

  /// Phi(m) + m phi(m) - 1/2, to 7e-8.
  @inline(__always) static func slope(_ place: Place) -> Lanes {
    var y = place.chosen(
      table(
        -0.00076178706, 0.0012895806, -0.0005524841, -4.4416633e-05, 7.689858e-05, -5.03544e-06,
        -2.587495e-06, -1.646387e-07))
    y = place.chosen(
      table(
        -0.005227608, 0.00016112658, 0.0020125292, -0.00067859417, -0.00012738885, 4.3702123e-05,
        7.115754e-06, 3.2725794e-07)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        0.010298742, -0.013379499, 0.00087869656, 0.0025893475, -0.0002211006, -0.00015192338, -1.3798141e-05,
        -4.5783847e-07)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        0.040853687, 0.016850697, -0.018423896, -0.0025682957, 0.0016330425, 0.0003370082, 2.1438495e-05,
        5.659299e-07)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        -0.09131026, 0.06638762, 0.036858242, -0.0071501792, -0.0042420854, -0.0005178147, -2.4973488e-05,
        -5.4352716e-07)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        -0.1810102, -0.19089335, -2.5207783e-07, 0.027234511, 0.006315936, 0.0005394204, 2.05561e-05,
        3.7356475e-07)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(
        0.54209363, 0.08699536, -0.086385556, -0.036980987, -0.005365156, -0.0003464012, -1.0739212e-05,
        -1.6526091e-07)
    ).addingProduct(y, place.offset)
    y = place.chosen(
      table(0.3027298, 0.6179536, 0.5852318, 0.51960814, 0.5020437, 0.5001043, 0.5000027, 0.50000006)
    ).addingProduct(y, place.offset)
    return y
  }

  @inline(__always) private static func table(
    _ a: Float, _ b: Float, _ c: Float, _ d: Float, _ e: Float, _ f: Float, _ g: Float, _ h: Float
  ) -> Lanes {
    let eight = SIMD8<Float>(a, b, c, d, e, f, g, h)
    #if AVX512
      return Lanes(lowHalf: eight, highHalf: eight)
    #else
      return eight
    #endif
  }
}

extension Lanes {
  #if AVX512
    @inline(__always) func chosen(_ index: LaneBits) -> Lanes {
      chosen16(self, index & LaneBits(repeating: 7))
    }
    @inline(__always) func smaller(than limit: Float) -> Lanes { smaller16(self, Lanes(repeating: limit)) }
  #else
    @inline(__always) func chosen(_ index: LaneBits) -> Lanes { chosen8(self, index) }
    @inline(__always) func smaller(than limit: Float) -> Lanes { smaller8(self, Lanes(repeating: limit)) }
  #endif
}
