/// A batch of images as a grid of pixels with one or four groups of channels.
///
/// With four groups a pixel of the grid is a block of 2 x 2 pixels of the image, group by group from left to
/// right and from top to bottom: so a convolution with stride 2 becomes one with stride 1.
public struct PixelGrid: Sendable {
  /// The number of images.
  public let images: Int
  /// Pixels of the grid, from top to bottom.
  public let height: Int
  /// Pixels of the grid, from left to right.
  public let width: Int
  /// Channels of a group, which are those of the image.
  public let channels: Int
  /// 1, or 2 for blocks of 2 x 2 pixels.
  public let side: Int

  /// Images of `shape` [N, H, W, C]; H and W must be multiples of `side`.
  public init(_ shape: [Int], side: Int = 1) {
    (images, height, width, channels) = (shape[0], shape[1] / side, shape[2] / side, shape[3])
    self.side = side
  }

  /// Groups of channels of a pixel.
  @inlinable public var groups: Int { side * side }

  /// Where a group of a pixel begins in the image's memory.
  @inlinable @inline(__always) public func offset(image: Int, row: Int, column: Int, group: Int) -> Int {
    let y = (image * height + row) * side + group / side
    return (y * width * side + column * side + group % side) * channels
  }

  /// Tiles of 4 x 4 pixels that cover an image from top to bottom.
  @inlinable public var tileRows: Int { (height + 3) / 4 }
  /// Tiles of 4 x 4 pixels that cover an image from left to right.
  @inlinable public var tileColumns: Int { (width + 3) / 4 }
  /// Tiles in the batch.
  @inlinable public var tiles: Int { images * tileRows * tileColumns }
}
