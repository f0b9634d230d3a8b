/// Sixteen floats: two AVX2 registers, four NEON ones.
typealias Vector = SIMD16<Float>

extension Vector {
  /// The 16 floats from `pointer` on, at any alignment.
  @inline(__always) init(_ pointer: UnsafePointer<Float>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
  }

  /// The first `count` floats from `pointer` on, then zeros.
  @inline(__always) init(_ pointer: UnsafePointer<Float>, first count: Int) {
    if count >= 16 {
      self.init(pointer)
    } else {
      self = .zero
      for lane in 0..<count { self[lane] = pointer[lane] }
    }
  }

  /// Writes the 16 floats to `pointer`.
  @inline(__always) func store(to pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Vector.self)
  }

  /// Writes the first `count` floats to `pointer`.
  @inline(__always) func store(to pointer: UnsafeMutablePointer<Float>, first count: Int) {
    guard count < 16 else { return store(to: pointer) }
    for lane in 0..<count { pointer[lane] = self[lane] }
  }
}

/// Fills a tensor of `shape` with vectors; `vector` gets the index of the first of 16 elements.
///
/// The last vector may reach into the padding that every tensor has behind its end.
@inline(__always) func elementwise(_ shape: [Int], _ vector: (Int) -> Vector) -> Tensor {
  var result = Tensor(uninitialized: shape)
  let destination = result.mutableFloats
  Partition(result.count, grain: 1 << 14, unit: 16).concurrently { _, items in
    for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
      vector(index).store(to: destination + index)
    }
  }
  return result
}
