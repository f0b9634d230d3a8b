import CProcessor
import KernelInterface

extension ProcessorKernels {
  package static func gatherInputs(
    _ tiles: Range<Int>, _ grid: PixelGrid, _ image: Source, into v: TileMatrices, zeros: Source
  ) {
    TileGathering(grid: grid, side: 6, margin: 1, zeros: zeros).gather(tiles, from: image, into: v, inputs)
  }

  package static func gatherGradients(
    _ tiles: Range<Int>, _ grid: PixelGrid, _ gradient: Source, into w: TileMatrices, zeros: Source
  ) {
    TileGathering(grid: grid, side: 4, margin: 0, zeros: zeros).gather(
      tiles, from: gradient, into: w, gradients)
  }

  /// B' d B of 6 x 6 pixels.
  @inline(__always) private static func inputs(_ tile: TileRegisters, _ target: Target, _ stride: Int) {
    let e = tile.scratch
    for x in 0..<6 {
      let t = WinogradTransforms.input(
        (tile[x], tile[6 + x], tile[12 + x], tile[18 + x], tile[24 + x], tile[30 + x]))
      (e[x], e[6 + x], e[12 + x], e[18 + x], e[24 + x], e[30 + x]) = t
    }
    for y in 0..<6 {
      let r = e + 6 * y
      tile.store(WinogradTransforms.input((r[0], r[1], r[2], r[3], r[4], r[5])), row: y, of: target, stride)
    }
  }

  /// A dy A' of 4 x 4 pixels. The 24 registers between the transforms of the columns and of the rows need no room in memory,
  /// as the 36 of `inputs` do: stores take the longest here.
  @inline(__always) private static func gradients(_ tile: TileRegisters, _ target: Target, _ stride: Int) {
    func column(_ x: Int) -> WinogradTransforms.Six {
      WinogradTransforms.outputAdjoint((tile[x], tile[4 + x], tile[8 + x], tile[12 + x]))
    }
    let (a, b, c, d) = (column(0), column(1), column(2), column(3))
    tile.store(WinogradTransforms.outputAdjoint((a.0, b.0, c.0, d.0)), row: 0, of: target, stride)
    tile.store(WinogradTransforms.outputAdjoint((a.1, b.1, c.1, d.1)), row: 1, of: target, stride)
    tile.store(WinogradTransforms.outputAdjoint((a.2, b.2, c.2, d.2)), row: 2, of: target, stride)
    tile.store(WinogradTransforms.outputAdjoint((a.3, b.3, c.3, d.3)), row: 3, of: target, stride)
    tile.store(WinogradTransforms.outputAdjoint((a.4, b.4, c.4, d.4)), row: 4, of: target, stride)
    tile.store(WinogradTransforms.outputAdjoint((a.5, b.5, c.5, d.5)), row: 5, of: target, stride)
  }
}

/// A register of channels of every pixel of a tile.
private struct TileRegisters {
  let pixels: UnsafePointer<Source>
  let channel: Int
  /// Channels from `channel` on: those that are read, and those that are written, a multiple of 8.
  let valid, written: Int
  /// Room between the transforms of the columns and of the rows.
  let scratch: UnsafeMutablePointer<Lanes>

  /// The pixel of this number.
  @inline(__always) subscript(_ index: Int) -> Lanes { Lanes(pixels[index] + channel, counting: valid) }

  /// Writes a row of the six by six matrices.
  @inline(__always) func store(
    _ t: WinogradTransforms.Six, row: Int, of matrices: Target, _ stride: Int
  ) {
    let target = matrices + 6 * row * stride
    t.0.store(to: target, counting: written)
    t.1.store(to: target + stride, counting: written)
    t.2.store(to: target + 2 * stride, counting: written)
    t.3.store(to: target + 3 * stride, counting: written)
    t.4.store(to: target + 4 * stride, counting: written)
    t.5.store(to: target + 5 * stride, counting: written)
  }
}

/// Walks over the pixels of tiles, `margin` more than 4 x 4 at every side.
private struct TileGathering {
  let grid: PixelGrid
  let side, margin: Int
  /// A pixel of zeros, for what lies outside of an image.
  let zeros: Source

  @inline(__always) func gather(
    _ tiles: Range<Int>, from image: Source, into matrices: TileMatrices,
    _ transform: (TileRegisters, Target, Int) -> Void
  ) {
    let written = grid.channels.roundedUp(to: 8)
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 36) { scratch in
      withUnsafeTemporaryAllocation(of: Source.self, capacity: 36) { pixels in
        let (scratch, pixels) = (scratch.baseAddress!, pixels.baseAddress!)
        for (row, tile) in tiles.enumerated() {
          let distance = distanceToNext(tile)
          for group in 0..<grid.groups {
            locate(tile, group, from: image, into: pixels)
            let target = matrices.floats + (row * matrices.rowStride + group * matrices.groupStride)
            for channel in stride(from: 0, to: grid.channels, by: laneCount) {
              if channel % 16 == 0 { prefetchPixels(pixels, channel + distance) }
              let registers = TileRegisters(
                pixels: pixels, channel: channel, valid: grid.channels - channel, written: written - channel,
                scratch: scratch)
              transform(registers, target + channel, matrices.stride)
            }
          }
        }
      }
    }
  }

  /// Where the pixels of a tile are.
  @inline(__always) private func locate(
    _ tile: Int, _ group: Int, from image: Source, into pixels: UnsafeMutablePointer<Source>
  ) {
    let (index, top, left) = grid.tile(tile)
    for y in 0..<side {
      let start = grid.offset(image: index, row: top - margin + y, column: left - margin, group: group)
      let isInside = 0..<grid.height ~= top - margin + y
      for x in 0..<side {
        let isPixel = isInside && 0..<grid.width ~= left - margin + x
        pixels[y * side + x] = isPixel ? image + (start + x * grid.side * grid.channels) : zeros
      }
    }
  }

  /// Floats from a tile's first pixel to the next tile's.
  @inline(__always) private func distanceToNext(_ tile: Int) -> Int {
    let (here, next) = (grid.tile(tile), grid.tile(tile + 1))
    return grid.offset(image: next.image, row: next.row, column: next.column, group: 0)
      - grid.offset(image: here.image, row: here.row, column: here.column, group: 0)
  }

  /// Asks for 16 channels of the next tile, whose pixels are too far apart for the processor to foresee them.
  /// The first columns are in the cache already, as this tile's last ones.
  @inline(__always) private func prefetchPixels(_ pixels: UnsafePointer<Source>, _ offset: Int) {
    let bytes = UInt(bitPattern: offset * MemoryLayout<Float>.stride)
    for y in 0..<side {
      for x in 2 * margin..<side { prefetch(UInt(bitPattern: pixels[y * side + x]) &+ bytes) }
    }
  }
}
