import KernelInterface

/// Rows of sums in registers, one below the other.
protocol SumBlock {
  associatedtype Row: PanelRow
  static var rows: Int { get }
  static var zero: Self { get }
  /// Adds a[0], a[step], ... times a row, one for each row of sums.
  mutating func add(_ a: Source, _ step: Int, times row: Row)
  func store(to c: Target, _ rowStride: Int, accumulating: Bool)
}

struct OneRow<Row: PanelRow>: SumBlock {
  private var sums = Row.zero

  @inline(__always) static var rows: Int { 1 }
  @inline(__always) static var zero: OneRow { OneRow() }

  @inline(__always) mutating func add(_ a: Source, _ step: Int, times row: Row) {
    sums.add(Lanes(repeating: a[0]), times: row)
  }

  @inline(__always) func store(to c: Target, _ rowStride: Int, accumulating: Bool) {
    sums.store(to: c, accumulating: accumulating)
  }
}

/// A block of blocks: so the code for a row is written once, and its sums are in registers all the same.
struct Stack<Upper: SumBlock, Lower: SumBlock>: SumBlock where Upper.Row == Lower.Row {
  private var (upper, lower) = (Upper.zero, Lower.zero)

  @inline(__always) static var rows: Int { Upper.rows + Lower.rows }
  @inline(__always) static var zero: Stack { Stack() }

  @inline(__always) mutating func add(_ a: Source, _ step: Int, times row: Upper.Row) {
    upper.add(a, step, times: row)
    lower.add(a + Upper.rows * step, step, times: row)
  }

  @inline(__always) func store(to c: Target, _ rowStride: Int, accumulating: Bool) {
    upper.store(to: c, rowStride, accumulating: accumulating)
    lower.store(to: c + Upper.rows * rowStride, rowStride, accumulating: accumulating)
  }
}

typealias TwoRows<Row: PanelRow> = Stack<OneRow<Row>, OneRow<Row>>
typealias FourRows<Row: PanelRow> = Stack<TwoRows<Row>, TwoRows<Row>>
typealias SixRows<Row: PanelRow> = Stack<TwoRows<Row>, FourRows<Row>>
typealias EightRows<Row: PanelRow> = Stack<FourRows<Row>, FourRows<Row>>
typealias TwelveRows<Row: PanelRow> = Stack<FourRows<Row>, EightRows<Row>>
