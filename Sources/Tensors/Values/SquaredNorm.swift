extension Tensor {
  /// The sum of the squares of all elements, in double precision and in an order that the shape alone decides.
  public var squaredNorm: Double {
    let source = floats
    let partition = Partition(count, grain: 1 << 14, unit: 16)
    var sums = [Double](repeating: 0, count: partition.pieces)
    sums.withUnsafeMutableBufferPointer { sums in
      let sums = sums.baseAddress!
      partition.concurrently { piece, items in
        var total = SIMD16<Double>.zero
        for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
          let values = SIMD16<Double>(Vector(source + index, first: min(16, items.upperBound - index)))
          total += values * values
        }
        sums[piece] = total.sum()
      }
    }
    return sums.reduce(0, +)
  }
}
