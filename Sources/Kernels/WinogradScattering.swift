import KernelInterface

/// Writes A' m A of blocks of tiles, cut off at the images' borders.
struct TileScattering {
  let grid: PixelGrid
  /// A bias [outputs + 16].
  let bias: Source
  /// A map of every channel with a GELU behind it, for networks that are evaluated.
  let epilogue: AffineVectors?

  /// The outputs of `channels` of one group; m holds these alone.
  func scatter(
    _ tiles: Range<Int>, _ m: TileMatrices, group: Int, channels: Range<Int>, into image: Target
  ) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 24 + 16) { scratch in
      let scratch = scratch.baseAddress!
      for (row, tile) in tiles.enumerated() {
        let (index, top, left) = grid.tile(tile)
        let target = image + grid.offset(image: index, row: top, column: left, group: group)
        let (height, width) = (min(4, grid.height - top), min(4, grid.width - left))
        for channel in stride(from: channels.lowerBound, to: channels.upperBound, by: laneCount) {
          let source = m.floats + (row * m.rowStride + channel - channels.lowerBound)
          let (pixels, count) = (scratch + 24, grid.channels - channel)
          transformColumns(source, m.stride, into: scratch)
          if let epilogue {
            transformRows(scratch, bias: Lanes(bias + channel), height: 4) { y, row in
              let target = pixels + 4 * y
              (target[0], target[1], target[2], target[3]) = row
            }
            Self.finish(pixels, epilogue, channel)
            write(pixels, height: height, width: width, to: target + channel, count: count)
          } else {
            transformRows(scratch, bias: Lanes(bias + channel), height: height) { y, row in
              write(row, width: width, to: target + (y * rowStride + channel), count: count)
            }
          }
        }
      }
    }
  }

  private var rowStride: Int { grid.side * grid.width * pixelStride }
  private var pixelStride: Int { grid.side * grid.channels }

  @inline(__always) private func transformColumns(
    _ m: Source, _ stride: Int, into e: UnsafeMutablePointer<Lanes>
  ) {
    for x in 0..<6 {
      let s = m + x * stride
      let step = 6 * stride
      (e[x], e[6 + x], e[12 + x], e[18 + x]) = WinogradTransforms.output(
        (
          Lanes(s), Lanes(s + step), Lanes(s + 2 * step), Lanes(s + 3 * step), Lanes(s + 4 * step),
          Lanes(s + 5 * step)
        ))
    }
  }

  @inline(__always) private func transformRows(
    _ e: UnsafePointer<Lanes>, bias: Lanes, height: Int,
    _ body: (_ y: Int, _ row: (Lanes, Lanes, Lanes, Lanes)) -> Void
  ) {
    for y in 0..<height {
      let r = e + 6 * y
      let t = WinogradTransforms.output((r[0], r[1], r[2], r[3], r[4], r[5]))
      body(y, (t.0 + bias, t.1 + bias, t.2 + bias, t.3 + bias))
    }
  }

  @inline(__always) private func write(
    _ row: (Lanes, Lanes, Lanes, Lanes), width: Int, to target: Target, count: Int
  ) {
    row.0.store(to: target, counting: count)
    if width > 1 { row.1.store(to: target + pixelStride, counting: count) }
    if width > 2 { row.2.store(to: target + 2 * pixelStride, counting: count) }
    if width > 3 { row.3.store(to: target + 3 * pixelStride, counting: count) }
  }

  /// A loop of its own, so that the GELU's constants stay in registers.
  @inline(never) private static func finish(
    _ pixels: UnsafeMutablePointer<Lanes>, _ epilogue: AffineVectors, _ channel: Int
  ) {
    let (mean, factor) = (Lanes(epilogue.mean + channel), Lanes(epilogue.factor + channel))
    let shift = Lanes(epilogue.shift + channel)
    for pixel in 0..<16 {
      pixels[pixel] = GELU.register(shift.addingProduct(pixels[pixel] - mean, factor))
    }
  }

  @inline(__always) private func write(
    _ pixels: UnsafePointer<Lanes>, height: Int, width: Int, to target: Target, count: Int
  ) {
    for y in 0..<height {
      let (row, source) = (target + y * rowStride, pixels + 4 * y)
      write((source[0], source[1], source[2], source[3]), width: width, to: row, count: count)
    }
  }
}
