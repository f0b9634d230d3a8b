/// Eight floats: one AVX2 register, two NEON ones.
typealias Octet = SIMD8<Float>

extension Octet {
  /// The 8 floats from `pointer` on, at any alignment.
  @inline(__always) init(_ pointer: UnsafePointer<Float>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Octet.self)
  }

  /// The first `count` floats from `pointer` on, then zeros.
  @inline(__always) init(_ pointer: UnsafePointer<Float>, first count: Int) {
    if count >= 8 {
      self.init(pointer)
    } else {
      self = .zero
      for lane in 0..<count { self[lane] = pointer[lane] }
    }
  }

  /// Writes the 8 floats to `pointer`.
  @inline(__always) func store(to pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Octet.self)
  }

  /// Writes the first `count` floats to `pointer`.
  @inline(__always) func store(to pointer: UnsafeMutablePointer<Float>, first count: Int) {
    guard count < 8 else { return store(to: pointer) }
    for lane in 0..<count { pointer[lane] = self[lane] }
  }

  /// self + factor * other, rounded once.
  @inline(__always) func adding(_ factor: Float, times other: Octet) -> Octet {
    addingProduct(Octet(repeating: factor), other)
  }
}

extension Int {
  /// The smallest multiple of `unit` that is not below self.
  @inline(__always) func roundedUp(to unit: Int) -> Int { (self + unit - 1) / unit * unit }
}
