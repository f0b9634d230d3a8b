/// Attention with several heads whose scores get a bias instead of a scale, and whose keys may be masked: T5's
/// (Raffel et al. 2020).
///
/// A head is a run of channels: head h of [N, T, C] are the channels from h C / heads on.
public struct BiasedAttention: Hashable, Sendable {
  /// Heads, which divide the channels.
  public let heads: Int

  /// Attention with this many heads.
  public init(heads: Int) { self.heads = heads }

  /// queries, keys and values [N, T, C], bias [heads, T, T] (query, key), mask [N, T] (zero: no query sees the key)
  /// -> softmax(queries keys' + bias) values, [N, T, C].
  ///
  /// Where every key of an image is masked, the mask counts as not there.
  public func callAsFunction(
    _ queries: Tensor, keys: Tensor, values: Tensor, bias: Tensor, mask: Tensor
  ) -> Tensor {
    let work = work("BiasedAttention", queries, keys, values, bias, mask)
    var result = Tensor(uninitialized: queries.shape)
    let destination = result.mutableFloats
    concurrently(pieces: work.images * heads) { piece in
      let weights = TensorStorage(uninitialized: work.length * work.pitch)
      let place = work.place(of: piece)
      work.fill(weights.floats, piece)
      multiply(
        Matrix(floats: weights.floats, rowStride: work.pitch),
        Matrix(floats: work.values + place, rowStride: work.channels),
        into: destination + place, rowStride: work.channels,
        rows: work.length, columns: work.width, depth: work.length)
      withExtendedLifetime(weights) {}
    }
    withExtendedLifetime((queries, keys, values, bias, mask)) {}
    return result
  }

  /// gradient [N, T, C] -> the gradients for queries, keys, values and bias.
  ///
  /// With P the softmax and dP = gradient values': the scores' gradient is P (dP - sum of dP P over the keys), and
  /// the bias's is its sum over the images.
  public func pullback(
    _ gradient: Tensor, queries: Tensor, keys: Tensor, values: Tensor, bias: Tensor, mask: Tensor
  ) -> (queries: Tensor, keys: Tensor, values: Tensor, bias: Tensor) {
    Tensor.requireSameShape("BiasedAttention.pullback", gradient, queries)
    let work = work("BiasedAttention.pullback", queries, keys, values, bias, mask)
    var (dQueries, dKeys) = (Tensor(uninitialized: queries.shape), Tensor(uninitialized: queries.shape))
    var (dValues, dBias) = (Tensor(uninitialized: queries.shape), Tensor(repeating: 0, shape: bias.shape))
    let outer = gradient.floats
    let outputs = BiasedAttentionWork.Gradients(
      queries: dQueries.mutableFloats, keys: dKeys.mutableFloats, values: dValues.mutableFloats,
      bias: dBias.mutableFloats)
    // A head's images in their order: the bias's sum has one order.
    concurrently(pieces: heads) { head in
      for image in 0..<work.images { work.pullBack(image * heads + head, outer, outputs) }
    }
    withExtendedLifetime((queries, keys, values, bias, mask)) {}
    return (dQueries, dKeys, dValues, dBias)
  }

  private func work(
    _ operation: String, _ queries: Tensor, _ keys: Tensor, _ values: Tensor, _ bias: Tensor, _ mask: Tensor
  ) -> BiasedAttentionWork {
    let shape = queries.shape
    precondition(
      shape.count == 3 && keys.shape == shape && values.shape == shape && shape[1] > 0
        && shape[2] % heads == 0,
      "\(operation): expected three of [N, T, C] with C a multiple of \(heads), got \(shape), \(keys.shape) and "
        + "\(values.shape)")
    precondition(
      bias.shape == [heads, shape[1], shape[1]] && mask.shape == [shape[0], shape[1]],
      "\(operation): expected bias [\(heads), T, T] and mask [N, T] for \(shape), got \(bias.shape) and "
        + "\(mask.shape)")
    return BiasedAttentionWork(
      images: shape[0], length: shape[1], channels: shape[2], heads: heads, queries: queries.floats,
      keys: keys.floats, values: values.floats, bias: bias.floats, mask: mask.floats)
  }
}
