/// The lengths that an attention depends on, and its work on a block of queries of one head.
struct AttentionSize {
  /// What a pullback reads, and where its gradients go.
  struct Operands {
    let queries, keys, values, gradient: UnsafePointer<Float>
    let dQueries, dKeys, dValues: UnsafeMutablePointer<Float>
  }

  let images, queries, keys, channels, heads: Int
  /// Queries in a block, but for the last.
  let rows: Int

  /// Channels of a head.
  var width: Int { channels / heads }
  /// Floats from one row of scores to the next: the keys rounded up to whole vectors.
  var pitch: Int { keys.roundedUp(to: 16) }
  /// Blocks of queries.
  var blocks: Int { (queries + rows - 1) / rows }
  private var scale: Float { 1 / Float(width).squareRoot() }

  /// The queries of a block.
  subscript(block: Int) -> Range<Int> { block * rows..<min(queries, (block + 1) * rows) }

  /// Where a head of an image begins, among queries and among keys; heads are counted over the batch.
  func head(_ head: Int) -> (query: Int, key: Int) {
    let (image, own) = head.quotientAndRemainder(dividingBy: heads)
    return (image * queries * channels + own * width, image * keys * channels + own * width)
  }

  /// exp(scale (q k' - the row's maximum)) [rows, pitch], and each row's sum over the keys.
  func weights(
    _ q: UnsafePointer<Float>, _ k: UnsafePointer<Float>, rows: Int,
    into weights: UnsafeMutablePointer<Float>, sums: UnsafeMutablePointer<Float>
  ) {
    multiply(
      Matrix(floats: q, rowStride: channels), Matrix(floats: k, rowStride: channels, transposed: true),
      into: weights, rowStride: pitch, rows: rows, columns: keys, depth: width)
    for row in 0..<rows { sums[row] = exponentiate(weights + row * pitch) }
  }

  /// Turns a row of scores into weights and returns their sum.
  private func exponentiate(_ row: UnsafeMutablePointer<Float>) -> Float {
    for index in keys..<pitch { row[index] = -.greatestFiniteMagnitude }
    var highest = Vector(row)
    for index in stride(from: 16, to: pitch, by: 16) {
      let scores = Vector(row + index)
      highest = highest.replacing(with: scores, where: scores .> highest)
    }
    return kernels.exponentiate(row, count: pitch, scale: scale, offset: -scale * highest.max())
  }

  /// The gradients of one head, block by block in order: so the sums over queries have one order.
  func pullback(_ head: Int, _ operands: Operands) {
    let scratch = TensorStorage(uninitialized: 2 * rows * pitch + rows)
    let (weights, slopes) = (scratch.floats, scratch.floats + rows * pitch)
    for block in 0..<blocks { pullback(head, block, operands, weights, slopes, sums: slopes + rows * pitch) }
    withExtendedLifetime(scratch) {}
  }

  private func pullback(
    _ head: Int, _ block: Int, _ operands: Operands, _ weights: UnsafeMutablePointer<Float>,
    _ slopes: UnsafeMutablePointer<Float>, sums: UnsafeMutablePointer<Float>
  ) {
    let (place, count) = (self.head(head), self[block].count)
    let start = place.query + self[block].lowerBound * channels
    let gradient = Matrix(floats: operands.gradient + start, rowStride: channels)
    self.weights(operands.queries + start, operands.keys + place.key, rows: count, into: weights, sums: sums)
    for row in 0..<count { normalize(weights + row * pitch, by: sums[row]) }
    multiply(
      gradient, Matrix(floats: operands.values + place.key, rowStride: channels, transposed: true),
      into: slopes, rowStride: pitch, rows: count, columns: keys, depth: width)
    multiply(
      Matrix(floats: weights, rowStride: pitch, transposed: true), gradient,
      into: operands.dValues + place.key, rowStride: channels, rows: keys, columns: width, depth: count,
      accumulating: true)
    for row in 0..<count { differentiate(weights + row * pitch, slopes + row * pitch) }
    multiply(
      Matrix(floats: slopes, rowStride: pitch),
      Matrix(floats: operands.keys + place.key, rowStride: channels),
      into: operands.dQueries + start, rowStride: channels, rows: count, columns: width, depth: keys)
    multiply(
      Matrix(floats: slopes, rowStride: pitch, transposed: true),
      Matrix(floats: operands.queries + start, rowStride: channels),
      into: operands.dKeys + place.key, rowStride: channels, rows: keys, columns: width, depth: count,
      accumulating: true)
  }

  private func normalize(_ row: UnsafeMutablePointer<Float>, by sum: Float) {
    for index in 0..<keys { row[index] /= sum }
  }

  /// The gradient at the softmax -> the gradient at the unscaled scores, in place.
  private func differentiate(_ weights: UnsafePointer<Float>, _ slopes: UnsafeMutablePointer<Float>) {
    var mean = 0.0
    for index in 0..<keys { mean += Double(weights[index] * slopes[index]) }
    for index in 0..<keys { slopes[index] = scale * weights[index] * (slopes[index] - Float(mean)) }
  }
}
