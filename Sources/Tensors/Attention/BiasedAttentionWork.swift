/// What one head of one image takes; heads are counted over the batch.
struct BiasedAttentionWork {
  /// Where the gradients go.
  struct Gradients {
    let queries, keys, values, bias: UnsafeMutablePointer<Float>
  }

  let images, length, channels, heads: Int
  let queries, keys, values, bias, mask: UnsafePointer<Float>

  /// Channels of a head.
  var width: Int { channels / heads }
  /// Floats from one row of scores to the next: the keys rounded up to whole vectors.
  var pitch: Int { length.roundedUp(to: 16) }

  /// Where a head begins in [N, T, C].
  func place(of piece: Int) -> Int {
    let (image, head) = piece.quotientAndRemainder(dividingBy: heads)
    return image * length * channels + head * width
  }

  /// The softmax of the scores, [T, pitch], with zeros for masked keys and in the padding.
  func fill(_ weights: UnsafeMutablePointer<Float>, _ piece: Int) {
    let (image, head) = piece.quotientAndRemainder(dividingBy: heads)
    let place = place(of: piece)
    multiply(
      Matrix(floats: queries + place, rowStride: channels),
      Matrix(floats: keys + place, rowStride: channels, transposed: true),
      into: weights, rowStride: pitch, rows: length, columns: length, depth: width)
    let seen = mask + image * length
    let isMasked = (0..<length).contains { seen[$0] != 0 }
    for row in 0..<length {
      let scores = weights + row * pitch
      let offsets = bias + (head * length + row) * length
      for key in 0..<length {
        scores[key] = isMasked && seen[key] == 0 ? -.infinity : scores[key] + offsets[key]
      }
      softmax(scores)
      for key in 0..<length where isMasked && seen[key] == 0 { scores[key] = 0 }
    }
  }

  /// Scores -> weights that sum to 1; what -infinity becomes is too small to count, and zero behind the keys.
  private func softmax(_ row: UnsafeMutablePointer<Float>) {
    for key in length..<pitch { row[key] = -.infinity }
    var highest = -Float.infinity
    for key in 0..<length { highest = max(highest, row[key]) }
    let factor = 1 / kernels.exponentiate(row, count: pitch, scale: 1, offset: -highest)
    for key in stride(from: 0, to: pitch, by: 16) { (Vector(row + key) * factor).store(to: row + key) }
    for key in length..<pitch { row[key] = 0 }
  }

  /// Writes the gradients of a head's queries, keys and values and adds to the bias's.
  func pullBack(_ piece: Int, _ gradient: UnsafePointer<Float>, _ outputs: Gradients) {
    let scratch = TensorStorage(uninitialized: 2 * length * pitch)
    let (weights, slopes) = (scratch.floats, scratch.floats + length * pitch)
    let place = place(of: piece)
    fill(weights, piece)
    let (outer, rows) = (Matrix(floats: gradient + place, rowStride: channels), length)
    multiply(
      Matrix(floats: weights, rowStride: pitch, transposed: true), outer,
      into: outputs.values + place, rowStride: channels, rows: rows, columns: width, depth: rows)
    multiply(
      outer, Matrix(floats: values + place, rowStride: channels, transposed: true),
      into: slopes, rowStride: pitch, rows: rows, columns: rows, depth: width)
    differentiate(weights, slopes, adding: outputs.bias + piece % heads * length * length)
    multiply(
      Matrix(floats: slopes, rowStride: pitch), Matrix(floats: keys + place, rowStride: channels),
      into: outputs.queries + place, rowStride: channels, rows: rows, columns: width, depth: rows)
    multiply(
      Matrix(floats: slopes, rowStride: pitch, transposed: true),
      Matrix(floats: queries + place, rowStride: channels),
      into: outputs.keys + place, rowStride: channels, rows: rows, columns: width, depth: rows)
    withExtendedLifetime(scratch) {}
  }

  /// The gradient at the softmax -> the one at the scores, in place.
  private func differentiate(
    _ weights: UnsafePointer<Float>, _ slopes: UnsafeMutablePointer<Float>,
    adding dBias: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<length {
      let (p, d) = (weights + row * pitch, slopes + row * pitch)
      var mean: Float = 0
      for key in 0..<length { mean += p[key] * d[key] }
      for key in 0..<length {
        d[key] = p[key] * (d[key] - mean)
        dBias[row * length + key] += d[key]
      }
    }
  }
}
