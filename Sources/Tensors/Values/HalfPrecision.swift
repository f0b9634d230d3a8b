/// Sixteen-bit floating point numbers, as weights are stored on disk, to float32; both conversions are exact.
extension Tensor {
  /// IEEE 754 binary16 numbers, little-endian, at any alignment -> [shape]; infinities and NaN stay what they are.
  public init(shape: [Int], binary16 bytes: UnsafeRawBufferPointer) {
    self.init(shape: shape, halves: bytes) { half in
      // The exponent is 112 lower than a float's: a product with 2^112 repairs it, for subnormal numbers as well.
      let magnitude = SIMD16<Float>(bitPattern: (half & 0x7fff) &<< 13) * Float(bitPattern: 239 << 23)
      var bits = SIMD16<UInt32>(bitPattern: magnitude) | (half & 0x8000) &<< 16
      bits.replace(with: bits | 255 << 23, where: magnitude .>= 65536)
      return SIMD16<Float>(bitPattern: bits)
    }
  }

  /// The upper halves of float32 numbers ("bfloat16"), little-endian, at any alignment -> [shape].
  public init(shape: [Int], bfloat16 bytes: UnsafeRawBufferPointer) {
    self.init(shape: shape, halves: bytes) { SIMD16<Float>(bitPattern: $0 &<< 16) }
  }

  @inline(__always) private init(
    shape: [Int], halves: UnsafeRawBufferPointer, _ convert: (SIMD16<UInt32>) -> SIMD16<Float>
  ) {
    self.init(uninitialized: shape)
    precondition(halves.count == 2 * count, "Tensor: expected \(2 * count) bytes, got \(halves.count)")
    guard let source = halves.baseAddress else { return }
    let (destination, length) = (mutableFloats, count)
    Partition(length, grain: 1 << 16, unit: 16).concurrently { _, items in
      for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
        let lanes = min(16, length - index)
        let half = Self.halves(source + 2 * index, first: lanes)
        convert(SIMD16<UInt32>(truncatingIfNeeded: half)).store(to: destination + index, first: lanes)
      }
    }
  }

  @inline(__always) private static func halves(_ bytes: UnsafeRawPointer, first lanes: Int) -> SIMD16<UInt16>
  {
    if lanes == 16 { return bytes.loadUnaligned(as: SIMD16<UInt16>.self) }
    var result = SIMD16<UInt16>.zero
    for lane in 0..<lanes { result[lane] = bytes.loadUnaligned(fromByteOffset: 2 * lane, as: UInt16.self) }
    return result
  }
}

extension Float {
  /// The nearest IEEE 754 binary16 number, of two equally near ones the even one; infinity from 65520 on.
  public var binary16: UInt16 {
    let (sign, magnitude) = (bitPattern & 0x8000_0000, bitPattern & 0x7fff_ffff)
    let half: UInt32
    switch magnitude {
    case (0x7f80_0001)...: half = 0x7e00  // NaN
    case (0x4780_0000)...: half = 0x7c00
    // Below 2^-14 the last place is 2^-24, which is that of 0.5.
    case ..<0x3880_0000: half = (Float(bitPattern: magnitude) + 0.5).bitPattern - Float(0.5).bitPattern
    default: half = (magnitude - 112 << 23 + 0xfff + (magnitude >> 13 & 1)) >> 13
    }
    return UInt16(sign >> 16 | half)
  }
}

extension SIMD16<Float> {
  @inline(__always) fileprivate init(bitPattern: SIMD16<UInt32>) {
    self = unsafeBitCast(bitPattern, to: SIMD16<Float>.self)
  }
}

extension SIMD16<UInt32> {
  @inline(__always) fileprivate init(bitPattern: SIMD16<Float>) {
    self = unsafeBitCast(bitPattern, to: SIMD16<UInt32>.self)
  }
}
