extension StoredFigure {
  /// What a figure says that no block can have made: a page would fail on it, or show a file from elsewhere.
  ///
  /// - Parameter files: the files of the entry by their paths.
  func flaw(among files: [String: StoredFile]) -> String? {
    if let stray = paths.first(where: { files[$0] == nil }) {
      return "result.json shows '\(stray)', which is none of its files"
    }
    guard case .panels(_, let rows) = self else { return nil }
    return rows.flatMap(\.cells).first { $0.width < 1 || $0.height < 1 }.map {
      "result.json shows a picture of \($0.width) x \($0.height) pixels"
    }
  }

  /// The files that it is made of.
  private var paths: [String] {
    switch self {
    case .panels(_, let rows): rows.flatMap { $0.cells.map(\.path) }
    case .plot(let svg, let csv): [svg, csv]
    case .table(_, _, let csv): [csv]
    }
  }
}
