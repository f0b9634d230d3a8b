import KernelInterface

/// Columns of a whole panel.
private let panelWidth = 2 * laneCount

extension ProcessorKernels {
  package static func addWindowProducts(
    _ windows: UnsafePointer<Source>, count: Int, _ runs: WindowRuns, _ gradient: Source, pitch: Int,
    into sums: Target
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count * panelWidth) { packed in
      let packed = packed.baseAddress!
      for start in stride(from: 0, to: pitch, by: panelWidth) {
        let width = min(panelWidth, pitch - start)
        for row in 0..<count {
          (packed + row * width).update(from: gradient + (row * pitch + start), count: width)
        }
        for run in 0..<runs.count {
          let product = WindowGradient(
            windows: windows, count: count, offset: run * runs.stride, rows: runs.length, packed: packed,
            sums: sums + (run * runs.pitch * pitch + start), rowStride: pitch)
          if width == panelWidth { product.add(WideRow.self) } else { product.add(NarrowRow.self) }
        }
      }
    }
  }
}

/// The products of one run of windows with a panel of gradients, summed over the windows.
private struct WindowGradient {
  let windows: UnsafePointer<Source>
  let count, offset, rows: Int
  /// [count, a panel's width]
  let packed: Source
  let sums: Target
  let rowStride: Int

  @inline(__always) func add<Row: PanelRow>(_: Row.Type) {
    var row = 0
    while rows - row >= Row.Tall.rows {
      add(row, Row.Tall.self)
      row += Row.Tall.rows
    }
    while rows - row > 0 {
      add(row, FourRows<Row>.self)
      row += 4
    }
  }

  @inline(__always) private func add<Block: SumBlock>(_ row: Int, _: Block.Type) {
    var block = Block.zero
    var b = packed
    for index in 0..<count {
      block.add(windows[index] + (offset + row), 1, times: Block.Row(b))
      b += Block.Row.width
    }
    block.store(to: sums + row * rowStride, rowStride, accumulating: true)
  }
}
