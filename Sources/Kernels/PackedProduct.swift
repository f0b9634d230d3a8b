import KernelInterface

/// The widest panel.
private let panelWidth = 2 * laneCount
/// Rows of a panel that fit the first-level cache beside a block of a.
private let depthInCache = 512

extension ProcessorKernels {
  package static func pack(
    _ b: Source, rowStep: Int, columnStep: Int, columns: Int, into panels: Target, _ layout: PanelLayout
  ) {
    for start in stride(from: 0, to: layout.columns, by: panelWidth) {
      let width = min(panelWidth, layout.columns - start)
      let valid = max(0, min(width, columns - start))
      let panel = panels + start * layout.depth
      for row in 0..<layout.depth {
        let (source, target) = (b + (row * rowStep + start * columnStep), panel + row * width)
        for column in 0..<valid { target[column] = source[column * columnStep] }
        for column in valid..<width { target[column] = 0 }
      }
    }
  }

  package static func multiply(
    _ a: Source, rowStep: Int, depthStep: Int, _ panels: Source, _ layout: PanelLayout,
    into c: Target, rowStride: Int, rows: Int, columns: Int, accumulating: Bool
  ) {
    for first in stride(from: 0, to: layout.depth, by: depthInCache) {
      let depth = min(depthInCache, layout.depth - first)
      for start in stride(from: 0, to: columns, by: panelWidth) {
        let width = min(panelWidth, layout.columns - start)
        let block = BlockOperands(
          a: a + first * depthStep, rowStep: rowStep, depthStep: depthStep,
          b: panels + (start * layout.depth + first * width), bStep: width, depth: depth)
        multiplyPanel(
          block, rows: rows, into: c + start, rowStride: rowStride, width: width,
          columns: columns - start, accumulating: accumulating || first > 0)
      }
    }
  }

  package static func addProduct(
    _ a: Source, rowStep: Int, depthStep: Int, _ b: Source, rowStride bStride: Int,
    into c: Target, rowStride cStride: Int, rows: Int, columns: Int, depth: Int
  ) {
    for start in stride(from: 0, to: columns, by: panelWidth) {
      let block = BlockOperands(
        a: a, rowStep: rowStep, depthStep: depthStep, b: b + start, bStep: bStride, depth: depth)
      let width = min(panelWidth, columns - start)
      multiplyPanel(
        block, rows: rows, into: c + start, rowStride: cStride, width: width, columns: width,
        accumulating: true)
    }
  }

  /// A product with one panel of `width` columns, the first `columns` of which are written.
  static func multiplyPanel(
    _ block: BlockOperands, rows: Int, into c: Target, rowStride: Int, width: Int, columns: Int,
    accumulating: Bool
  ) {
    guard columns >= width else {
      return multiplyNarrowing(
        block, rows: rows, into: c, rowStride: rowStride, width: width, columns: columns,
        accumulating: accumulating)
    }
    if width == panelWidth {
      multiplyRows(
        block, rows: rows, into: c, rowStride: rowStride, accumulating: accumulating, WideRow.self)
    } else {
      multiplyRows(
        block, rows: rows, into: c, rowStride: rowStride, accumulating: accumulating, NarrowRow.self)
    }
  }

  /// By way of a whole panel's sums, of which the first `columns` are copied.
  private static func multiplyNarrowing(
    _ block: BlockOperands, rows: Int, into c: Target, rowStride: Int, width: Int, columns: Int,
    accumulating: Bool
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: WideRow.Tall.rows * panelWidth) { sums in
      let sums = sums.baseAddress!
      for row in stride(from: 0, to: rows, by: WideRow.Tall.rows) {
        let count = min(WideRow.Tall.rows, rows - row)
        multiplyPanel(
          block.from(row: row), rows: count, into: sums, rowStride: width, width: width, columns: width,
          accumulating: false)
        for index in 0..<count {
          let (source, target) = (sums + index * width, c + (row + index) * rowStride)
          for column in 0..<columns {
            target[column] = accumulating ? target[column] + source[column] : source[column]
          }
        }
      }
    }
  }
}
