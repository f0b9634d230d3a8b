import KernelInterface

/// The kernel's gradient in a convolution of two grids: at each of the 36 positions the product
/// [channels x tiles] [tiles x outputs], then the adjoint of the kernel's transform.
///
/// Tiles go through in batches: the threads first share the tiles of a batch, then the positions. So every sum
/// runs over the tiles in their order, whatever the number of threads, and there is one set of sums.
struct WinogradWeightGradient {
  private let input: PixelGrid
  private let output: PixelGrid
  /// Where the kernel has values, by group of inputs.
  private let positions: WinogradPositions
  /// Channels of a group of inputs and of the outputs, padded to whole octets and registers.
  private let inputPitch, columns: Int

  init(input: PixelGrid, output: PixelGrid, positions: WinogradPositions = .all) {
    (self.input, self.output, self.positions) = (input, output, positions)
    inputPitch = input.channels.roundedUp(to: 8)
    columns = output.channels.roundedUp(to: kernels.lanes)
  }

  private var depth: Int { input.groups * inputPitch }
  private var sumStride: Int { depth * columns }

  /// image and gradient -> [3, 3, groups * channels, outputs]
  func callAsFunction(_ gradient: Tensor, image: Tensor) -> Tensor {
    let sums = TensorStorage(repeating: 0, count: 36 * sumStride)
    let zeros = TensorStorage(repeating: 0, count: max(input.channels, output.channels) + 16)
    let tiles = input.tiles
    let batch = max(48, min(tiles, 1_000_000 / (36 * (depth + columns))).roundedUp(to: 8))
    let (vStride, wStride) = (batch * depth + 16, batch * columns + 16)
    let scratch = TensorStorage(uninitialized: 36 * (vStride + wStride))
    let (v, w) = (
      TileMatrices(floats: scratch.floats, stride: vStride, rowStride: depth, groupStride: inputPitch),
      TileMatrices(
        floats: scratch.floats + 36 * vStride, stride: wStride, rowStride: columns, groupStride: columns)
    )
    let (x, g) = (image.floats, gradient.floats)
    for start in stride(from: 0, to: tiles, by: batch) {
      let range = start..<min(start + batch, tiles)
      Partition(range.count, grain: 8).concurrently { _, part in
        let tiles = start + part.lowerBound..<start + part.upperBound
        kernels.gatherInputs(tiles, input, x, into: v.from(row: part.lowerBound), zeros: zeros.floats)
        kernels.gatherGradients(tiles, output, g, into: w.from(row: part.lowerBound), zeros: zeros.floats)
      }
      concurrently(pieces: 36) { add(position: $0, tiles: range.count, v, w, to: sums.floats) }
    }
    withExtendedLifetime((scratch, zeros)) {}
    return taps(sums)
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
  private func taps(_ sums: TensorStorage) -> Tensor {
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

extension TileMatrices {
  /// The same with the first row another one.
  fileprivate func from(row: Int) -> TileMatrices {
    TileMatrices(
      floats: floats + row * rowStride, stride: stride, rowStride: rowStride, groupStride: groupStride)
  }
}
