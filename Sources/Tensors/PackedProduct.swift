/// c [rows, columns] = or += a [rows, depth] b [depth, columns] with b in panels of 16 columns, each [depth, 16].
///
/// `rows` is a multiple of 6, `columns` of 16.
func multiplyPanels(
  _ a: UnsafePointer<Float>, aStride: Int, _ panels: UnsafePointer<Float>, panelStride: Int,
  into c: UnsafeMutablePointer<Float>, cStride: Int, rows: Int, columns: Int, depth: Int, accumulating: Bool
) {
  for column in stride(from: 0, to: columns, by: 16) {
    let panel = panels + column / 16 * panelStride
    for row in stride(from: 0, to: rows, by: 6) {
      multiplyBlock(
        a + row * aStride, rowStep: aStride, depthStep: 1, panel, panelStep: 16, depth: depth,
        into: c + (row * cStride + column), rowStride: cStride, accumulating: accumulating)
    }
  }
}

/// c [rows, columns] += a' b for a [depth, rows] and b [depth, columns], both in rows.
///
/// `rows` is a multiple of 6, `columns` of 16.
func addTransposedProduct(
  _ a: UnsafePointer<Float>, aStride: Int, _ b: UnsafePointer<Float>, bStride: Int,
  into c: UnsafeMutablePointer<Float>, cStride: Int, rows: Int, columns: Int, depth: Int
) {
  for column in stride(from: 0, to: columns, by: 16) {
    for row in stride(from: 0, to: rows, by: 6) {
      multiplyBlock(
        a + row, rowStep: 1, depthStep: aStride, b + column, panelStep: bStride, depth: depth,
        into: c + (row * cStride + column), rowStride: cStride, accumulating: true)
    }
  }
}
