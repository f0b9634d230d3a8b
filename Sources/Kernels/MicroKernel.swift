import KernelInterface

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
  _ operands: BlockOperands, rows: Int, into c: Target, rowStride: Int, accumulating: Bool, _: Row.Type
) {
  var row = 0
  func multiply<Block: SumBlock>(_: Block.Type) where Block.Row == Row {
    while row + Block.rows <= rows {
      multiplyBlock(
        operands.from(row: row), into: c + row * rowStride, rowStride, accumulating, Block.self)
      row += Block.rows
    }
  }
  multiply(Row.Tall.self)
  multiply(Row.Middle.self)
  multiply(FourRows<Row>.self)
  multiply(TwoRows<Row>.self)
  multiply(OneRow<Row>.self)
}

@inline(__always) private func multiplyBlock<Block: SumBlock>(
  _ operands: BlockOperands, into c: Target, _ rowStride: Int, _ accumulating: Bool, _: Block.Type
) {
  var sums = Block.zero
  var (a, b) = (operands.a, operands.b)
  for _ in 0..<operands.depth {
    sums.add(a, operands.rowStep, times: Block.Row(b))
    a += operands.depthStep
    b += operands.bStep
  }
  sums.store(to: c, rowStride, accumulating: accumulating)
}
