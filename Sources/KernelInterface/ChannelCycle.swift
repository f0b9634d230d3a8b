/// A [..., C] array as one run of vectors, for every C: vector i holds the channels from 16 i mod C on, and wraps.
///
/// So no pass over memory has a slow end of row, whatever the number of channels.
public struct ChannelCycle: Sendable {
  /// C
  public let channels: Int
  /// Floats after which vectors and channels meet again, and at least 128: that many sums are independent.
  public let period: Int

  /// For `channels` channels.
  public init(channels: Int) {
    self.channels = channels
    var common = channels
    while common % 16 != 0 { common += channels }
    period = common * ((127 + common) / common)
  }

  /// Calls `body` with the index of each vector of `range` and the channel of its first float.
  ///
  /// `range` begins at a multiple of 16.
  @inlinable @inline(__always) public func forEachVector(
    _ range: Range<Int>, _ body: (_ index: Int, _ channel: Int) -> Void
  ) {
    var channel = range.lowerBound % channels
    let step = 16 % channels  // 16 itself for more than 16 channels
    for index in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
      body(index, channel)
      channel += step
      if channel >= channels { channel -= channels }
    }
  }
}

/// A part of an array [rows, C] whose terms go to two times `cycle.period` sums.
public struct ChannelRun {
  /// The part, which begins at a multiple of the cycle's period.
  public let items: Range<Int>
  /// The array's channels.
  public let cycle: ChannelCycle
  /// 2 * `cycle.period` sums.
  public let sums: Target

  /// A part of an array and the memory of its sums.
  public init(items: Range<Int>, cycle: ChannelCycle, sums: Target) {
    (self.items, self.cycle, self.sums) = (items, cycle, sums)
  }

  /// Adds two vectors of `terms` for every (index, channel); lanes behind the end do not count.
  @inlinable @inline(__always) public func add(_ terms: (_ index: Int, _ channel: Int) -> (Vector, Vector)) {
    var slot = 0
    let whole = items.lowerBound..<items.lowerBound + items.count / 16 * 16
    cycle.forEachVector(whole) { index, channel in
      let (first, second) = terms(index, channel)
      (Vector(sums + slot) + first).store(to: sums + slot)
      (Vector(sums + cycle.period + slot) + second).store(to: sums + cycle.period + slot)
      slot += 16
      if slot == cycle.period { slot = 0 }
    }
    guard whole.upperBound < items.upperBound else { return }
    let (first, second) = terms(whole.upperBound, whole.upperBound % cycle.channels)
    for lane in 0..<items.upperBound - whole.upperBound {
      sums[slot + lane] += first[lane]
      sums[cycle.period + slot + lane] += second[lane]
    }
  }
}

/// The vectors of the map z = (x - mean) factor + shift of every channel, each wrapped for a `ChannelCycle`: C + 16
/// floats from the first channel on, again and again.
public struct AffineVectors {
  /// What is subtracted first.
  public let mean: Source
  /// What the difference is multiplied by.
  public let factor: Source
  /// What is added last.
  public let shift: Source

  /// A view of memory that somebody else keeps.
  public init(mean: Source, factor: Source, shift: Source) {
    (self.mean, self.factor, self.shift) = (mean, factor, shift)
  }

  /// x - mean
  @inlinable @inline(__always) public func deviation(_ x: Vector, _ channel: Int) -> Vector {
    x - Vector(mean + channel)
  }

  /// factor deviation + shift
  @inlinable @inline(__always) public func z(_ deviation: Vector, _ channel: Int) -> Vector {
    Vector(shift + channel).addingProduct(deviation, Vector(factor + channel))
  }
}
