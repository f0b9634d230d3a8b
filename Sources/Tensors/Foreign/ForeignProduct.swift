import Synchronization

/// A matrix product that a library computes in place of the engine's own kernels: a second arithmetic, which shows how far
/// results depend on the first.
public struct ForeignProduct: Sendable {
  /// A row-major matrix that is read as it is, or transposed.
  public struct Factor {
    /// The first element.
    public let floats: UnsafePointer<Float>
    /// Floats from one row to the next, as it lies in memory.
    public let rowStride: Int
    /// Whether the product reads its transpose.
    public let isTransposed: Bool
  }

  /// c [rows, columns] = a [rows, depth] b [depth, columns].
  public struct Product {
    /// The left factor.
    public let a: Factor
    /// The right factor.
    public let b: Factor
    /// Where the product goes.
    public let c: UnsafeMutablePointer<Float>
    /// Floats from one row of c to the next.
    public let rowStride: Int
    /// Rows of c.
    public let rows: Int
    /// Columns of c.
    public let columns: Int
    /// Columns of a and rows of b.
    public let depth: Int
    /// Whether it is added to what c holds.
    public let accumulates: Bool
  }

  /// Computes a product on the calling thread; called from several threads at once.
  let compute: @Sendable (Product) -> Void

  /// - Parameter compute: computes a product on the calling thread; called from several threads at once.
  public init(_ compute: @escaping @Sendable (Product) -> Void) { self.compute = compute }

  private static let asked = Mutex<ForeignProduct?>(nil)
  /// The one that this process takes for all products and convolutions; nil for the engine's own.
  static let chosen: ForeignProduct? = asked.withLock { $0 }

  /// Takes a library's products in this process. To be called before anything is computed: what was chosen then stays.
  ///
  /// - Returns: whether they are taken.
  public static func use(_ product: ForeignProduct) -> Bool {
    asked.withLock { $0 = product }
    return chosen != nil
  }
}

extension ForeignProduct.Factor {
  init(_ matrix: Matrix) {
    self.init(floats: matrix.floats, rowStride: matrix.rowStride, isTransposed: matrix.transposed)
  }

  /// A matrix whose rows follow each other.
  init(_ floats: UnsafePointer<Float>, width: Int, isTransposed: Bool = false) {
    self.init(floats: floats, rowStride: width, isTransposed: isTransposed)
  }
}
