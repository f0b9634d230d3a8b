/// A tensor kept in half precision, without loss: half the memory of a `Tensor`, expanded when it is needed.
public final class HalfTensor: @unchecked Sendable {
  /// The length of every axis, outermost first.
  public let shape: [Int]
  private let count: Int
  private let halves: UnsafeMutablePointer<UInt16>

  /// nil when an element is no half-precision number: not finite, too large or too fine.
  ///
  /// Times 2^-112 a number's exponent is that of its half, whose bits are then the float's without the last 13; this
  /// holds for subnormal halves as well.
  public init?(exactly tensor: Tensor) {
    (shape, count) = (tensor.shape, tensor.count)
    let capacity = count.roundedUp(to: 16)
    halves = UnsafeMutablePointer<UInt16>.allocate(capacity: capacity)
    halves.initialize(repeating: 0, count: capacity)
    let (source, destination) = (tensor.floats, halves)
    let pieces = Partition(count, grain: 1 << 14, unit: 16)
    var isExact = [Bool](repeating: false, count: pieces.pieces)
    isExact.withUnsafeMutableBufferPointer { isExact in
      let isExact = isExact.baseAddress!
      pieces.concurrently { piece, items in
        var lost: UInt32 = 0
        for index in items {
          let bits = (source[index] * 0x1p-112).bitPattern
          let magnitude = bits & 0x7fff_ffff
          lost |= magnitude & 0x1fff | (magnitude >= 0x7c00 << 13 ? 1 : 0)
          lost |= source[index].isFinite ? 0 : 1
          destination[index] = UInt16(truncatingIfNeeded: bits >> 16 & 0x8000 | magnitude >> 13)
        }
        isExact[piece] = lost == 0
      }
    }
    withExtendedLifetime(tensor) {}
    guard isExact.allSatisfy({ $0 }) else { return nil }
  }

  deinit { halves.deallocate() }

  /// The same numbers in single precision.
  public var tensor: Tensor {
    let source = UnsafeRawPointer(halves)
    return elementwise(shape) { index in
      let own = source.loadUnaligned(fromByteOffset: 2 * index, as: SIMD16<UInt16>.self)
      let bits = SIMD16<UInt32>(truncatingIfNeeded: own)
      let magnitude = unsafeBitCast((bits & 0x7fff) &<< 13, to: Vector.self) * 0x1p112
      let sign = (bits & 0x8000) &<< 16
      return unsafeBitCast(unsafeBitCast(magnitude, to: SIMD16<UInt32>.self) | sign, to: Vector.self)
    }
  }
}
