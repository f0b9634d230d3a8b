import KernelInterface

/// Columns of a whole panel.
private let panelWidth = 2 * laneCount

extension ProcessorKernels {
  package static func transformKernel(
    _ weight: Source, octets: Range<Int>, into kernel: Target, _ layout: WinogradKernelLayout
  ) {
    let registers = laneCount / 8
    precondition(
      octets.lowerBound % registers == 0 && octets.upperBound % registers == 0,
      "transformKernel: expected whole registers of \(laneCount), got octets \(octets)")
    let taps = Taps(weight: weight, layout: layout)
    for column in stride(from: octets.lowerBound * 8, to: octets.upperBound * 8, by: laneCount) {
      let (group, first) = column.quotientAndRemainder(dividingBy: layout.outputPitch)
      let start = first / panelWidth * panelWidth
      let width = min(panelWidth, layout.outputPitch - start)
      let panel = kernel + (group * layout.outputPitch + start) * layout.depth + (first - start)
      for row in 0..<layout.depth {
        let (inputGroup, channel) = row.quotientAndRemainder(dividingBy: layout.inputPitch)
        taps.transform(
          input: inputGroup * layout.inputs + channel, output: group * layout.outputs + first,
          count: channel < layout.inputs ? layout.outputs - first : 0, to: panel + row * width, layout.stride)
      }
    }
  }

  package static func kernelAdjoint(
    _ sums: Source, stride: Int, outputs: Int, into taps: Target, tapStride: Int
  ) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 18) { scratch in
      let e = scratch.baseAddress!
      for output in Swift.stride(from: 0, to: outputs, by: laneCount) {
        let (u, target, count) = (sums + output, taps + output, outputs - output)
        for x in 0..<6 {
          let s = u + x * stride
          let step = 6 * stride
          (e[x], e[6 + x], e[12 + x]) = WinogradTransforms.kernelAdjoint(
            (
              Lanes(s), Lanes(s + step), Lanes(s + 2 * step), Lanes(s + 3 * step), Lanes(s + 4 * step),
              Lanes(s + 5 * step)
            ))
        }
        for y in 0..<3 {
          let r = e + 6 * y
          let row = WinogradTransforms.kernelAdjoint((r[0], r[1], r[2], r[3], r[4], r[5]))
          row.0.store(to: target + 3 * y * tapStride, counting: count)
          row.1.store(to: target + (3 * y + 1) * tapStride, counting: count)
          row.2.store(to: target + (3 * y + 2) * tapStride, counting: count)
        }
      }
    }
  }
}

/// Reads the nine taps between one input and a register of outputs.
private struct Taps {
  let weight: Source
  let layout: WinogradKernelLayout

  @inline(__always) func transform(
    input: Int, output: Int, count: Int, to target: Target, _ stride: Int
  ) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 18) { scratch in
      let e = scratch.baseAddress!
      for x in 0..<3 {
        (e[x], e[3 + x], e[6 + x], e[9 + x], e[12 + x], e[15 + x]) = WinogradTransforms.kernel(
          (tap(x, input, output, count), tap(3 + x, input, output, count), tap(6 + x, input, output, count)))
      }
      for y in 0..<6 {
        let row = WinogradTransforms.kernel((e[3 * y], e[3 * y + 1], e[3 * y + 2]))
        let place = target + 6 * y * stride
        row.0.store(to: place)
        row.1.store(to: place + stride)
        row.2.store(to: place + 2 * stride)
        row.3.store(to: place + 3 * stride)
        row.4.store(to: place + 4 * stride)
        row.5.store(to: place + 5 * stride)
      }
    }
  }

  /// Zeros for `count` outputs or fewer.
  @inline(__always) private func tap(_ tap: Int, _ input: Int, _ output: Int, _ count: Int) -> Lanes {
    guard count > 0 else { return .zero }
    let row = tap * layout.inputGroups * layout.inputs + input
    return Lanes(weight + (row * layout.outputGroups * layout.outputs + output), counting: count)
  }
}
