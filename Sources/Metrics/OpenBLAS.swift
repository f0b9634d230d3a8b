/// Products of matrices by BLAS and eigenvalues by LAPACK, both of the OpenBLAS that the machine has.
///
/// Its last bits depend on its version and on the processor whose kernels it takes, so nothing that it computes is published
/// unrounded; see `FrechetDistance`.
public struct OpenBLAS: Sendable {
  /// What the library says of itself: 'OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64'.
  public let configuration: String
  let dgemm: Dgemm
  let sgemm: Sgemm
  let dsyevd: Dsyevd

  // The C interface of BLAS by value, that of LAPACK as Fortran's compilers have it: everything by address, and the
  // lengths of the texts behind the rest.
  typealias Dgemm =
    @convention(c) (
      _ order: CInt, _ transposesA: CInt, _ transposesB: CInt, _ rows: CInt, _ columns: CInt, _ inner: CInt,
      _ alpha: Double, _ a: UnsafePointer<Double>, _ strideA: CInt, _ b: UnsafePointer<Double>,
      _ strideB: CInt, _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ strideC: CInt
    ) -> Void
  typealias Sgemm =
    @convention(c) (
      _ order: CInt, _ transposesA: CInt, _ transposesB: CInt, _ rows: CInt, _ columns: CInt, _ inner: CInt,
      _ alpha: Float, _ a: UnsafePointer<Float>, _ strideA: CInt, _ b: UnsafePointer<Float>,
      _ strideB: CInt, _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ strideC: CInt
    ) -> Void
  typealias Dsyevd =
    @convention(c) (
      _ job: UnsafePointer<CChar>, _ triangle: UnsafePointer<CChar>, _ size: UnsafePointer<CInt>,
      _ matrix: UnsafeMutablePointer<Double>, _ stride: UnsafePointer<CInt>,
      _ values: UnsafeMutablePointer<Double>, _ work: UnsafeMutablePointer<Double>,
      _ workLength: UnsafePointer<CInt>, _ integers: UnsafeMutablePointer<CInt>,
      _ integersLength: UnsafePointer<CInt>, _ info: UnsafeMutablePointer<CInt>, _ jobLength: Int,
      _ triangleLength: Int
    ) -> Void

  /// Adds a^T b to a sum [M, N], a [rows, M] and b [rows, N].
  func addProduct(_ a: [Double], _ b: [Double], rows: Int, to sum: inout [Double]) {
    let (height, width) = (CInt(a.count / rows), CInt(b.count / rows))
    let (rowAfterRow, isTransposed, isPlain): (CInt, CInt, CInt) = (101, 112, 111)
    dgemm(
      rowAfterRow, isTransposed, isPlain, height, width, CInt(rows), 1, a, height, b, width, 1, &sum, width)
  }

  /// The eigenvalues of a symmetric matrix of finite numbers, the least first, and its eigenvectors where they are wanted:
  /// one after the other, each of length 1, in the order of the values.
  ///
  /// - Throws: `.noConvergence`.
  package func eigen(
    of symmetric: SymmetricMatrix, vectors wantsVectors: Bool
  ) throws(OpenBLASError) -> (values: [Double], vectors: [Double]) {
    let (job, triangle) = (wantsVectors ? "V" : "N", "U")
    let size = CInt(symmetric.size)
    var (matrix, values) = (symmetric.values, [Double](repeating: 0, count: symmetric.size))
    var (work, integers): ([Double], [CInt]) = ([0], [0])
    var info: CInt = 0
    // The first call asks how long the work arrays have to be.
    for lengths in [-1, nil] as [CInt?] {
      dsyevd(
        job, triangle, [size], &matrix, [size], &values, &work, [lengths ?? CInt(work.count)], &integers,
        [lengths ?? CInt(integers.count)], &info, 1, 1)
      guard info == 0 else { throw .noConvergence }
      guard lengths != nil else { break }
      work = [Double](repeating: 0, count: Int(work[0]))
      integers = [CInt](repeating: 0, count: Int(integers[0]))
    }
    return (values, wantsVectors ? matrix : [])
  }
}
