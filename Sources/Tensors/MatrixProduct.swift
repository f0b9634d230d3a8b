import COpenBLAS

/// A row-major matrix inside a larger array.
struct Matrix {
  let floats: UnsafePointer<Float>
  /// Floats from one row to the next.
  let rowStride: Int
  var transposed = false
}

/// c[rows, columns] = a[rows, depth] b[depth, columns], or c += with `accumulating`, on the calling thread.
///
/// OpenBLAS on one thread: with several it would sum in an order that depends on their number.
func multiply(
  _ a: Matrix, _ b: Matrix, into c: UnsafeMutablePointer<Float>, rowStride: Int,
  rows: Int, columns: Int, depth: Int, accumulating: Bool = false
) {
  _ = singleThreaded
  cblas_sgemm(
    CblasRowMajor, a.transposed ? CblasTrans : CblasNoTrans, b.transposed ? CblasTrans : CblasNoTrans,
    blasint(rows), blasint(columns), blasint(depth), 1, a.floats, blasint(a.rowStride),
    b.floats, blasint(b.rowStride), accumulating ? 1 : 0, c, blasint(rowStride))
}

private let singleThreaded: Void = openblas_set_num_threads(1)
