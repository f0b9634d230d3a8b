import Tensors

extension Tensor {
  /// Images [N, H, W, C], H and W even, at half the size [N, H / 2, W / 2, C] by the binomial filter 1 3 3 1 in each
  /// direction, reflected at the borders: fine hatching becomes a tone and no pattern.
  public var halved: Tensor {
    precondition(
      shape.count == 4 && shape[1] > 1 && shape[2] > 1 && shape[1] % 2 == 0 && shape[2] % 2 == 0,
      "halved: expected [N, H, W, C] with even H and W, got \(shape)")
    let (rows, columns, channels) = (shape[1], shape[2], shape[3])
    let row = columns * channels
    var line = [Float](repeating: 0, count: row)
    return withUnsafeScalars { source in
      Tensor(shape: [shape[0], rows / 2, columns / 2, channels]) { result in
        for index in 0..<shape[0] * rows / 2 {
          let (image, place) = index.quotientAndRemainder(dividingBy: rows / 2)
          let taps = Taps(place, length: rows)
          let start = image * rows * row
          for item in 0..<row { line[item] = taps { source[start + $0 * row + item] } }
          for column in 0..<columns / 2 {
            let across = Taps(column, length: columns)
            for channel in 0..<channels {
              result[(index * (columns / 2) + column) * channels + channel] = across {
                line[$0 * channels + channel]
              }
            }
          }
        }
      }
    }
  }
}

/// The four places of a line that one place of a line of half the length is made of.
private struct Taps {
  private let first, second, last: Int

  init(_ place: Int, length: Int) {
    second = 2 * place
    first = place == 0 ? 1 : second - 1
    last = second + 2 < length ? second + 2 : length - 2
  }

  @inline(__always) func callAsFunction(_ value: (Int) -> Float) -> Float {
    (value(first) + 3 * (value(second) + value(second + 1)) + value(last)) / 8
  }
}
