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

/// The operands of a block: a [rows, depth] and b [depth, a panel's width].
struct BlockOperands {
  let a: Source
  /// Floats between the rows and between the columns of a.
  let rowStep, depthStep: Int
  let b: Source
  /// Floats between the rows of b.
  let bStep: Int
  let depth: Int

  /// The same with `a` from another row on.
  @inline(__always) func from(row: Int) -> BlockOperands {
    BlockOperands(
      a: a + row * rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep, depth: depth)
  }
}

/// c = or += a b for any number of rows, with all sums in registers and in the order of the depth.
@inline(__always) func multiplyRows<Row: PanelRow>(
  _ block: BlockOperands, rows: Int, into c: Target, rowStride: Int, accumulating: Bool, _: Row.Type
) {
  var row = 0
  while row + tallRows <= rows {
    multiplyTall(block.from(row: row), into: c + row * rowStride, rowStride, accumulating, Row.self)
    row += tallRows
  }
  while row + 4 <= rows {
    multiplyFour(block.from(row: row), into: c + row * rowStride, rowStride, accumulating, Row.self)
    row += 4
  }
  while row < rows {
    multiplyOne(block.from(row: row), into: c + row * rowStride, accumulating, Row.self)
    row += 1
  }
}

#if AVX512
  /// Rows of a tall block: 24 sums in 32 registers, 24 fused multiply-adds for 14 loads.
  let tallRows = 12

  @inline(__always) private func multiplyTall<Row: PanelRow>(
    _ block: BlockOperands, into c: Target, _ rowStride: Int, _ accumulating: Bool, _: Row.Type
  ) {
    var (s0, s1, s2, s3, s4, s5) = (Row.zero, Row.zero, Row.zero, Row.zero, Row.zero, Row.zero)
    var (s6, s7, s8, s9, s10, s11) = (Row.zero, Row.zero, Row.zero, Row.zero, Row.zero, Row.zero)
    var (a, b) = (block.a, block.b)
    let step = block.rowStep
    for _ in 0..<block.depth {
      let row = Row(b)
      s0.add(Lanes(repeating: a[0]), times: row)
      s1.add(Lanes(repeating: a[step]), times: row)
      s2.add(Lanes(repeating: a[2 * step]), times: row)
      s3.add(Lanes(repeating: a[3 * step]), times: row)
      s4.add(Lanes(repeating: a[4 * step]), times: row)
      s5.add(Lanes(repeating: a[5 * step]), times: row)
      s6.add(Lanes(repeating: a[6 * step]), times: row)
      s7.add(Lanes(repeating: a[7 * step]), times: row)
      s8.add(Lanes(repeating: a[8 * step]), times: row)
      s9.add(Lanes(repeating: a[9 * step]), times: row)
      s10.add(Lanes(repeating: a[10 * step]), times: row)
      s11.add(Lanes(repeating: a[11 * step]), times: row)
      a += block.depthStep
      b += block.bStep
    }
    s0.store(to: c, accumulating: accumulating)
    s1.store(to: c + rowStride, accumulating: accumulating)
    s2.store(to: c + 2 * rowStride, accumulating: accumulating)
    s3.store(to: c + 3 * rowStride, accumulating: accumulating)
    s4.store(to: c + 4 * rowStride, accumulating: accumulating)
    s5.store(to: c + 5 * rowStride, accumulating: accumulating)
    s6.store(to: c + 6 * rowStride, accumulating: accumulating)
    s7.store(to: c + 7 * rowStride, accumulating: accumulating)
    s8.store(to: c + 8 * rowStride, accumulating: accumulating)
    s9.store(to: c + 9 * rowStride, accumulating: accumulating)
    s10.store(to: c + 10 * rowStride, accumulating: accumulating)
    s11.store(to: c + 11 * rowStride, accumulating: accumulating)
  }
#else
  /// Rows of a tall block: 12 sums in 16 registers, 12 fused multiply-adds for 8 loads.
  let tallRows = 6

  @inline(__always) private func multiplyTall<Row: PanelRow>(
    _ block: BlockOperands, into c: Target, _ rowStride: Int, _ accumulating: Bool, _: Row.Type
  ) {
    var (s0, s1, s2, s3, s4, s5) = (Row.zero, Row.zero, Row.zero, Row.zero, Row.zero, Row.zero)
    var (a, b) = (block.a, block.b)
    let step = block.rowStep
    for _ in 0..<block.depth {
      let row = Row(b)
      s0.add(Lanes(repeating: a[0]), times: row)
      s1.add(Lanes(repeating: a[step]), times: row)
      s2.add(Lanes(repeating: a[2 * step]), times: row)
      s3.add(Lanes(repeating: a[3 * step]), times: row)
      s4.add(Lanes(repeating: a[4 * step]), times: row)
      s5.add(Lanes(repeating: a[5 * step]), times: row)
      a += block.depthStep
      b += block.bStep
    }
    s0.store(to: c, accumulating: accumulating)
    s1.store(to: c + rowStride, accumulating: accumulating)
    s2.store(to: c + 2 * rowStride, accumulating: accumulating)
    s3.store(to: c + 3 * rowStride, accumulating: accumulating)
    s4.store(to: c + 4 * rowStride, accumulating: accumulating)
    s5.store(to: c + 5 * rowStride, accumulating: accumulating)
  }
#endif

@inline(__always) private func multiplyFour<Row: PanelRow>(
  _ block: BlockOperands, into c: Target, _ rowStride: Int, _ accumulating: Bool, _: Row.Type
) {
  var (s0, s1, s2, s3) = (Row.zero, Row.zero, Row.zero, Row.zero)
  var (a, b) = (block.a, block.b)
  let step = block.rowStep
  for _ in 0..<block.depth {
    let row = Row(b)
    s0.add(Lanes(repeating: a[0]), times: row)
    s1.add(Lanes(repeating: a[step]), times: row)
    s2.add(Lanes(repeating: a[2 * step]), times: row)
    s3.add(Lanes(repeating: a[3 * step]), times: row)
    a += block.depthStep
    b += block.bStep
  }
  s0.store(to: c, accumulating: accumulating)
  s1.store(to: c + rowStride, accumulating: accumulating)
  s2.store(to: c + 2 * rowStride, accumulating: accumulating)
  s3.store(to: c + 3 * rowStride, accumulating: accumulating)
}

@inline(__always) private func multiplyOne<Row: PanelRow>(
  _ block: BlockOperands, into c: Target, _ accumulating: Bool, _: Row.Type
) {
  var sums = Row.zero
  var (a, b) = (block.a, block.b)
  for _ in 0..<block.depth {
    sums.add(Lanes(repeating: a[0]), times: Row(b))
    a += block.depthStep
    b += block.bStep
  }
  sums.store(to: c, accumulating: accumulating)
}
