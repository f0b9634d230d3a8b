/// A [..., C] array as one run of vectors, for every C: vector i holds the channels from 16 i mod C on, and wraps.
///
/// So no pass over memory has a slow end of row, whatever the number of channels.
struct ChannelCycle {
  let channels: Int
  /// Floats after which vectors and channels meet again, and at least 128: that many sums are independent.
  let period: Int

  init(channels: Int) {
    self.channels = channels
    var common = channels
    while common % 16 != 0 { common += channels }
    period = common * ((127 + common) / common)
  }

  /// values [C] from the first channel on, again and again, so that every offset below C has 16 floats.
  func wrapping(_ values: Tensor) -> Tensor {
    precondition(values.count == channels, "ChannelCycle: expected [\(channels)], got \(values.shape)")
    return Tensor(shape: [channels + 16]) { destination in
      for index in destination.indices { destination[index] = values.floats[index % channels] }
    }
  }

  /// Calls `body` with the index of each vector of `range` and the channel of its first float.
  ///
  /// `range` begins at a multiple of 16.
  @inline(__always) func forEachVector(_ range: Range<Int>, _ body: (_ index: Int, _ channel: Int) -> Void) {
    var channel = range.lowerBound % channels
    let step = 16 % channels  // 16 itself for more than 16 channels
    for index in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
      body(index, channel)
      channel += step
      if channel >= channels { channel -= channels }
    }
  }
}

extension ChannelCycle {
  /// Calls `body` with pieces of 0..<count, from several threads. It loops with `forEachVector` itself: a closure
  /// for every vector would not be inlined across the threads.
  func concurrently(_ count: Int, _ body: (Range<Int>) -> Void) {
    Partition(count, grain: 1 << 13, unit: 16).concurrently { _, items in body(items) }
  }
}
