import KernelInterface

/// Columns that are multiplied and transformed back together.
private let panelWidth = 2 * laneCount

extension ProcessorKernels {
  package static func scratch(tiles: Int, _ pass: WinogradPass) -> Int {
    36 * TileMatrices.stride(tiles: tiles, channels: pass.kernel.depth)
      + 36 * TileMatrices.stride(tiles: tiles, channels: panelWidth) + pass.input.workLength
  }

  /// Transforms the inputs of all channels, then for each panel of outputs multiplies at the 36 positions and
  /// transforms back, so that the panel's products never leave the cache.
  package static func convolve(
    _ strips: Range<Int>, _ pass: WinogradPass, _ image: Source, kernel: Source, bias: Source,
    epilogue: AffineVectors?, into result: Target, scratch: Target, zeros: Source
  ) {
    let (layout, tiles) = (pass.kernel, pass.input.tiles(of: strips))
    let (work, matrices) = (scratch, scratch + pass.input.workLength)
    let v = TileMatrices(
      floats: matrices, tiles: tiles, groups: layout.inputGroups, pitch: layout.inputPitch)
    gatherInputs(strips, pass.input, image, into: v, work: work, zeros: zeros)
    let scattering = TileScattering(cut: pass.output, bias: bias, epilogue: epilogue)
    for group in 0..<layout.outputGroups {
      for start in stride(from: 0, to: layout.outputPitch, by: panelWidth) {
        let width = min(panelWidth, layout.outputPitch - start)
        let m = TileMatrices(floats: matrices + 36 * v.stride, tiles: tiles, pitch: width)
        let panel = kernel + (group * layout.outputPitch + start) * layout.depth
        for position in 0..<36 {
          multiply(
            position, rows: tiles, v, panel + position * layout.stride, m, width: width, pass, group: group)
        }
        scattering.scatter(
          strips, m, group: group, channels: start..<min(start + width, layout.outputs), into: result)
      }
    }
  }

  /// One panel at one position; zeros where the kernel has no value.
  private static func multiply(
    _ position: Int, rows: Int, _ v: TileMatrices, _ panel: Source, _ m: TileMatrices, width: Int,
    _ pass: WinogradPass, group: Int
  ) {
    let layout = pass.kernel
    let (a, c) = (v.floats + position * v.stride, m.floats + position * m.stride)
    var isFirst = true
    for part in 0..<layout.inputGroups where pass.positions.contains(position, group: max(group, part)) {
      let first = part * layout.inputPitch
      let block = BlockOperands(
        a: a + first, rowStep: v.rowStride, depthStep: 1, b: panel + first * width, bStep: width,
        depth: layout.inputPitch)
      multiplyPanel(
        block, rows: rows, into: c, rowStride: m.rowStride, width: width, columns: width,
        accumulating: !isFirst)
      isFirst = false
    }
    guard isFirst else { return }
    for row in 0..<rows { (c + row * m.rowStride).update(repeating: 0, count: width) }
  }
}
