import Tensors

extension Variable: TokenActivation {
  /// A table [V, C] -> one of its rows for each id, [ids.count, C]. Recorded for the table.
  public static func embedded(_ ids: [Int], table: Parameter) -> Variable {
    let vocabulary = table.shape[0]
    return .recording(Embedding.value(table.value, ids: ids), from: table.node) {
      [Embedding.pullback($0, ids: ids, vocabulary: vocabulary)]
    }
  }

  /// A table [buckets, heads] -> [heads, T, T] for a length T. Recorded for the table.
  public static func relativeBias(
    _ positions: RelativePositions, table: Parameter, length: Int
  ) -> Variable {
    .recording(positions.bias(table.value, length: length), from: table.node) { [positions.pullback($0)] }
  }

  /// [R, C] -> the same shape. Recorded for the input and the scale.
  public func normalized(_ normalization: RootMeanSquareNormalization, scale: Parameter) -> Variable {
    let (x, slope) = (value, scale.value)
    return .recording(normalization(x, scale: slope), from: node, scale.node) { gradient in
      let parts = normalization.pullback(gradient, x: x, scale: slope)
      return [parts.x, parts.scale]
    }
  }

  /// Any shape -> the same shape. Recorded.
  public func tanhGELU() -> Variable {
    let x = value
    return .recording(TanhGELU.value(x), from: node) { [TanhGELU.pullback($0, x: x)] }
  }

  /// self, keys and values [N T, C], bias [heads, T, T], mask [N, T] -> [N T, C]. Recorded for all but the mask.
  public func attending(
    _ attention: BiasedAttention, keys: Variable, values: Variable, bias: Variable, mask: Tensor
  ) -> Variable {
    let (rows, shape) = (self.shape, mask.shape + [self.shape[1]])
    let (q, k) = (value.reshaped(to: shape), keys.value.reshaped(to: shape))
    let (v, offsets) = (values.value.reshaped(to: shape), bias.value)
    let result = attention(q, keys: k, values: v, bias: offsets, mask: mask).reshaped(to: rows)
    return .recording(result, from: node, keys.node, values.node, bias.node) { gradient in
      let parts = attention.pullback(
        gradient.reshaped(to: shape), queries: q, keys: k, values: v, bias: offsets, mask: mask)
      return [parts.queries, parts.keys, parts.values].map { $0.reshaped(to: rows) } + [parts.bias]
    }
  }
}
