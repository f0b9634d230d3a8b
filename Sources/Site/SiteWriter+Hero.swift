import Chapters
import Pipeline

extension SiteWriter {
  /// What stands at the top of the contents page: the pictures of the block that the manifest names, which lead to it. A
  /// caption says what all of them show, so that the first alone has it for an alternative text.
  var hero: TemplateValues? {
    guard let id = report.manifest.hero, let number = report.numbering[id],
      let figure = figures.values.joined().first(where: { $0.block.id == id })
    else { return nil }
    let pictures = figure.heroPictures
    guard !pictures.isEmpty else { return nil }
    let caption = prose(on: "").plain(figure.block.caption)
    return [
      "address": "\(PagePath("").address(of: number.page + ".html"))#\(id)",
      "label": number.label, "columns": pictures.count > 8 ? (pictures.count + 1) / 2 : pictures.count,
      "pictures": pictures.enumerated().map { index, picture in
        picture.merging(["alt": index == 0 ? caption : ""])
      },
    ]
  }
}

extension FigureView {
  /// The most pictures at the top of the contents page, where they make two lines.
  private static let heroLimit = 12

  /// The figure's pictures as pages at the site's root show them: of a grid as many whole columns as there is room for, so
  /// that every row has its share; where some pictures are larger, those alone.
  fileprivate var heroPictures: [TemplateValues] {
    switch result.figure {
    case .panels(_, let rows):
      return largest(of: rows).map { picture($0.path, $0.width, $0.height) }
    case .ready(let path, let width, let height): return [picture(path, width, height)]
    default: return []
    }
  }

  /// The largest pictures of as many whole columns as there is room for.
  private func largest(of rows: [StoredFigure.Row]) -> [StoredFigure.Cell] {
    let width = rows.flatMap(\.cells).map(\.width).max()
    let large = rows.map { $0.cells.filter { $0.width == width } }
    var shown: [StoredFigure.Cell] = []
    for column in 0..<(large.map(\.count).max() ?? 0) {
      let cells = large.filter { $0.indices.contains(column) }.map { $0[column] }
      guard shown.isEmpty || shown.count + cells.count <= Self.heroLimit else { break }
      shown += cells
    }
    return Array(shown.prefix(Self.heroLimit))
  }
}
