/// Tiles of 4 x 4 pixels that lie beside each other in one image.
public struct TileStrip: Sendable {
  /// The image.
  public let image: Int
  /// The first pixel's row and column in the grid; the column is a multiple of 4.
  public let row, column: Int
  /// The number of tiles.
  public let tiles: Int
}

/// The tiles that cover a batch of images, row of tiles by row of tiles; long rows are cut.
public struct TileStrips: Sendable {
  /// What is covered.
  public let grid: PixelGrid
  private let strips: Int
  /// Tiles of the longest strip.
  public let longest: Int

  /// Strips of at most `limit` tiles.
  public init(_ grid: PixelGrid, limit: Int = 32) {
    self.grid = grid
    strips = (grid.tileColumns + limit - 1) / limit
    longest = (grid.tileColumns + strips - 1) / strips
  }

  /// Strips in the batch.
  public var count: Int { grid.images * grid.tileRows * strips }

  /// Floats of one line of work: the pixels of the longest strip and one at either side, and a vector behind them.
  public var lineLength: Int {
    ((4 * longest + 2) * grid.side * grid.channels + 32).roundedUp(to: 16)
  }
  /// Floats that the transform of a strip's columns needs: six lines, 16 floats apart so that they share no cache sets.
  public var workLength: Int { 6 * (lineLength + 16) }

  /// The strip of this number.
  public subscript(index: Int) -> TileStrip {
    let (tileRow, part) = index.quotientAndRemainder(dividingBy: strips)
    let (image, row) = tileRow.quotientAndRemainder(dividingBy: grid.tileRows)
    let first = border(part)
    return TileStrip(image: image, row: 4 * row, column: 4 * first, tiles: border(part + 1) - first)
  }

  private func border(_ part: Int) -> Int { grid.tileColumns * part / strips }

  /// Tiles of several strips.
  public func tiles(of range: Range<Int>) -> Int { range.reduce(0) { $0 + self[$1].tiles } }
}
