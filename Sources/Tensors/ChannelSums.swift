/// Sums over everything but the channels.
enum ChannelSums {
  /// [..., C] -> [C]: blocks of 64 rows in float32, the blocks in double precision and in order.
  static func of(_ x: Tensor) -> Tensor {
    let channels = x.shape.last!
    let source = x.floats
    return reduce(rows: x.count / channels, channels: channels, sums: 1) { row, channel, lanes, sums in
      sums[0] += Vector(source + row * channels + channel, first: lanes)
    }[0]
  }

  /// `count` sums [C] of vectors that `accumulate` adds for (row, channel, lanes).
  @inline(__always) static func reduce(
    rows: Int, channels: Int, sums count: Int,
    _ accumulate: (_ row: Int, _ channel: Int, _ lanes: Int, _ sums: UnsafeMutablePointer<Vector>) -> Void
  ) -> [Tensor] {
    let padded = (channels + 15) / 16 * 16
    let partition = Partition(rows, grain: 256)
    var partial = [Double](repeating: 0, count: partition.pieces * count * padded)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial.baseAddress!
      partition.concurrently { piece, rows in
        withUnsafeTemporaryAllocation(of: Vector.self, capacity: count) { sums in
          for block in stride(from: rows.lowerBound, to: rows.upperBound, by: 64) {
            let end = min(block + 64, rows.upperBound)
            for channel in stride(from: 0, to: channels, by: 16) {
              for index in 0..<count { sums[index] = .zero }
              let lanes = min(16, channels - channel)
              for row in block..<end { accumulate(row, channel, lanes, sums.baseAddress!) }
              for index in 0..<count {
                add(sums[index], to: partial + (piece * count + index) * padded + channel)
              }
            }
          }
        }
      }
    }
    return (0..<count).map { index in
      Tensor(shape: [channels]) { destination in
        for channel in 0..<channels {
          let terms = (0..<partition.pieces).lazy.map { partial[($0 * count + index) * padded + channel] }
          destination[channel] = Float(terms.reduce(0, +))
        }
      }
    }
  }

  @inline(__always) private static func add(_ sum: Vector, to total: UnsafeMutablePointer<Double>) {
    for lane in 0..<16 { total[lane] += Double(sum[lane]) }
  }
}

extension Tensor {
  /// [P, ...] -> the sum of the P items, in their order, with their shape.
  func summedOverFirstAxis() -> Tensor {
    let items = shape[0]
    let size = count / items
    let result = items == 1 ? self : Self.sum(items, size, floats)
    return result.reshaped(to: Array(shape.dropFirst()))
  }

  private static func sum(_ items: Int, _ size: Int, _ source: UnsafePointer<Float>) -> Tensor {
    var result = Tensor(uninitialized: [size])
    let destination = result.mutableFloats
    Partition(size, grain: 4096).concurrently { _, range in
      for index in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
        let lanes = min(16, range.upperBound - index)
        var sum = Vector(source + index, first: lanes)
        for item in 1..<items { sum += Vector(source + item * size + index, first: lanes) }
        sum.store(to: destination + index, first: lanes)
      }
    }
    return result
  }
}
