import CPrefetch

/// The two-dimensional transforms between images and the 36 matrices [tiles, channels] of a block of tiles.
struct WinogradTileTransforms {
  typealias Source = UnsafePointer<Float>
  typealias Destination = UnsafeMutablePointer<Float>
  /// Room for a tile of eight channels between the transforms of its columns and of its rows.
  private typealias Scratch = UnsafeMutablePointer<Octet>
  /// A block of matrices: position p of 36, row `tile`, at `floats + p * stride + tile * rowStride`.
  struct Matrices {
    let floats: Destination
    let stride: Int
    let rowStride: Int
    /// Channels from one group to the next.
    let groupStride: Int
  }

  let tiles: WinogradTiles
  /// A pixel of zeros, for what lies outside of an image.
  private let zeros: TensorStorage

  init(_ grid: PixelGrid) {
    tiles = WinogradTiles(grid)
    zeros = TensorStorage(repeating: 0, count: grid.channels + 8)
  }

  /// B' d B of the 6 x 6 pixels around every tile.
  func gatherInputs(_ range: Range<Int>, from image: Source, into v: Matrices) {
    gather(range, from: image, into: v, side: 6, margin: 1) { Self.input($0, $1, $2, $3, $4, $5) }
  }

  /// A dy A' of the 4 x 4 pixels of every tile.
  func gatherGradients(_ range: Range<Int>, from gradient: Source, into w: Matrices) {
    gather(range, from: gradient, into: w, side: 4, margin: 0) { Self.gradient($0, $1, $2, $3, $4, $5) }
  }

  /// A' m A plus a bias, cut off at the images' borders.
  func scatterOutputs(_ range: Range<Int>, from m: Matrices, bias: Source, into image: Destination) {
    let grid = tiles.grid
    withUnsafeTemporaryAllocation(of: Octet.self, capacity: 24) { scratch in
      let scratch = scratch.baseAddress!
      for (row, tile) in range.enumerated() {
        let (index, top, left) = tiles[tile]
        let (height, width) = (min(4, grid.height - top), min(4, grid.width - left))
        for group in 0..<grid.groups {
          let source = m.floats + (row * m.rowStride + group * m.groupStride)
          let target = image + grid.offset(image: index, row: top, column: left, group: group)
          for channel in stride(from: 0, to: grid.channels, by: 8) {
            Self.output(
              source + channel, m.stride, Octet(bias + channel), scratch, to: target + channel, grid,
              height, width, lanes: grid.channels - channel)
          }
        }
      }
    }
  }

  /// Calls `transform` with pointers to the `side` x `side` pixels of every tile, `margin` more at every side.
  @inline(__always) private func gather(
    _ range: Range<Int>, from image: Source, into matrices: Matrices, side: Int, margin: Int,
    _ transform: (UnsafePointer<Source>, _ channel: Int, _ lanes: Int, Destination, Int, Scratch) -> Void
  ) {
    let grid = tiles.grid
    let scratch = Scratch.allocate(capacity: 36)
    let pixels = UnsafeMutablePointer<Source>.allocate(capacity: 36)
    defer { scratch.deallocate() }
    defer { pixels.deallocate() }
    for (row, tile) in range.enumerated() {
      let (index, top, left) = tiles[tile]
      let distance = distanceToNext(tile)
      for group in 0..<grid.groups {
        for y in 0..<side {
          let start = grid.offset(image: index, row: top - margin + y, column: left - margin, group: group)
          let isInside = 0..<grid.height ~= top - margin + y
          for x in 0..<side {
            let isPixel = isInside && 0..<grid.width ~= left - margin + x
            pixels[y * side + x] =
              isPixel ? image + (start + x * grid.side * grid.channels) : Source(zeros.floats)
          }
        }
        let target = matrices.floats + (row * matrices.rowStride + group * matrices.groupStride)
        for channel in stride(from: 0, to: grid.channels, by: 8) {
          if channel % 16 == 0 {
            Self.prefetchPixels(pixels, channel, distance, side: side, from: 2 * margin)
          }
          transform(pixels, channel, grid.channels - channel, target + channel, matrices.stride, scratch)
        }
      }
    }
  }

