import KernelInterface

extension ProcessorKernels {
  package static func exponentiate(_ row: Target, count: Int, scale: Float, offset: Float) -> Float {
    var sum = Vector.zero
    for index in stride(from: 0, to: count, by: 16) {
      let scaled = Vector(repeating: offset).addingProduct(Vector(row + index), Vector(repeating: scale))
      let powers = NormalDistribution.exponential(scaled)
      powers.store(to: row + index)
      sum += powers
    }
    return sum.sum()
  }
}

#if !AVX512
  extension NormalDistribution {
    /// Both halves of a vector.
    @inline(__always) static func exponential(_ x: Vector) -> Vector {
      Vector(lowHalf: exponential(x.lowHalf), highHalf: exponential(x.highHalf))
    }
  }
#endif
