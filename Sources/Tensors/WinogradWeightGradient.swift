/// The kernel's gradient in a convolution of two grids: at each of the 36 positions the product
/// [channels x tiles] [tiles x outputs], then the adjoint of the kernel's transform.
///
/// Tiles go through in batches: the threads first share the tiles of a batch, then the positions. So every sum
/// runs over the tiles in their order, whatever the number of threads, and there is one set of sums.
struct WinogradWeightGradient {
  let input: PixelGrid
  let output: PixelGrid
  /// Whether the kernel has a value at (position, group of inputs).
  let isUsed: @Sendable (_ position: Int, _ group: Int) -> Bool

  private var inputPitch: Int { input.channels.roundedUp(to: 8) }
  private var columns: Int { output.channels.roundedUp(to: 16) }
  /// Rows of sums of a group, a multiple of the micro-kernel's rows.
  private var groupRows: Int { inputPitch.roundedUp(to: 6) }
  private var sumStride: Int { input.groups * groupRows * columns }

  /// image and gradient -> [3, 3, groups * channels, outputs]
  func callAsFunction(_ gradient: Tensor, image: Tensor) -> Tensor {
    let sums = TensorStorage(repeating: 0, count: 36 * sumStride)
    let (inputs, gradients) = (WinogradTileTransforms(input), WinogradTileTransforms(output))
    let tiles = inputs.tiles.count
    let depth = input.groups * inputPitch
    let batch = max(48, min(tiles, 1_000_000 / (36 * (depth + columns))).roundedUp(to: 8))
    let (vStride, wStride) = (batch * depth + 16, batch * columns + 16)
    let scratch = TensorStorage(uninitialized: 36 * (vStride + wStride))
    let (x, g) = (image.floats, gradient.floats)
    for start in stride(from: 0, to: tiles, by: batch) {
      let range = start..<min(start + batch, tiles)
      Partition(range.count, grain: 8).concurrently { _, part in
        let tiles = start + part.lowerBound..<start + part.upperBound
        let v = WinogradTileTransforms.Matrices(
          floats: scratch.floats + part.lowerBound * depth, stride: vStride, rowStride: depth,
          groupStride: inputPitch)
        let w = WinogradTileTransforms.Matrices(
          floats: scratch.floats + (36 * vStride + part.lowerBound * columns), stride: wStride,
          rowStride: columns, groupStride: columns)
        inputs.gatherInputs(tiles, from: x, into: v)
        gradients.gatherGradients(tiles, from: g, into: w)
      }
      concurrently(pieces: 36) { position in
        for group in 0..<input.groups where isUsed(position, group) {
          addTransposedProduct(
            scratch.floats + (position * vStride + group * inputPitch), aStride: depth,
            scratch.floats + (36 * vStride + position * wStride), bStride: columns,
            into: sums.floats + (position * sumStride + group * groupRows * columns), cStride: columns,
            rows: groupRows, columns: columns, depth: range.count)
        }
      }
    }
    withExtendedLifetime(scratch) {}
    return taps(sums)
  }

  /// G' u G of every input and output.
  private func taps(_ sums: TensorStorage) -> Tensor {
    let (channels, outputs) = (input.groups * input.channels, output.channels)
    var result = Tensor(uninitialized: [3, 3, channels, outputs])
    let target = result.mutableFloats
    Partition(channels, grain: 1).concurrently { _, part in
      for channel in part {
        let (group, index) = channel.quotientAndRemainder(dividingBy: input.channels)
        let source = sums.floats + (group * groupRows + index) * columns
        for output in stride(from: 0, to: outputs, by: 8) {
          Self.kernelAdjoint(
            source + output, sumStride, to: target + (channel * outputs + output), channels * outputs,
            lanes: outputs - output)
        }
      }
    }
    withExtendedLifetime(sums) {}
    return result
  }

  @inline(__always) private static func kernelAdjoint(
    _ u: UnsafePointer<Float>, _ stride: Int, to target: UnsafeMutablePointer<Float>, _ tapStride: Int,
    lanes: Int
  ) {
    withUnsafeTemporaryAllocation(of: Octet.self, capacity: 18) { scratch in
      let e = scratch.baseAddress!
      for x in 0..<6 {
        let s = u + x * stride
        let step = 6 * stride
        (e[x], e[6 + x], e[12 + x]) = WinogradTransforms.kernelAdjoint(
          (
            Octet(s), Octet(s + step), Octet(s + 2 * step), Octet(s + 3 * step), Octet(s + 4 * step),
            Octet(s + 5 * step)
          ))
      }
      for y in 0..<3 {
        let r = e + 6 * y
        let taps = WinogradTransforms.kernelAdjoint((r[0], r[1], r[2], r[3], r[4], r[5]))
        taps.0.store(to: target + 3 * y * tapStride, first: lanes)
        taps.1.store(to: target + (3 * y + 1) * tapStride, first: lanes)
        taps.2.store(to: target + (3 * y + 2) * tapStride, first: lanes)
      }
    }
  }
}
