import KernelInterface

/// Columns of a whole panel.
private let panelWidth = 2 * laneCount
/// Rows of a panel that are multiplied before the sums go to memory, as in `multiply`.
private let depthInCache = 512

extension ProcessorKernels {
  package static func multiplyWindows(
    _ windows: UnsafePointer<Source>, count: Int, _ runs: WindowRuns, _ panels: Source, _ layout: PanelLayout,
    bias: Source, into c: Target, columns: Int
  ) {
    for first in stride(from: 0, to: layout.depth, by: depthInCache) {
      let depths = first..<min(first + depthInCache, layout.depth)
      for start in stride(from: 0, to: columns, by: panelWidth) {
        let width = min(panelWidth, layout.columns - start)
        let panel = WindowPanel(
          runs: runs, depths: depths, b: panels + (start * layout.depth + first * width), bStep: width,
          columns: columns - start, rowStride: columns, addend: first == 0 ? bias + start : nil)
        if width == panelWidth {
          panel.multiply(windows, count: count, into: c + start, WideRow.self)
        } else {
          panel.multiply(windows, count: count, into: c + start, NarrowRow.self)
        }
      }
    }
  }
}

/// A panel of a kernel, and where its products with windows go.
private struct WindowPanel {
  let runs: WindowRuns
  /// Floats of a window, counted over its runs.
  let depths: Range<Int>
  let b: Source
  let bStep, columns, rowStride: Int
  /// What the sums are added to; nil for what is in memory.
  let addend: Source?

  @inline(__always) func multiply<Row: PanelRow>(
    _ windows: UnsafePointer<Source>, count: Int, into c: Target, _: Row.Type
  ) {
    for first in stride(from: 0, to: count, by: 6) {
      multiplySix(windows + first, last: min(5, count - 1 - first), into: c + first * rowStride, Row.self)
    }
  }

  /// Six windows, or fewer, of which the last one is then computed several times.
  @inline(__always) private func multiplySix<Row: PanelRow>(
    _ w: UnsafePointer<Source>, last: Int, into c: Target, _: Row.Type
  ) {
    let (w0, w1, w2) = (w[0], w[min(1, last)], w[min(2, last)])
    let (w3, w4, w5) = (w[min(3, last)], w[min(4, last)], w[min(5, last)])
    var (s0, s1, s2, s3, s4, s5) = (Row.zero, Row.zero, Row.zero, Row.zero, Row.zero, Row.zero)
    var (depth, b) = (depths.lowerBound, b)
    while depth < depths.upperBound {
      let (run, start) = depth.quotientAndRemainder(dividingBy: runs.length)
      let count = min(runs.length - start, depths.upperBound - depth)
      let offset = run * runs.stride + start
      for index in offset..<offset + count {
        let row = Row(b)
        s0.add(Lanes(repeating: w0[index]), times: row)
        s1.add(Lanes(repeating: w1[index]), times: row)
        s2.add(Lanes(repeating: w2[index]), times: row)
        s3.add(Lanes(repeating: w3[index]), times: row)
        s4.add(Lanes(repeating: w4[index]), times: row)
        s5.add(Lanes(repeating: w5[index]), times: row)
        b += bStep
      }
      depth += count
    }
    finish(s0, to: c)
    if last > 0 { finish(s1, to: c + rowStride) }
    if last > 1 { finish(s2, to: c + 2 * rowStride) }
    if last > 2 { finish(s3, to: c + 3 * rowStride) }
    if last > 3 { finish(s4, to: c + 4 * rowStride) }
    if last > 4 { finish(s5, to: c + 5 * rowStride) }
  }

  @inline(__always) private func finish<Row: PanelRow>(_ sums: Row, to c: Target) {
    sums.adding(Row(addend ?? Source(c))).store(to: c, counting: columns)
  }
}
