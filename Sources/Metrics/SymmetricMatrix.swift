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

  /// other self other, which is symmetric too.
  func congruent(by other: SymmetricMatrix, _ algebra: OpenBLAS) -> SymmetricMatrix {
    var (half, product) = ([Double](repeating: 0, count: values.count), values.map { _ in 0.0 })
    algebra.addProduct(values, other.values, rows: size, to: &half)
    algebra.addProduct(half, other.values, rows: size, to: &product)
    return SymmetricMatrix(size: size) { (product[$0 * size + $1] + product[$1 * size + $0]) / 2 }
  }
}

// Of matrices without negative eigenvalues.
extension SymmetricMatrix {
  /// The root: root root = self.
  func squareRoot(by algebra: OpenBLAS) throws(OpenBLASError) -> SymmetricMatrix {
    let (eigenvalues, vectors) = try algebra.eigen(of: self, vectors: true)
    let roots = roots(of: eigenvalues)
    let scaled = vectors.indices.map { roots[$0 / size] * vectors[$0] }
    var product = [Double](repeating: 0, count: values.count)
    algebra.addProduct(vectors, scaled, rows: size, to: &product)
    return SymmetricMatrix(size: size) { product[$0 * size + $1] }
  }

  /// The trace of the root.
  func traceOfRoot(by algebra: OpenBLAS) throws(OpenBLASError) -> Double {
    roots(of: try algebra.eigen(of: self, vectors: false).values).reduce(0, +)
  }

  /// The roots of eigenvalues, the largest last, that rounding has moved by up to n ε of the largest, up or down.
  ///
  /// The root would make 1e-8 of an error of 1e-16 where there should be 0, as there is for every feature more than samples.
  /// So below that bound the line from the origin stands for it: an error grows by no more than 1 / sqrt(bound), errors of
  /// both signs cancel, and no eigenvalue near the bound makes a jump.
  private func roots(of eigenvalues: [Double]) -> [Double] {
    let bound = max(Double(size) * .ulpOfOne * (eigenvalues.last ?? 0), .leastNormalMagnitude)
    return eigenvalues.map { $0 / max($0, bound).squareRoot() }
  }
}
