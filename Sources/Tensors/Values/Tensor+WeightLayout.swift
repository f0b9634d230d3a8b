extension Tensor {
  /// Weights [K, C, height, width], torch's order of a convolution -> [height, width, C, K], the engine's; a matrix
  /// [K, C] -> [C, K].
  ///
  /// Sixteen rows of K are read side by side and written as whole vectors, so that a network's weights take a pass at
  /// the memory's speed.
  public var outputsLast: Tensor {
    precondition(
      shape.count == 2 || shape.count == 4, "outputsLast: expected [K, C] or [K, C, H, W], got \(shape)")
    let (outputs, inputs, taps) = (shape[0], shape[1], shape.dropFirst(2).reduce(1, *))
    var result = Tensor(uninitialized: shape.dropFirst(2) + [inputs, outputs])
    let (source, destination) = (floats, result.mutableFloats)
    let row = inputs * taps
    Partition((outputs + 15) / 16, grain: 1).concurrently { _, blocks in
      for first in blocks.lazy.map({ $0 * 16 }) {
        let lanes = min(16, outputs - first)
        let start = source + first * row
        for input in 0..<inputs {
          for tap in 0..<taps {
            var vector = Vector.zero
            for lane in 0..<lanes { vector[lane] = start[lane * row + input * taps + tap] }
            vector.store(to: destination + (tap * inputs + input) * outputs + first, first: lanes)
          }
        }
      }
    }
    return result
  }
}
