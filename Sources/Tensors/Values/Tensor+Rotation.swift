extension Tensor {
  /// A kernel [height, width, A, B] turned by 180 degrees with its channels exchanged, [height, width, B, A]: what
  /// carries a gradient back through a convolution.
  var rotatedAndTransposed: Tensor {
    let (taps, rows, columns) = (shape[0] * shape[1], shape[2], shape[3])
    var result = Tensor(uninitialized: [shape[0], shape[1], columns, rows])
    let (source, destination) = (floats, result.mutableFloats)
    let bands = (columns + 15) / 16
    concurrently(pieces: taps * bands) { piece in
      let (tap, band) = piece.quotientAndRemainder(dividingBy: bands)
      let from = source + tap * rows * columns
      let to = destination + (taps - 1 - tap) * rows * columns
      for row in 0..<rows {
        for column in band * 16..<min(band * 16 + 16, columns) {
          to[column * rows + row] = from[row * columns + column]
        }
      }
    }
    return result
  }
}
