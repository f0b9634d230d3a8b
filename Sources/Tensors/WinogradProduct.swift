/// A convolution of a grid with a transformed kernel, block of tiles by block of tiles: transform the inputs,
/// multiply at each of the 36 positions, transform back.
///
/// Every block stays in a core's cache; blocks share nothing but the kernel.
struct WinogradProduct {
  let input: PixelGrid
  let output: PixelGrid
  let kernel: WinogradKernel
  /// Whether the kernel is not zero everywhere at (position, group of the side with four groups).
  let isUsed: @Sendable (_ position: Int, _ group: Int) -> Bool

  func callAsFunction(_ image: Tensor, bias: Tensor?) -> Tensor {
    var result = Tensor(
      uninitialized: [
        output.images, output.height * output.side, output.width * output.side, output.channels,
      ])
    let padded = Tensor.padded(bias, count: output.channels)
    let (x, b, y) = (image.floats, padded.floats, result.mutableFloats)
    let (gather, scatter) = (WinogradTileTransforms(input), WinogradTileTransforms(output))
    let block = tilesInBlock
    let tiles = gather.tiles.count
    Partition((tiles + block - 1) / block, grain: 1, maximum: 256).concurrently { _, blocks in
      let (vStride, mStride) = (block * kernel.depth + 16, block * kernel.columns + 16)
      let scratch = TensorStorage(uninitialized: 36 * (vStride + mStride))
      let v = WinogradTileTransforms.Matrices(
        floats: scratch.floats, stride: vStride, rowStride: kernel.depth,
        groupStride: kernel.depth / input.groups)
      let m = WinogradTileTransforms.Matrices(
        floats: scratch.floats + 36 * vStride, stride: mStride, rowStride: kernel.columns,
        groupStride: kernel.columns / output.groups)
      for index in blocks {
        let range = index * block..<min((index + 1) * block, tiles)
        gather.gatherInputs(range, from: x, into: v)
        for position in 0..<36 { multiply(position, rows: range.count.roundedUp(to: 6), v, m) }
        scatter.scatterOutputs(range, from: m, bias: b, into: y)
      }
      withExtendedLifetime(scratch) {}
    }
    withExtendedLifetime(padded) {}
    return result
  }

  /// As many tiles as keep a block's matrices in a megabyte; more when the kernel itself is larger than that, so
  /// that it is not read too often.
  private var tilesInBlock: Int {
    let fitting = 250_000 / (36 * (kernel.depth + kernel.columns))
    return max(kernel.stride > 30_000 ? 48 : 24, min(96, fitting)).roundedUp(to: 6)
  }

  private func multiply(
    _ position: Int, rows: Int, _ v: WinogradTileTransforms.Matrices, _ m: WinogradTileTransforms.Matrices
  ) {
    let (a, c) = (v.floats + position * v.stride, m.floats + position * m.stride)
    let panels = kernel.floats + position * kernel.stride
    for group in 0..<output.groups {
      let start = group * m.groupStride
      var isFirst = true
      for part in 0..<input.groups where isUsed(position, max(group, part)) {
        multiplyPanels(
          a + part * v.groupStride, aStride: v.rowStride,
          panels + (start * kernel.depth + part * v.groupStride * 16), panelStride: kernel.panelStride,
          into: c + start, cStride: m.rowStride, rows: rows, columns: m.groupStride, depth: v.groupStride,
          accumulating: !isFirst)
        isFirst = false
      }
      guard isFirst else { continue }
      for row in 0..<rows { (c + row * m.rowStride + start).update(repeating: 0, count: m.groupStride) }
    }
  }
}

extension Tensor {
  /// `values` [count], or zeros, with eight more zeros behind, so that whole vectors can be read.
  static func padded(_ values: Tensor?, count: Int) -> Tensor {
    var result = Tensor(repeating: 0, shape: [count + 8])
    if let values { result.mutableFloats.update(from: values.floats, count: count) }
    return result
  }
}
