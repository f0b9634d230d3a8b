/// A pipe table of a text; its cells and its caption are read as texts of their own.
public struct MarkedTable: Sendable {
  /// How a column's cells are aligned.
  public enum Alignment: String, Sendable { case left, center, right }

  /// One for each column; nil where the author chose none.
  public let alignments: [Alignment?]
  /// The cells, as indices of texts in the annex.
  let header: [Int]
  let rows: [[Int]]
  var caption: Int?
  /// The name by which the text refers to it.
  public internal(set) var id: String?
  /// Where its id stands, or the table.
  public internal(set) var span: SourceSpan
  /// The line of the whole text, included files in it, in which it begins, from 0.
  var line: Int

  /// Whether it has a caption, and so a number.
  public var isNumbered: Bool { caption != nil }
}
