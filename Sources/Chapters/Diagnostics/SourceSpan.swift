/// A place in a text file: line and column both count from 1, the column in Unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int

  /// A place by line and column.
  public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

  /// In reading order.
  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A stretch of one line of a file.
public struct SourceSpan: Sendable {
  /// The file.
  public let file: SourceFile
  /// Where the stretch begins.
  public let position: SourcePosition
  /// Its length in columns, at least 1.
  public let length: Int

  /// A stretch of a file; a length under 1 counts as 1.
  public init(_ file: SourceFile, at position: SourcePosition, length: Int = 1) {
    (self.file, self.position) = (file, position)
    self.length = max(1, length)
  }

  /// The line of the file that the span lies in.
  public var excerpt: Substring? { file.line(position.line) }
}
