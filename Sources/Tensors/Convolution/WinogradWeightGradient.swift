import KernelInterface

/// The kernel's gradient in a convolution of two grids: at each of the 36 positions the product
/// [channels x tiles] [tiles x outputs], then the adjoint of the kernel's transform.
///
/// A small kernel: the tiles are cut into a few pieces with sums of their own, which are added in order at the end, so
/// that a core reads no transformed tile that another one wrote. A large one, whose sums would not fit a cache: the
/// threads share first the tiles of a batch, then the positions. Either way every sum has one order, whatever the
/// number of threads.
struct WinogradWeightGradient {
  private let input, output: PixelGrid
  /// The tiles of both.
  private let inputStrips, outputStrips: TileStrips
  /// Where the kernel has values, by group of inputs.
  private let positions: WinogradPositions
  /// Channels of a group of inputs and of the outputs, padded to whole octets and vectors.
  private let inputPitch, columns: Int

  init(input: PixelGrid, output: PixelGrid, positions: WinogradPositions = .all) {
    (self.input, self.output, self.positions) = (input, output, positions)
    (inputStrips, outputStrips) = (TileStrips(input), TileStrips(output))
    inputPitch = input.channels.roundedUp(to: 8)
    columns = output.channels.roundedUp(to: 16)  // not to the lanes: batches are the same on every processor
  }

  private var depth: Int { input.groups * inputPitch }
  private var sumStride: Int { depth * columns }

  /// image and gradient -> [3, 3, groups * channels, outputs]
  func callAsFunction(_ gradient: Tensor, image: Tensor) -> Tensor {
    let zeros = TensorStorage(repeating: 0, count: max(inputStrips.lineLength, outputStrips.lineLength))
    let operands = Operands(image: image.floats, gradient: gradient.floats, zeros: zeros.floats)
    defer { withExtendedLifetime((zeros, image, gradient)) {} }
    return taps(36 * sumStride > 1 << 20 ? sumByPositions(operands) : sumByTiles(operands))
  }

  private struct Operands {
    let image, gradient, zeros: UnsafePointer<Float>
  }

  /// [36 * sumStride]
  private func sumByTiles(_ operands: Operands) -> Tensor {
    let tiles = input.tiles
    let pieces = Partition(
      inputStrips.count, grain: (128 + inputStrips.longest - 1) / inputStrips.longest,
      maximum: min(max(2, tiles / 384), 8))
    var sums = Tensor(repeating: 0, shape: [pieces.pieces, 36 * sumStride])
    let target = sums.mutableFloats
    pieces.concurrently { piece, strips in
      forEachBatch(of: strips, floats: 250_000) { range, v, w in
        gather(range, operands, v, w)
        let tiles = inputStrips.tiles(of: range)
        for position in 0..<36 {
          add(position: position, tiles: tiles, v, w, to: target + piece * 36 * sumStride)
        }
      }
    }
    return sums.summedOverFirstAxis()
  }

  /// [36 * sumStride]
  private func sumByPositions(_ operands: Operands) -> Tensor {
    var sums = Tensor(repeating: 0, shape: [36 * sumStride])
    let target = sums.mutableFloats
    forEachBatch(of: 0..<inputStrips.count, floats: 1_000_000) { range, v, w in
      Partition(range.count, grain: 1).concurrently { _, part in
        let strips = range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
        let row = inputStrips.tiles(of: range.lowerBound..<strips.lowerBound)
        gather(strips, operands, v.from(row: row), w.from(row: row))
      }
      let tiles = inputStrips.tiles(of: range)
      concurrently(pieces: 36) { add(position: $0, tiles: tiles, v, w, to: target) }
    }
    return sums
  }

  /// Both transforms of some strips.
  private func gather(_ strips: Range<Int>, _ operands: Operands, _ v: TileMatrices, _ w: TileMatrices) {
    let work = TensorStorage(uninitialized: max(inputStrips.workLength, outputStrips.workLength))
    kernels.gatherInputs(
      strips, inputStrips, operands.image, into: v, work: work.floats, zeros: operands.zeros)
    kernels.gatherGradients(
      strips, outputStrips, operands.gradient, into: w, work: work.floats, zeros: operands.zeros)
    withExtendedLifetime(work) {}
  }

  /// Calls `body` with batches of strips and the matrices for their transforms, which take about so many floats.
  private func forEachBatch(
    of strips: Range<Int>, floats: Int, _ body: (Range<Int>, TileMatrices, TileMatrices) -> Void
  ) {
    let tiles = max(48, floats / (36 * (depth + columns)))
    let batch = max(1, min(strips.count, tiles / inputStrips.longest))
    let (rows, channels) = (batch * inputStrips.longest, depth)
    let scratch = TensorStorage(
      uninitialized: 36
        * (TileMatrices.stride(tiles: rows, channels: channels)
          + TileMatrices.stride(tiles: rows, channels: columns)))
    let v = TileMatrices(floats: scratch.floats, tiles: rows, groups: input.groups, pitch: inputPitch)
    let w = TileMatrices(floats: scratch.floats + 36 * v.stride, tiles: rows, pitch: columns)
    for start in stride(from: strips.lowerBound, to: strips.upperBound, by: batch) {
      body(start..<min(start + batch, strips.upperBound), v, w)
    }
    withExtendedLifetime(scratch) {}
  }

  private func add(
    position: Int, tiles: Int, _ v: TileMatrices, _ w: TileMatrices, to sums: UnsafeMutablePointer<Float>
  ) {
    for group in 0..<input.groups where positions.contains(position, group: group) {
      kernels.addProduct(
        v.floats + (position * v.stride + group * inputPitch), rowStep: 1, depthStep: v.rowStride,
        w.floats + position * w.stride, rowStride: columns,
        into: sums + (position * sumStride + group * inputPitch * columns), rowStride: columns,
        rows: inputPitch, columns: columns, depth: tiles)
    }
  }

  /// G' u G of every input and output.
  private func taps(_ sums: Tensor) -> Tensor {
    let (channels, outputs) = (input.groups * input.channels, output.channels)
    var result = Tensor(uninitialized: [3, 3, channels, outputs])
    let target = result.mutableFloats
    Partition(channels, grain: 1).concurrently { _, part in
      for channel in part {
        let (group, index) = channel.quotientAndRemainder(dividingBy: input.channels)
        kernels.kernelAdjoint(
          sums.floats + (group * inputPitch + index) * columns, stride: sumStride, outputs: outputs,
          into: target + channel * outputs, tapStride: channels * outputs)
      }
    }
    withExtendedLifetime(sums) {}
    return result
  }
}
