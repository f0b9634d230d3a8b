/// Pictures in labelled rows and columns, to be set as an HTML grid.
public struct PanelGrid: Codable, Equatable, Sendable {
  /// A picture with what is written under it.
  public struct Cell: Codable, Equatable, Sendable {
    /// The picture.
    public var picture: Picture
    /// What is written under it, if anything.
    public var label: String?
    /// The picture before it was made larger, if it was.
    public var small: Picture?

    /// A picture with an optional label.
    public init(_ picture: Picture, label: String? = nil, small: Picture? = nil) {
      (self.picture, self.label, self.small) = (picture, label, small)
    }
  }

  /// A row of cells with what is written before it.
  public struct Row: Codable, Equatable, Sendable {
    /// What is written before the row, if anything.
    public var label: String?
    /// The cells from left to right.
    public var cells: [Cell]

    /// A row of cells with an optional label.
    public init(label: String? = nil, cells: [Cell]) { (self.label, self.cells) = (label, cells) }
  }

  /// What is written above the columns; empty for none.
  public var columnLabels: [String]
  /// The rows from top to bottom.
  public var rows: [Row]

  /// Rows of cells under optional column labels.
  public init(columnLabels: [String] = [], rows: [Row]) {
    (self.columnLabels, self.rows) = (columnLabels, rows)
  }
}