  /// Floats from a tile's first pixel to the next tile's.
  @inline(__always) private func distanceToNext(_ tile: Int) -> Int {
    let (here, next) = (tiles[tile], tiles[tile + 1])
    return tiles.grid.offset(image: next.image, row: next.row, column: next.column, group: 0)
      - tiles.grid.offset(image: here.image, row: here.row, column: here.column, group: 0)
  }

  /// Asks for 16 channels of the next tile, whose pixels are too far apart for the processor to foresee them.
  /// The columns before `first` are in the cache already, as this tile's last ones.
  @inline(__always) private static func prefetchPixels(
    _ pixels: UnsafePointer<Source>, _ channel: Int, _ distance: Int, side: Int, from first: Int
  ) {
    let bytes = UInt(bitPattern: (channel + distance) * MemoryLayout<Float>.stride)
    for y in 0..<side {
      for x in first..<side { prefetch(UInt(bitPattern: pixels[y * side + x]) &+ bytes) }
    }
  }

  @inline(__always) private static func input(
    _ pixels: UnsafePointer<Source>, _ channel: Int, _ lanes: Int, _ target: Destination, _ stride: Int,
    _ e: Scratch
  ) {
    for x in 0..<6 {
      let t = WinogradTransforms.input(
        (
          Octet(pixels[x] + channel, first: lanes), Octet(pixels[6 + x] + channel, first: lanes),
          Octet(pixels[12 + x] + channel, first: lanes), Octet(pixels[18 + x] + channel, first: lanes),
          Octet(pixels[24 + x] + channel, first: lanes), Octet(pixels[30 + x] + channel, first: lanes)
        ))
      (e[x], e[6 + x], e[12 + x], e[18 + x], e[24 + x], e[30 + x]) = t
    }
    for y in 0..<6 {
      let r = e + 6 * y
      store(WinogradTransforms.input((r[0], r[1], r[2], r[3], r[4], r[5])), target + 6 * y * stride, stride)
    }
  }

  @inline(__always) private static func gradient(
    _ pixels: UnsafePointer<Source>, _ channel: Int, _ lanes: Int, _ target: Destination, _ stride: Int,
    _ e: Scratch
  ) {
    for x in 0..<4 {
      let t = WinogradTransforms.outputAdjoint(
        (
          Octet(pixels[x] + channel, first: lanes), Octet(pixels[4 + x] + channel, first: lanes),
          Octet(pixels[8 + x] + channel, first: lanes), Octet(pixels[12 + x] + channel, first: lanes)
        ))
      (e[x], e[4 + x], e[8 + x], e[12 + x], e[16 + x], e[20 + x]) = t
    }
    for y in 0..<6 {
      let r = e + 4 * y
      store(WinogradTransforms.outputAdjoint((r[0], r[1], r[2], r[3])), target + 6 * y * stride, stride)
    }
  }

  @inline(__always) private static func output(
    _ m: Source, _ stride: Int, _ bias: Octet, _ e: UnsafeMutablePointer<Octet>, to target: Destination,
    _ grid: PixelGrid, _ height: Int, _ width: Int, lanes: Int
  ) {
    for x in 0..<6 {
      let s = m + x * stride
      let step = 6 * stride
      (e[x], e[6 + x], e[12 + x], e[18 + x]) = WinogradTransforms.output(
        (
          Octet(s), Octet(s + step), Octet(s + 2 * step), Octet(s + 3 * step), Octet(s + 4 * step),
          Octet(s + 5 * step)
        ))
    }
    let pixel = grid.side * grid.channels
    for y in 0..<height {
      let r = e + 6 * y
      let t = WinogradTransforms.output((r[0], r[1], r[2], r[3], r[4], r[5]))
      let row = target + y * grid.side * grid.width * pixel
      (t.0 + bias).store(to: row, first: lanes)
      if width > 1 { (t.1 + bias).store(to: row + pixel, first: lanes) }
      if width > 2 { (t.2 + bias).store(to: row + 2 * pixel, first: lanes) }
      if width > 3 { (t.3 + bias).store(to: row + 3 * pixel, first: lanes) }
    }
  }

  @inline(__always) private static func store(
    _ t: WinogradTransforms.Six, _ target: Destination, _ stride: Int
  ) {
    t.0.store(to: target)
    t.1.store(to: target + stride)
    t.2.store(to: target + 2 * stride)
    t.3.store(to: target + 3 * stride)
    t.4.store(to: target + 4 * stride)
    t.5.store(to: target + 5 * stride)
  }
}
