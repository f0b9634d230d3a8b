import Figures
import Pipeline

extension FigureView {
  /// The name of the sheet's file among the figure's.
  static let sheetName = "sheet.png"
  /// Fewer pictures are no film.
  private static let fewest = 3

  /// All states that the block shows in one picture; nil where it shows none, or pictures of several sizes.
  var sheet: SpriteSheet? { mayUseSheet ? drawnSheet?.sheet : nil }

  /// What draws the sheet.
  func sheetToDraw() -> DrawnSheet? {
    guard block.states != nil, case .panels(_, let rows) = result.figure else { return nil }
    let cells = rows.flatMap(\.cells)
    guard let first = cells.first, cells.count >= Self.fewest,
      cells.allSatisfy({ ($0.width, $0.height) == (first.width, first.height) })
    else { return nil }
    let sheet = SpriteSheet(
      width: first.width, height: first.height, columns: rows.map(\.cells.count).max() ?? 1,
      pictures: cells.map(\.path))
    return DrawnSheet(sheet, of: sheet.pictures.map { "\(entry.path)/\($0)" })
  }

  /// The sheet as a file of the site.
  func file(of sheet: DrawnSheet) -> SiteFile {
    let recipe = PictureRecipe(
      block: block.id, source: block.source.text, profile: profile, picture: Self.sheetName,
      key: result.recipe.key, sheet: sheet.sheet)
    return .sheet(sheet, recipe)
  }
}
