import KernelInterface

/// Sixteen floats.
typealias Vector = KernelInterface.Vector

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

extension Tensor {
  /// A tensor of this shape that `fill` writes, some of its elements at a time, from several threads.
  @inline(__always) func mapped(
    _ fill: (_ source: UnsafePointer<Float>, _ items: Range<Int>, _ target: UnsafeMutablePointer<Float>) ->
      Void
  ) -> Tensor {
    var result = Tensor(uninitialized: shape)
    let (source, target) = (floats, result.mutableFloats)
    Partition(count, grain: 1 << 14, unit: 16).concurrently { _, items in fill(source, items, target) }
    return result
  }
}
