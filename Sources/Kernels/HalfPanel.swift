import KernelInterface

extension ProcessorKernels {
  package static func expand(_ words: UnsafePointer<UInt32>, rows: Int, into panel: Target) {
    for row in 0..<rows {
      let word = UnsafeRawPointer(words + row * laneCount).loadUnaligned(as: LaneBits.self)
      let target = panel + row * 2 * laneCount
      upperHalves(word &<< LaneBits(repeating: 16)).store(to: target)
      upperHalves(word).store(to: target + laneCount)
    }
  }

  /// The binary16 numbers in the upper halves of words. Their exponent is 112 lower than a float's: a product with
  /// 2^112 repairs it, for subnormal numbers as well.
  @inline(__always) private static func upperHalves(_ word: LaneBits) -> Lanes {
    let sign = word & LaneBits(repeating: .min)
    let magnitude = word &>> LaneBits(repeating: 3) & LaneBits(repeating: 0x0fff_e000)
    return Lanes(bits: sign | magnitude) * Lanes(repeating: 0x1p112)
  }
}
