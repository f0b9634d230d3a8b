/// A matrix [depth, columns] cut into panels for `KernelSet.multiply`: each panel holds the columns that a block of
/// sums in registers spans, row by row; the last one may be half as wide. Columns are padded with zeros.
public struct PanelLayout: Sendable {
  /// Rows of the matrix.
  public let depth: Int
  /// Columns, padded to a multiple of the lanes of a register.
  public let columns: Int

  /// `columns` must be a multiple of the kernel set's lanes.
  public init(depth: Int, columns: Int) { (self.depth, self.columns) = (depth, columns) }

  /// Floats of all panels.
  @inlinable public var count: Int { depth * columns }
}
