import KernelInterface

/// A row of sums in registers, as wide as a panel.
protocol PanelRow {
  /// As many rows of sums as registers hold beside what they are multiplied with, and fewer, for what is left.
  associatedtype Tall: SumBlock where Tall.Row == Self
  associatedtype Middle: SumBlock where Middle.Row == Self
  static var zero: Self { get }
  /// Reads a row of a panel.
  init(_ pointer: Source)
  /// self + scalar * other, each lane rounded once.
  mutating func add(_ scalar: Lanes, times other: Self)
  func store(to pointer: Target, accumulating: Bool)
  /// Columns of a row.
  static var width: Int { get }
  func adding(_ other: Self) -> Self
  /// Writes the first `count` columns, or all.
  func store(to pointer: Target, counting count: Int)
}

/// Half a panel: 12 sums in 16 registers, 12 fused multiply-adds for 13 loads.
struct NarrowRow: PanelRow {
  typealias Tall = TwelveRows<NarrowRow>
  typealias Middle = EightRows<NarrowRow>
  private var sums: Lanes

  @inline(__always) static var zero: NarrowRow { NarrowRow(sums: .zero) }
  @inline(__always) private init(sums: Lanes) { self.sums = sums }
  @inline(__always) init(_ pointer: Source) { sums = Lanes(pointer) }

  @inline(__always) mutating func add(_ scalar: Lanes, times other: NarrowRow) {
    sums.addProduct(scalar, other.sums)
  }

  @inline(__always) func store(to pointer: Target, accumulating: Bool) {
    (accumulating ? Lanes(pointer) + sums : sums).store(to: pointer)
  }

  @inline(__always) static var width: Int { laneCount }
  @inline(__always) func adding(_ other: NarrowRow) -> NarrowRow { NarrowRow(sums: sums + other.sums) }
  @inline(__always) func store(to pointer: Target, counting count: Int) {
    sums.store(to: pointer, counting: count)
  }
}

/// A whole panel: two registers. With AVX-512 24 sums in 32 registers, 24 fused multiply-adds for 14 loads; with AVX2
/// 12 in 16, 12 for 8.
struct WideRow: PanelRow {
  #if AVX512
    typealias Tall = TwelveRows<WideRow>
    typealias Middle = SixRows<WideRow>
  #else
    typealias Tall = SixRows<WideRow>
    typealias Middle = FourRows<WideRow>
  #endif
  private var left, right: NarrowRow

  @inline(__always) static var zero: WideRow { WideRow(left: .zero, right: .zero) }
  @inline(__always) private init(left: NarrowRow, right: NarrowRow) {
    (self.left, self.right) = (left, right)
  }
  @inline(__always) init(_ pointer: Source) {
    (left, right) = (NarrowRow(pointer), NarrowRow(pointer + laneCount))
  }

  @inline(__always) mutating func add(_ scalar: Lanes, times other: WideRow) {
    left.add(scalar, times: other.left)
    right.add(scalar, times: other.right)
  }

  @inline(__always) func store(to pointer: Target, accumulating: Bool) {
    left.store(to: pointer, accumulating: accumulating)
    right.store(to: pointer + laneCount, accumulating: accumulating)
  }

  @inline(__always) static var width: Int { 2 * laneCount }
  @inline(__always) func adding(_ other: WideRow) -> WideRow {
    WideRow(left: left.adding(other.left), right: right.adding(other.right))
  }
  @inline(__always) func store(to pointer: Target, counting count: Int) {
    left.store(to: pointer, counting: count)
    if count > laneCount { right.store(to: pointer + laneCount, counting: count - laneCount) }
  }
}
