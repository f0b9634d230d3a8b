import KernelInterface

/// A row of sums in registers, as wide as a panel.
protocol PanelRow {
  static var zero: Self { get }
  /// Reads a row of a panel.
  init(_ pointer: Source)
  /// self + scalar * other, each lane rounded once.
  mutating func add(_ scalar: Lanes, times other: Self)
  func store(to pointer: Target, accumulating: Bool)
}

/// Half a panel.
struct NarrowRow: PanelRow {
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
}

/// A whole panel: two registers.
struct WideRow: PanelRow {
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
}
