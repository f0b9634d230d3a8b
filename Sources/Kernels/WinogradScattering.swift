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
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 16) { pixels in
      let pixels = pixels.baseAddress!
      for (row, tile) in tiles.enumerated() {
        let (index, top, left) = grid.tile(tile)
        let target = image + grid.offset(image: index, row: top, column: left, group: group)
        let (height, width) = (min(4, grid.height - top), min(4, grid.width - left))
        for channel in stride(from: channels.lowerBound, to: channels.upperBound, by: laneCount) {
          let source = m.floats + (row * m.rowStride + channel - channels.lowerBound)
          transform(source, m.stride, bias: Lanes(bias + channel), into: pixels)
          if let epilogue { Self.finish(pixels, epilogue, channel) }
          write(pixels, height: height, width: width, to: target + channel, count: grid.channels - channel)
        }
      }
    }
  }

  private var rowStride: Int { grid.side * grid.width * pixelStride }
  private var pixelStride: Int { grid.side * grid.channels }

  /// A' m A with the bias, 4 x 4 pixels. The 24 registers between the transforms of the columns and of the rows need no room
  /// in memory.
  @inline(__always) private func transform(
    _ m: Source, _ stride: Int, bias: Lanes, into pixels: UnsafeMutablePointer<Lanes>
  ) {
    let (a, b, c) = (column(m, stride), column(m + stride, stride), column(m + 2 * stride, stride))
    let (d, e) = (column(m + 3 * stride, stride), column(m + 4 * stride, stride))
    let f = column(m + 5 * stride, stride)
    row((a.0, b.0, c.0, d.0, e.0, f.0), bias, into: pixels)
    row((a.1, b.1, c.1, d.1, e.1, f.1), bias, into: pixels + 4)
    row((a.2, b.2, c.2, d.2, e.2, f.2), bias, into: pixels + 8)
    row((a.3, b.3, c.3, d.3, e.3, f.3), bias, into: pixels + 12)
  }

  @inline(__always) private func column(_ m: Source, _ stride: Int) -> (Lanes, Lanes, Lanes, Lanes) {
    let step = 6 * stride
    return WinogradTransforms.output(
      (
        Lanes(m), Lanes(m + step), Lanes(m + 2 * step), Lanes(m + 3 * step), Lanes(m + 4 * step),
        Lanes(m + 5 * step)
      ))
  }

  @inline(__always) private func row(
    _ points: WinogradTransforms.Six, _ bias: Lanes, into pixels: UnsafeMutablePointer<Lanes>
  ) {
    let t = WinogradTransforms.output(points)
    (pixels[0], pixels[1], pixels[2], pixels[3]) = (t.0 + bias, t.1 + bias, t.2 + bias, t.3 + bias)
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
