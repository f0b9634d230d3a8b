/// A batch of images as a grid of pixels with one or four groups of channels.
///
/// With four groups a pixel of the grid is a block of 2 x 2 pixels of the image, group by group from left to
/// right and from top to bottom: so a convolution with stride 2 becomes one with stride 1.
struct PixelGrid {
  /// The number of images.
  let images: Int
  /// Pixels of the grid, from top to bottom.
  let height: Int
  /// Pixels of the grid, from left to right.
  let width: Int
  /// Channels of a group, which are those of the image.
  let channels: Int
  /// 1, or 2 for blocks of 2 x 2 pixels.
  let side: Int

  /// Images of `shape` [N, H, W, C]; H and W must be multiples of `side`.
  init(_ shape: [Int], side: Int = 1) {
    (images, height, width, channels) = (shape[0], shape[1] / side, shape[2] / side, shape[3])
    self.side = side
  }

  /// Groups of channels of a pixel.
  var groups: Int { side * side }

  /// Where a group of a pixel begins in the image's memory.
  @inline(__always) func offset(image: Int, row: Int, column: Int, group: Int) -> Int {
    let y = (image * height + row) * side + group / side
    return (y * width * side + column * side + group % side) * channels
  }
}

/// The tiles of 4 x 4 pixels that cover every image of a grid.
struct WinogradTiles {
  let grid: PixelGrid
  private let rows: Int
  private let columns: Int

  init(_ grid: PixelGrid) {
    self.grid = grid
    rows = (grid.height + 3) / 4
    columns = (grid.width + 3) / 4
  }

  /// Tiles in the batch.
  var count: Int { grid.images * rows * columns }

  /// The image of a tile and its first pixel.
  @inline(__always) subscript(tile: Int) -> (image: Int, row: Int, column: Int) {
    let (row, column) = (tile / columns, tile % columns)
    return (row / rows, row % rows * 4, column * 4)
  }
}
