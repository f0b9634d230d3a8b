import Figures
import Foundation

/// A picture of a block that has not ended.
public struct NewestPicture: Codable, Equatable, Sendable {
  /// The file's ending, without a dot.
  let ending: String
  let content: Data

  /// So many are shown of a grid.
  private static let most = 16

  /// The pictures of a figure; none of a table.
  public static func all(of figure: Figure) -> [NewestPicture] {
    switch figure {
    case .plot(let plot): [NewestPicture(ending: "svg", content: Data(plot.svg(id: "newest").utf8))]
    case .panels(let grid):
      grid.rows.flatMap(\.cells).prefix(most).compactMap { cell in
        (try? cell.picture.pngData()).map { NewestPicture(ending: "png", content: $0) }
      }
    case .ready(let picture): [NewestPicture(ending: picture.format.rawValue, content: picture.content)]
    case .table: []
    }
  }
}
