extension Tensor {
  /// [N, C, H, W] -> the same images as [N, H, W, C].
  public var channelsLast: Tensor {
    precondition(shape.count == 4, "channelsLast: expected [N, C, H, W], got \(shape)")
    return transposingLastAxes(rows: shape[1], columns: shape[2] * shape[3])
      .reshaped(to: [shape[0], shape[2], shape[3], shape[1]])
  }

  /// [N, H, W, C] -> the same images as [N, C, H, W], torch's order.
  public var channelsFirst: Tensor {
    precondition(shape.count == 4, "channelsFirst: expected [N, H, W, C], got \(shape)")
    return transposingLastAxes(rows: shape[1] * shape[2], columns: shape[3])
      .reshaped(to: [shape[0], shape[3], shape[1], shape[2]])
  }

  /// A matrix [R, C] -> [C, R].
  public var transposed: Tensor {
    precondition(shape.count == 2, "transposed: expected [R, C], got \(shape)")
    return transposingLastAxes(rows: shape[0], columns: shape[1]).reshaped(to: [shape[1], shape[0]])
  }

  /// The items at `indices` of the first axis, in that order: [N, ...] -> [indices.count, ...].
  public func gathering(_ indices: some Collection<Int>) -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    var result = Tensor(uninitialized: [indices.count] + shape.dropFirst())
    let destination = result.mutableFloats
    for (position, index) in indices.enumerated() {
      precondition(0..<shape[0] ~= index, "gathering: expected an index in 0..<\(shape[0]), got \(index)")
      (destination + position * size).update(from: floats + index * size, count: size)
    }
    return result
  }

  /// Every matrix [rows, columns] of the memory transposed, as a flat tensor; in tiles, since a column of a large
  /// matrix has every element in another cache line.
  private func transposingLastAxes(rows: Int, columns: Int) -> Tensor {
    guard rows > 1, columns > 1 else { return reshaped(to: [count]) }
    var result = Tensor(uninitialized: [count])
    let (source, destination) = (floats, result.mutableFloats)
    let (side, size) = (32, rows * columns)
    let bands = (rows + side - 1) / side
    Partition(count / size * bands, grain: max(1, (1 << 15) / (side * columns))).concurrently { _, items in
      for item in items {
        let (matrix, band) = item.quotientAndRemainder(dividingBy: bands)
        let (from, to) = (source + matrix * size, destination + matrix * size)
        let own = band * side..<min(rows, (band + 1) * side)
        for start in stride(from: 0, to: columns, by: side) {
          for column in start..<min(columns, start + side) {
            for row in own { to[column * rows + row] = from[row * columns + column] }
          }
        }
      }
    }
    return result
  }
}
