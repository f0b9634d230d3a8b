import KernelInterface

/// A matrix [depth, columns] in panels, ready to be the right factor of many products.
struct PackedMatrix: Sendable {
  let layout: PanelLayout
  /// Columns without padding.
  let columns: Int
  private let storage: TensorStorage

  /// Elements are `rowStep` floats from one row to the next and `columnStep` from one column to the next.
  init(_ b: UnsafePointer<Float>, depth: Int, columns: Int, rowStep: Int, columnStep: Int = 1) {
    let layout = PanelLayout(depth: depth, columns: columns.roundedUp(to: kernels.lanes))
    (self.layout, self.columns) = (layout, columns)
    storage = TensorStorage(uninitialized: layout.count)
    let (target, width) = (storage.floats, 2 * kernels.lanes)
    Partition(layout.columns, grain: max(width, (1 << 14) / max(1, depth)), unit: width).concurrently {
      _, part in
      kernels.pack(
        b + part.lowerBound * columnStep, rowStep: rowStep, columnStep: columnStep,
        columns: min(columns, part.upperBound) - part.lowerBound, into: target + part.lowerBound * depth,
        PanelLayout(depth: depth, columns: part.count))
    }
  }

  /// c [rows, padded columns] = a self: zeros behind the columns, up to whole registers.
  func multiplyPadded(
    _ a: UnsafePointer<Float>, rowStep: Int, rows: Int, into c: UnsafeMutablePointer<Float>, rowStride: Int
  ) {
    kernels.multiply(
      a, rowStep: rowStep, depthStep: 1, storage.floats, layout, into: c, rowStride: rowStride, rows: rows,
      columns: layout.columns, accumulating: false)
  }

  /// c [rows, columns] = or += a self, on the calling thread; a is [rows, depth] with `depthStep` floats between its
  /// columns.
  func multiply(
    _ a: UnsafePointer<Float>, rowStep: Int, depthStep: Int = 1, rows: Int,
    into c: UnsafeMutablePointer<Float>, rowStride: Int, accumulating: Bool = false
  ) {
    kernels.multiply(
      a, rowStep: rowStep, depthStep: depthStep, storage.floats, layout, into: c, rowStride: rowStride,
      rows: rows, columns: columns, accumulating: accumulating)
  }

  /// c [windows, columns] = windows self + bias [columns + 16], on the calling thread.
  func multiply(
    _ windows: UnsafePointer<UnsafePointer<Float>>, count: Int, _ runs: WindowRuns,
    bias: UnsafePointer<Float>, into c: UnsafeMutablePointer<Float>
  ) {
    kernels.multiplyWindows(
      windows, count: count, runs, storage.floats, layout, bias: bias, into: c, columns: columns)
  }
}
