/// Sixteen floats: one AVX-512 register, two AVX2 ones, four NEON ones.
public typealias Vector = SIMD16<Float>
/// Floats that a kernel reads.
public typealias Source = UnsafePointer<Float>
/// Floats that a kernel writes.
public typealias Target = UnsafeMutablePointer<Float>

extension Vector {
  /// The 16 floats from `pointer` on, at any alignment.
  @inlinable @inline(__always) public init(_ pointer: Source) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
  }

  /// The first `count` floats from `pointer` on, then zeros.
  @inlinable @inline(__always) public init(_ pointer: Source, first count: Int) {
    if count >= 16 {
      self.init(pointer)
    } else if count >= 8 {
      self.init(lowHalf: UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self), highHalf: .zero)
      for lane in 8..<count { self[lane] = pointer[lane] }
    } else {
      self = .zero
      for lane in 0..<count { self[lane] = pointer[lane] }
    }
  }

  /// Writes the 16 floats to `pointer`.
  @inlinable @inline(__always) public func store(to pointer: Target) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Vector.self)
  }

  /// Writes the first `count` floats to `pointer`.
  @inlinable @inline(__always) public func store(to pointer: Target, first count: Int) {
    guard count < 16 else { return store(to: pointer) }
    var lane = 0
    if count >= 8 {  // 24 and 40 channels are usual
      UnsafeMutableRawPointer(pointer).storeBytes(of: lowHalf, as: SIMD8<Float>.self)
      lane = 8
    }
    while lane < count {
      pointer[lane] = self[lane]
      lane += 1
    }
  }
}

extension Int {
  /// The smallest multiple of `unit` that is not below self.
  @inlinable @inline(__always) public func roundedUp(to unit: Int) -> Int {
    (self + unit - 1) / unit * unit
  }
}
