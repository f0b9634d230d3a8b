import KernelInterface

extension ProcessorKernels {
  package static func gatherInputs(
    _ strips: Range<Int>, _ cut: TileStrips, _ image: Source, into v: TileMatrices, work: Target,
    zeros: Source
  ) {
    StripGathering<InputTile>(cut: cut, work: work, zeros: zeros).gather(strips, from: image, into: v)
  }

  package static func gatherGradients(
    _ strips: Range<Int>, _ cut: TileStrips, _ gradient: Source, into w: TileMatrices, work: Target,
    zeros: Source
  ) {
    StripGathering<GradientTile>(cut: cut, work: work, zeros: zeros).gather(strips, from: gradient, into: w)
  }
}

/// A transform of a tile's pixels to the six points, in one dimension.
private protocol TileTransform {
  /// Pixels that are read beyond the four of a tile, at either side.
  static var margin: Int { get }
  static func points(_ pixel: (Int) -> Lanes) -> WinogradTransforms.Six
}

/// B' d of six pixels.
private enum InputTile: TileTransform {
  static var margin: Int { 1 }
  @inline(__always) static func points(_ pixel: (Int) -> Lanes) -> WinogradTransforms.Six {
    WinogradTransforms.input((pixel(0), pixel(1), pixel(2), pixel(3), pixel(4), pixel(5)))
  }
}

/// A dy of four pixels.
private enum GradientTile: TileTransform {
  static var margin: Int { 0 }
  @inline(__always) static func points(_ pixel: (Int) -> Lanes) -> WinogradTransforms.Six {
    WinogradTransforms.outputAdjoint((pixel(0), pixel(1), pixel(2), pixel(3)))
  }
}

/// Transforms strips of tiles: first the columns of all their pixels, which are neighbours in memory whatever the number
/// of channels, into six lines of a core's cache; then the rows of each tile.
///
/// A column that two tiles share is so transformed once, six registers hold each transform, and what lies outside of an
/// image is zeros in the lines.
private struct StripGathering<Tile: TileTransform> {
  let cut: TileStrips
  /// Six lines, `lineStride` floats apart.
  let work: Target
  let zeros: Source

  private var grid: PixelGrid { cut.grid }
  private var lineStride: Int { cut.lineLength + 16 }
  /// Floats of a pixel of the grid in a row of the image.
  private var span: Int { grid.side * grid.channels }

  func gather(_ strips: Range<Int>, from image: Source, into matrices: TileMatrices) {
    var row = 0
    for index in strips {
      let strip = cut[index]
      for parity in 0..<grid.side {
        transformColumns(of: strip, parity, image)
        for half in 0..<grid.side {
          let group = parity * grid.side + half
          transformRows(
            tiles: strip.tiles, from: work + half * grid.channels, into: matrices.from(row: row),
            offset: group * matrices.groupStride)
        }
      }
      row += strip.tiles
    }
  }

  /// Image rows of one parity -> the six lines.
  private func transformColumns(of strip: TileStrip, _ parity: Int, _ image: Source) {
    let first = strip.column - Tile.margin
    let columns = 4 * strip.tiles + 2 * Tile.margin
    let inside = max(0, first)..<min(grid.width, first + columns)
    func pixels(_ y: Int) -> Source {
      let row = strip.row - Tile.margin + y
      guard 0..<grid.height ~= row else { return zeros }
      return image
        + grid.offset(
          image: strip.image, row: row, column: inside.lowerBound, group: parity * grid.side)
    }
    let (before, count) = ((inside.lowerBound - first) * span, inside.count * span)
    transform(
      (pixels(0), pixels(1), pixels(2), pixels(3), pixels(4), pixels(5)), count: count, into: work + before)
    let after = (columns * span - before - count) + 16  // a vector may begin at the last float
    for line in 0..<6 {
      let start = work + line * lineStride
      start.update(repeating: 0, count: before)
      (start + before + count).update(repeating: 0, count: after)
    }
  }

  @inline(__always) private func transform(
    _ rows: (Source, Source, Source, Source, Source, Source), count: Int, into line: Target
  ) {
    let (b, c, d) = (line + lineStride, line + 2 * lineStride, line + 3 * lineStride)
    let (e, f) = (line + 4 * lineStride, line + 5 * lineStride)
    for index in stride(from: 0, to: count, by: laneCount) {
      let t = Tile.points { y in
        switch y {
        case 0: Lanes(rows.0 + index)
        case 1: Lanes(rows.1 + index)
        case 2: Lanes(rows.2 + index)
        case 3: Lanes(rows.3 + index)
        case 4: Lanes(rows.4 + index)
        default: Lanes(rows.5 + index)
        }
      }
      t.0.store(to: line + index)
      t.1.store(to: b + index)
      t.2.store(to: c + index)
      t.3.store(to: d + index)
      t.4.store(to: e + index)
      t.5.store(to: f + index)
    }
  }

  /// The six lines of one group of channels -> a row of the matrices for each tile.
  private func transformRows(tiles: Int, from lines: Source, into matrices: TileMatrices, offset: Int) {
    let whole = grid.channels / laneCount * laneCount
    let mask = LaneBits(counting: grid.channels - whole)
    let written = grid.channels.roundedUp(to: 8) - whole
    for y in 0..<6 {
      let line = lines + y * lineStride
      let target = matrices.floats + (6 * y * matrices.stride + offset)
      for tile in 0..<tiles {
        let (pixels, row) = (line + 4 * tile * span, target + tile * matrices.rowStride)
        for channel in stride(from: 0, to: whole, by: laneCount) {
          let points = Tile.points { Lanes(pixels + (channel + $0 * span)) }
          store(points, to: row + channel, matrices.stride, count: laneCount)
        }
        if written > 0 {
          let points = Tile.points { Lanes(bits: Lanes(pixels + (whole + $0 * span)).bits & mask) }
          store(points, to: row + whole, matrices.stride, count: written)
        }
      }
    }
  }

  @inline(__always) private func store(
    _ points: WinogradTransforms.Six, to target: Target, _ stride: Int, count: Int
  ) {
    points.0.store(to: target, counting: count)
    points.1.store(to: target + stride, counting: count)
    points.2.store(to: target + 2 * stride, counting: count)
    points.3.store(to: target + 3 * stride, counting: count)
    points.4.store(to: target + 4 * stride, counting: count)
    points.5.store(to: target + 5 * stride, counting: count)
  }
}

extension LaneBits {
  /// All bits of the first `count` lanes.
  init(counting count: Int) {
    self = .zero
    for lane in 0..<Swift.min(count, laneCount) { self[lane] = -1 }
  }
}
