import Chapters

/// The texts of a table that its author wrote, which get what prose gets; all others are data and shown as they are.
public struct AuthoredTable: Sendable {
  /// What stands above the columns; none where names of data stand there.
  public let headings: [AuthorText]
  /// The cells, row by row; none where they are data.
  public let cells: [AuthorText]

  /// A table's texts; by default none.
  public init(headings: [AuthorText] = [], cells: [AuthorText] = []) {
    (self.headings, self.cells) = (headings, cells)
  }

  /// Every text.
  public var texts: [AuthorText] { headings + cells }
}
