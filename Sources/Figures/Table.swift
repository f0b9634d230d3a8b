/// Rows of text under headings.
public struct Table: Codable, Equatable, Sendable {
  /// How the text of a column is set.
  public enum Alignment: String, Codable, Sendable {
    /// To the left: words.
    case leading
    /// To the right: numbers.
    case trailing
    /// In the middle.
    case center
  }

  /// A heading and how what stands under it is set.
  public struct Column: Codable, Equatable, Sendable {
    /// The heading.
    public var name: String
    /// How the cells are set.
    public var alignment: Alignment
    /// Whether the cells are blocks' ids, which a page shows as links to their figures.
    public var namesBlocks: Bool

    /// A column of cells under a heading.
    public init(_ name: String, alignment: Alignment = .leading, namesBlocks: Bool = false) {
      (self.name, self.alignment, self.namesBlocks) = (name, alignment, namesBlocks)
    }
  }

  /// The columns from left to right.
  public var columns: [Column]
  /// The rows from top to bottom, a cell for each column.
  public var rows: [[String]]

  /// Rows of cells under columns.
  public init(columns: [Column], rows: [[String]]) { (self.columns, self.rows) = (columns, rows) }

  /// The headings and the rows as CSV.
  public func csv() -> String {
    CSV.text([columns.map(\.name)] + rows)
  }
}
