import CProcessor
import KernelInterface

/// One register of floats. The same sources are compiled for both widths.
#if AVX512
  typealias Lanes = SIMD16<Float>
  typealias LaneBits = SIMD16<Int32>
#else
  typealias Lanes = SIMD8<Float>  // one AVX2 register, two NEON ones
  typealias LaneBits = SIMD8<Int32>
#endif

/// Bits are combined with whole registers only: an operator of a vector and a scalar is a loop over lanes in the
/// standard library, and so are comparisons.
extension Lanes {
  @inline(__always) var bits: LaneBits { unsafeBitCast(self, to: LaneBits.self) }
  @inline(__always) init(bits: LaneBits) { self = unsafeBitCast(bits, to: Lanes.self) }

  /// self where the sign bit of `x` is set, else `other`.
  @inline(__always) func whereNegative(_ x: Lanes, else other: Lanes) -> Lanes {
    let mask = x.bits &>> LaneBits(repeating: 31)
    return Lanes(bits: other.bits ^ ((bits ^ other.bits) & mask))
  }
}

/// The floats of a register.
let laneCount = Lanes.scalarCount

#if !AVX512
  extension Lanes {
    /// The 8 floats from `pointer` on, at any alignment.
    @inline(__always) init(_ pointer: Source) {
      self = UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
    }

    /// Writes the 8 floats to `pointer`.
    @inline(__always) func store(to pointer: Target) {
      UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Lanes.self)
    }
  }
#endif

extension Lanes {
  /// The first `count` floats from `pointer` on, then zeros; a whole register is read.
  @inline(__always) init(_ pointer: Source, counting count: Int) {
    self.init(pointer)
    if count < laneCount { keep(count) }
  }

  private mutating func keep(_ count: Int) {
    for lane in Swift.max(0, count)..<laneCount { self[lane] = 0 }
  }

  /// Writes the first `count` floats to `pointer`.
  @inline(__always) func store(to pointer: Target, counting count: Int) {
    if count >= laneCount { store(to: pointer) } else { storePart(to: pointer, count) }
  }

  @inline(never) private func storePart(to pointer: Target, _ count: Int) {
    #if AVX512
      if count == 8 {
        return UnsafeMutableRawPointer(pointer).storeBytes(of: lowHalf, as: SIMD8<Float>.self)
      }
    #endif
    for lane in 0..<Swift.max(0, count) { pointer[lane] = self[lane] }
  }

  /// self + factor * other, rounded once.
  @inline(__always) func adding(_ factor: Float, times other: Lanes) -> Lanes {
    #if AVX512
      return fused16(Lanes(repeating: factor), other, self)
    #else
      return fused8(Lanes(repeating: factor), other, self)
    #endif
  }
}
