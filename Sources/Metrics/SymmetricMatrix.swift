/// A real symmetric matrix in double precision.
public struct SymmetricMatrix: Equatable, Sendable {
  /// The number of rows and of columns.
  public let size: Int
  /// Row after row.
  private(set) var values: [Double]

  /// A matrix from its lower triangle; `element` is asked for row >= column alone.
  public init(size: Int, element: (_ row: Int, _ column: Int) -> Double) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let value = element(row, column)
        values[row * size + column] = value
        values[column * size + row] = value
      }
    }
  }

  /// An element.
  public subscript(row: Int, column: Int) -> Double { values[row * size + column] }

  /// The sum of the diagonal.
  public var trace: Double { (0..<size).reduce(0) { $0 + self[$1, $1] } }

  /// self other self, which is symmetric too.
  func congruent(to other: SymmetricMatrix) -> SymmetricMatrix {
    let product = Self.product(Self.product(values, other.values, size), values, size)
    return SymmetricMatrix(size: size) { (product[$0 * size + $1] + product[$1 * size + $0]) / 2 }
  }

  /// The root of a matrix without negative eigenvalues: root root = self. Those that rounding made negative count as 0.
  public var squareRoot: SymmetricMatrix {
    let eigen = EigenDecomposition(of: self)
    let roots = eigen.values.map { max(0, $0).squareRoot() }
    return SymmetricMatrix(size: size) { row, column in
      roots.indices.reduce(0) {
        $0 + eigen.vectors[$1 * size + row] * roots[$1] * eigen.vectors[$1 * size + column]
      }
    }
  }

  private static func product(_ a: [Double], _ b: [Double], _ size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for inner in 0..<size {
        let factor = a[row * size + inner]
        for column in 0..<size { result[row * size + column] += factor * b[inner * size + column] }
      }
    }
    return result
  }
}
