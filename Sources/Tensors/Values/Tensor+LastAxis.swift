extension Tensor {
  /// [..., C] -> [..., newWidth]: the first of each row, zeros behind them where it becomes longer.
  func resizingLastAxis(to newWidth: Int) -> Tensor {
    guard let width = shape.last, width != newWidth else { return self }
    let (rows, kept) = (count / width, min(width, newWidth))
    var result = Tensor(uninitialized: shape.dropLast() + [newWidth])
    let (source, target) = (floats, result.mutableFloats)
    Partition(rows, grain: max(1, (1 << 14) / newWidth)).concurrently { _, rows in
      for row in rows {
        let (from, to) = (source + row * width, target + row * newWidth)
        for column in 0..<kept { to[column] = from[column] }
        for column in kept..<newWidth { to[column] = 0 }
      }
    }
    return result
  }
}
