import KernelInterface

/// Columns that are multiplied and transformed back together.
private let panelWidth = 2 * laneCount

extension ProcessorKernels {
  package static func scratch(tiles: Int, _ pass: WinogradPass) -> Int {
    36 * (tiles * (pass.kernel.depth + panelWidth) + 32)
  }

  /// Transforms the inputs of all channels, then for each panel of outputs multiplies at the 36 positions and
  /// transforms back, so that the panel's products never leave the cache.
  package static func convolveTiles(
    _ tiles: Range<Int>, _ pass: WinogradPass, _ image: Source, kernel: Source, bias: Source,
    epilogue: AffineVectors?, into result: Target, scratch: Target, zeros: Source
  ) {
    let layout = pass.kernel
    let v = TileMatrices(
      floats: scratch, stride: tiles.count * layout.depth + 16, rowStride: layout.depth,
      groupStride: layout.inputPitch)
    gatherInputs(tiles, pass.input, image, into: v, zeros: zeros)
    let scattering = TileScattering(grid: pass.output, bias: bias, epilogue: epilogue)
    for group in 0..<layout.outputGroups {
      for start in stride(from: 0, to: layout.outputPitch, by: panelWidth) {
        let width = min(panelWidth, layout.outputPitch - start)
        let m = TileMatrices(
          floats: scratch + 36 * v.stride, stride: tiles.count * width + 16, rowStride: width, groupStride: 0)
        let panel = kernel + (group * layout.outputPitch + start) * layout.depth
        for position in 0..<36 {
          multiply(position, rows: tiles.count, v, panel + position * layout.stride, m, pass, group: group)
        }
        scattering.scatter(
          tiles, m, group: group, channels: start..<min(start + width, layout.outputs), into: result)
      }
    }
  }

  /// One panel at one position; zeros where the kernel has no value.
  private static func multiply(
    _ position: Int, rows: Int, _ v: TileMatrices, _ panel: Source, _ m: TileMatrices, _ pass: WinogradPass,
    group: Int
  ) {
    let (layout, width) = (pass.kernel, m.rowStride)
    let (a, c) = (v.floats + position * v.stride, m.floats + position * m.stride)
    var isFirst = true
    for part in 0..<layout.inputGroups where pass.positions.contains(position, group: max(group, part)) {
      let first = part * layout.inputPitch
      let block = BlockOperands(
        a: a + first, rowStep: v.rowStride, depthStep: 1, b: panel + first * width, bStep: width,
        depth: layout.inputPitch)
      multiplyPanel(
        block, rows: rows, into: c, rowStride: width, width: width, columns: width,
        accumulating: !isFirst)
      isFirst = false
    }
    if isFirst { c.update(repeating: 0, count: rows * width) }
  }
}
