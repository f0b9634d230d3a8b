import KernelInterface

/// A row-major matrix inside a larger array.
struct Matrix {
  let floats: UnsafePointer<Float>
  /// Floats from one row to the next.
  let rowStride: Int
  var transposed = false
}

/// c[rows, columns] = a[rows, depth] b[depth, columns], or c += with `accumulating`, on the calling thread.
///
/// Every sum is taken in the order of the depth. Where one b serves several products, pack it once: `PackedMatrix`.
func multiply(
  _ a: Matrix, _ b: Matrix, into c: UnsafeMutablePointer<Float>, rowStride: Int,
  rows: Int, columns: Int, depth: Int, accumulating: Bool = false
) {
  if let foreign = ForeignProduct.chosen {
    return foreign.compute(
      .init(
        a: .init(a), b: .init(b), c: c, rowStride: rowStride, rows: rows, columns: columns, depth: depth,
        accumulates: accumulating))
  }
  let packed = PackedMatrix(
    b.floats, depth: depth, columns: columns, rowStep: b.transposed ? 1 : b.rowStride,
    columnStep: b.transposed ? b.rowStride : 1)
  packed.multiply(
    a.floats, rowStep: a.transposed ? 1 : a.rowStride, depthStep: a.transposed ? a.rowStride : 1, rows: rows,
    into: c, rowStride: rowStride, accumulating: accumulating)
}
