import KernelInterface

extension ProcessorKernels {
  package static func dotWindows(
    _ windows: UnsafePointer<Source>, count: Int, _ runs: WindowRuns, weights: Source, bias: Float,
    into y: Target
  ) {
    for first in stride(from: 0, to: count, by: 8) {
      let last = min(count - 1 - first, 7)
      withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: 8) { sums in
        for half in stride(from: 0, through: last, by: 4) {
          let w = windows + first + half
          let part = dots(
            (w[0], w[min(1, last - half)], w[min(2, last - half)], w[min(3, last - half)]), runs, weights)
          (sums[half], sums[half + 1], sums[half + 2], sums[half + 3]) = part
        }
        for index in 0...last { y[first + index] = sums[index].pairwiseSum + bias }
      }
    }
  }

  /// Four windows times the weights, eight channels a lane.
  @inline(__always) private static func dots(
    _ w: (Source, Source, Source, Source), _ runs: WindowRuns, _ weights: Source
  ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
    func eight(_ pointer: Source) -> SIMD8<Float> {
      UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }
    var (a, b, c, d) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    for run in 0..<runs.count {
      let (offset, own) = (run * runs.stride, weights + run * runs.length)
      for index in stride(from: 0, to: runs.length, by: 8) {
        let weight = eight(own + index)
        a.addProduct(eight(w.0 + (offset + index)), weight)
        b.addProduct(eight(w.1 + (offset + index)), weight)
        c.addProduct(eight(w.2 + (offset + index)), weight)
        d.addProduct(eight(w.3 + (offset + index)), weight)
      }
    }
    return (a, b, c, d)
  }
}

extension SIMD8<Float> {
  /// The sum of pairs, of pairs of pairs, and of both halves.
  @inline(__always) fileprivate var pairwiseSum: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }
}
