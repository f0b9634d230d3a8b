import KernelInterface

/// Sums over everything but the channels.
public enum ChannelSums {
  /// [..., C] -> [C]: runs of 64 in float32, the runs in double precision and in order.
  public static func of(_ x: Tensor) -> Tensor {
    let channels = x.shape.last!
    let source = x.floats
    let sums = reduce(count: x.count, channels: channels) { run in
      kernels.addSums(source, run)
    }
    return Tensor(shape: [channels], scalars: sums.0.map { Float($0) })
  }

  /// Two sums [C] over an array [count / C, C]; `body` adds the terms of one run.
  static func reduce(count: Int, channels: Int, _ body: (ChannelRun) -> Void) -> ([Double], [Double]) {
    let cycle = ChannelCycle(channels: channels)
    let partition = Partition(count, grain: 1 << 13, unit: cycle.period)
    var partial = [Double](repeating: 0, count: partition.pieces * 2 * channels)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial.baseAddress!
      partition.concurrently { piece, items in
        let sums = TensorStorage(repeating: 0, count: 2 * cycle.period)
        for start in stride(from: items.lowerBound, to: items.upperBound, by: 64 * cycle.period) {
          let end = min(start + 64 * cycle.period, items.upperBound)
          body(ChannelRun(items: start..<end, cycle: cycle, sums: sums.floats))
          fold(sums.floats, cycle, into: partial + piece * 2 * channels)
        }
      }
    }
    return total(partial, channels)
  }

  /// Adds the sums of a run to the totals of their channels and clears them.
  private static func fold(
    _ sums: UnsafeMutablePointer<Float>, _ cycle: ChannelCycle, into totals: UnsafeMutablePointer<Double>
  ) {
    for part in 0..<2 {
      for index in 0..<cycle.period {
        totals[part * cycle.channels + index % cycle.channels] += Double(sums[part * cycle.period + index])
      }
    }
    sums.update(repeating: 0, count: 2 * cycle.period)
  }

  private static func total(_ partial: [Double], _ channels: Int) -> ([Double], [Double]) {
    var sums = [Double](repeating: 0, count: 2 * channels)
    for (index, value) in partial.enumerated() { sums[index % (2 * channels)] += value }
    return (Array(sums[..<channels]), Array(sums[channels...]))
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
