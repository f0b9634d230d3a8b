import KernelInterface

/// Writes A' m A of blocks of tiles, cut off at the images' borders.
struct TileScattering {
  let cut: TileStrips
  /// A bias [outputs + 16].
  let bias: Source
  /// A map of every channel with a GELU behind it, for networks that are evaluated.
  let epilogue: AffineVectors?

  private var grid: PixelGrid { cut.grid }
  private var pixelStride: Int { grid.side * grid.channels }
  private var rowStride: Int { grid.side * grid.width * pixelStride }

  /// The outputs of `channels` of one group; m holds these alone.
  func scatter(
    _ strips: Range<Int>, _ m: TileMatrices, group: Int, channels: Range<Int>, into image: Target
  ) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 40) { work in
      let work = work.baseAddress!
      var row = 0
      for index in strips {
        let strip = cut[index]
        for column in stride(from: strip.column, to: strip.column + 4 * strip.tiles, by: 4) {
          let target = image + grid.offset(image: strip.image, row: strip.row, column: column, group: group)
          let size = (height: min(4, grid.height - strip.row), width: min(4, grid.width - column))
          for channel in stride(from: channels.lowerBound, to: channels.upperBound, by: laneCount) {
            transformRows(m.floats + (row * m.rowStride + channel - channels.lowerBound), m.stride, work)
            finish(work, channel, size, to: target + channel)
          }
          row += 1
        }
      }
    }
  }

  /// m A of the six rows, 6 x 4.
  @inline(__always) private func transformRows(
    _ m: Source, _ stride: Int, _ work: UnsafeMutablePointer<Lanes>
  ) {
    for y in 0..<6 {
      let source = m + 6 * y * stride
      let t = WinogradTransforms.output(
        (
          Lanes(source), Lanes(source + stride), Lanes(source + 2 * stride), Lanes(source + 3 * stride),
          Lanes(source + 4 * stride), Lanes(source + 5 * stride)
        ))
      (work[y], work[6 + y], work[12 + y], work[18 + y]) = t
    }
  }

  /// A' of the four columns with the bias, through the epilogue if there is one, to the pixels.
  @inline(__always) private func finish(
    _ work: UnsafeMutablePointer<Lanes>, _ channel: Int, _ size: (height: Int, width: Int), to target: Target
  ) {
    let bias = Lanes(bias + channel)
    let count = grid.channels - channel
    if let epilogue {
      let pixels = work + 24
      for x in 0..<size.width {
        let t = Self.column(work + 6 * x)
        (pixels[4 * x], pixels[4 * x + 1]) = (t.0 + bias, t.1 + bias)
        (pixels[4 * x + 2], pixels[4 * x + 3]) = (t.2 + bias, t.3 + bias)
      }
      Self.applyGELU(pixels, 4 * size.width, epilogue, channel)
      for x in 0..<size.width {
        let p = pixels + 4 * x
        write((p[0], p[1], p[2], p[3]), height: size.height, to: target + x * pixelStride, count: count)
      }
    } else {
      for x in 0..<size.width {
        let t = Self.column(work + 6 * x)
        write(
          (t.0 + bias, t.1 + bias, t.2 + bias, t.3 + bias), height: size.height, to: target + x * pixelStride,
          count: count)
      }
    }
  }

  @inline(__always) private static func column(_ m: UnsafePointer<Lanes>) -> (Lanes, Lanes, Lanes, Lanes) {
    WinogradTransforms.output((m[0], m[1], m[2], m[3], m[4], m[5]))
  }

  @inline(__always) private func write(
    _ column: (Lanes, Lanes, Lanes, Lanes), height: Int, to target: Target, count: Int
  ) {
    column.0.store(to: target, counting: count)
    if height > 1 { column.1.store(to: target + rowStride, counting: count) }
    if height > 2 { column.2.store(to: target + 2 * rowStride, counting: count) }
    if height > 3 { column.3.store(to: target + 3 * rowStride, counting: count) }
  }

  /// A loop of its own, so that the GELU's constants stay in registers.
  @inline(never) private static func applyGELU(
    _ pixels: UnsafeMutablePointer<Lanes>, _ count: Int, _ epilogue: AffineVectors, _ channel: Int
  ) {
    let (mean, factor) = (Lanes(epilogue.mean + channel), Lanes(epilogue.factor + channel))
    let shift = Lanes(epilogue.shift + channel)
    for pixel in 0..<count {
      pixels[pixel] = GELU.register(shift.addingProduct(pixels[pixel] - mean, factor))
    }
  }
}
