/// What a block puts on the page.
public enum Showing: Sendable {
  /// A figure, which needs a caption and an alternative text.
  case figure
  /// A table, which needs a caption.
  case table
}

/// How the states of what a block shows, such as those on the way from noise to an image, follow one another.
public enum StateOrder: String, Sendable {
  /// Beside each other, a row for each image.
  case row
  /// Beneath each other, a column for each image.
  case column
}

/// A picture of a row.
public enum Showpiece: Sendable {
  case first, middle, last

  /// Its place among so many.
  public func place(among count: Int) -> Int {
    switch self {
    case .first: 0
    case .middle: (count - 1) / 2
    case .last: count - 1
    }
  }
}

/// The kinds of figures: those of one kind can be compared.
public enum FigureKind: Equatable, Sendable {
  /// Pictures in rows and columns.
  case pictures
  /// A plot, with what is drawn and against what.
  case plot(String)
  /// A table.
  case table
  /// A picture made elsewhere.
  case ready
  /// The kind that the compared inputs have.
  case asCompared
}
