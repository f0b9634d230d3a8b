/// Scaled dot-product attention with several heads (Vaswani et al. 2017, section 3.2).
///
/// A head is a run of channels: head h of [N, T, C] are the channels from h C / heads on. The scores of a block of
/// queries are held at a time, so that memory does not grow with the number of queries.
public struct Attention: Hashable, Sendable {
  /// Heads, which divide the channels.
  public let heads: Int
  /// Floats of scores that a thread holds: a megabyte.
  private static let block = 1 << 18

  /// Attention with this many heads.
  public init(heads: Int) { self.heads = heads }

  /// queries [N, Q, C], keys and values [N, K, C] -> softmax(queries keys' / sqrt(C / heads)) values, [N, Q, C].
  public func callAsFunction(_ queries: Tensor, keys: Tensor, values: Tensor) -> Tensor {
    let size = size("Attention", queries, keys, values)
    var result = Tensor(uninitialized: queries.shape)
    let (q, k, v, y) = (queries.floats, keys.floats, values.floats, result.mutableFloats)
    concurrently(pieces: size.images * heads * size.blocks) { piece in
      let (head, block) = piece.quotientAndRemainder(dividingBy: size.blocks)
      let place = size.head(head)
      let scratch = TensorStorage(uninitialized: size.rows * size.pitch + size.rows)
      let sums = scratch.floats + size.rows * size.pitch
      let rows = size[block]
      let (from, to) = (place.query + rows.lowerBound * size.channels, rows.count)
      size.weights(q + from, k + place.key, rows: to, into: scratch.floats, sums: sums)
      multiply(
        Matrix(floats: scratch.floats, rowStride: size.pitch),
        Matrix(floats: v + place.key, rowStride: size.channels),
        into: y + from, rowStride: size.channels, rows: to, columns: size.width, depth: size.keys)
      for row in 0..<to {
        let output = y + from + row * size.channels
        for channel in 0..<size.width { output[channel] *= 1 / sums[row] }
      }
      withExtendedLifetime(scratch) {}
    }
    return result
  }

  /// gradient [N, Q, C] -> the gradients for queries, keys and values.
  ///
  /// With P the softmax and dP = gradient values': the scores' gradient is P (dP - sum of dP P over the keys).
  public func pullback(
    _ gradient: Tensor, queries: Tensor, keys: Tensor, values: Tensor
  ) -> (queries: Tensor, keys: Tensor, values: Tensor) {
    Tensor.requireSameShape("Attention.pullback", gradient, queries)
    let size = size("Attention.pullback", queries, keys, values)
    var dQueries = Tensor(uninitialized: queries.shape)
    var dKeys = Tensor(repeating: 0, shape: keys.shape)
    var dValues = dKeys
    let operands = AttentionSize.Operands(
      queries: queries.floats, keys: keys.floats, values: values.floats, gradient: gradient.floats,
      dQueries: dQueries.mutableFloats, dKeys: dKeys.mutableFloats, dValues: dValues.mutableFloats)
    concurrently(pieces: size.images * heads) { head in size.pullback(head, operands) }
    return (dQueries, dKeys, dValues)
  }

  private func size(_ operation: String, _ queries: Tensor, _ keys: Tensor, _ values: Tensor) -> AttentionSize
  {
    let (q, k) = (queries.shape, keys.shape)
    precondition(
      q.count == 3 && k.count == 3 && q[0] == k[0] && q[2] == k[2] && values.shape == k && k[1] > 0
        && q[2] % heads == 0,
      "\(operation): expected [N, Q, C], [N, K, C] and [N, K, C] with C a multiple of \(heads), got \(q), \(k) "
        + "and \(values.shape)")
    let rows = min(q[1], max(16, min(128, Self.block / k[1].roundedUp(to: 16))))
    return AttentionSize(
      images: q[0], queries: q[1], keys: k[1], channels: q[2], heads: heads, rows: max(1, rows))
  }
}
