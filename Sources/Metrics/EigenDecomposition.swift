/// The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's method.
///
/// Every rotation makes one element off the diagonal zero; a sweep visits all of them in turn (Jacobi 1846; Golub and Van
/// Loan 2013, algorithm 8.5.3). Nothing but +, -, *, / and roots, so the bits are the same on every machine.
public struct EigenDecomposition: Sendable {
  /// In no particular order.
  public private(set) var values: [Double] = []
  /// The eigenvectors one after the other, each of length 1, in the order of the values.
  public private(set) var vectors: [Double]
  private let size: Int
  private var matrix: [Double]
  /// Convergence is quadratic: eight sweeps or so reach double precision.
  private static let mostSweeps = 60

  /// Decomposes a matrix of finite numbers.
  public init(of symmetric: SymmetricMatrix) {
    size = symmetric.size
    matrix = symmetric.values
    vectors = SymmetricMatrix(size: size) { $0 == $1 ? 1 : 0 }.values
    let norm = matrix.reduce(0) { $0 + $1 * $1 }
    for _ in 0..<Self.mostSweeps where offDiagonal > 1e-30 * norm { sweep() }
    values = (0..<size).map { matrix[$0 * size + $0] }
  }

  private var offDiagonal: Double {
    var sum = 0.0
    for row in 0..<size {
      for column in 0..<row { sum += 2 * matrix[row * size + column] * matrix[row * size + column] }
    }
    return sum
  }

  private mutating func sweep() {
    for p in 0..<max(0, size - 1) {
      for q in p + 1..<size { rotate(p, q) }
    }
  }

  /// Rotates the plane of two axes so that their common element becomes zero.
  private mutating func rotate(_ p: Int, _ q: Int) {
    let common = matrix[p * size + q]
    guard common != 0 else { return }
    let tau = (matrix[q * size + q] - matrix[p * size + p]) / (2 * common)
    let tangent = (tau >= 0 ? 1 : -1) / (abs(tau) + (1 + tau * tau).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    let size = size
    matrix.withUnsafeMutableBufferPointer { a in
      for k in 0..<size {
        let (x, y) = (a[k * size + p], a[k * size + q])
        a[k * size + p] = cosine * x - sine * y
        a[k * size + q] = sine * x + cosine * y
      }
      for k in 0..<size {
        let (x, y) = (a[p * size + k], a[q * size + k])
        a[p * size + k] = cosine * x - sine * y
        a[q * size + k] = sine * x + cosine * y
      }
    }
    vectors.withUnsafeMutableBufferPointer { v in
      for k in 0..<size {
        let (x, y) = (v[p * size + k], v[q * size + k])
        v[p * size + k] = cosine * x - sine * y
        v[q * size + k] = sine * x + cosine * y
      }
    }
  }
}
