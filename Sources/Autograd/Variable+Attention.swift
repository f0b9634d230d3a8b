import Tensors

extension Variable: AttentionActivation {
  /// [N, ..., C] with a modulation [N, 2 C] or none -> the same shape. Recorded for all that it is given.
  public func normalized(
    _ normalization: GroupNormalization, scale: Parameter, shift: Parameter, modulation: Variable?
  ) -> Variable {
    let (x, slope, offset, row) = (value, scale.value, shift.value, modulation?.value)
    let y = normalization(x, scale: slope, shift: offset, modulation: row)
    return .recording(y, from: node, scale.node, shift.node, modulation?.node) { gradient in
      let parts = normalization.pullback(gradient, x: x, scale: slope, shift: offset, modulation: row)
      return [parts.x, parts.scale, parts.shift, parts.modulation]
    }
  }

  /// [..., C] -> the same shape. Recorded for the input, the scale and the shift.
  public func normalized(
    _ normalization: LayerNormalization, scale: Parameter, shift: Parameter
  ) -> Variable {
    let (x, slope) = (value, scale.value)
    let y = normalization(x, scale: slope, shift: shift.value)
    return .recording(y, from: node, scale.node, shift.node) { gradient in
      let parts = normalization.pullback(gradient, x: x, scale: slope)
      return [parts.x, parts.scale, parts.shift]
    }
  }

  /// Queries [N, Q, C] with keys and values [N, K, C] -> [N, Q, C]. Recorded for all three; the scores are computed
  /// again on the way back.
  public func attended(_ attention: Attention, keys: Variable, values: Variable) -> Variable {
    let (q, k, v) = (value, keys.value, values.value)
    return .recording(attention(q, keys: k, values: v), from: node, keys.node, values.node) { gradient in
      let parts = attention.pullback(gradient, queries: q, keys: k, values: v)
      return [parts.queries, parts.keys, parts.values]
    }
  }

  /// [N, H, W, C] -> [N, 2 H, 2 W, C]. Recorded.
  public func upsampled() -> Variable {
    .recording(NearestUpsampling.value(value), from: node) { [NearestUpsampling.pullback($0)] }
  }

  /// [N, A, C] and [N, B, C] -> [N, A + B, C]. Recorded for both.
  public func joined(tokens other: Variable) -> Variable {
    let tokens = shape[1]
    return .recording(TokenConcatenation.value(value, other.value), from: node, other.node) { gradient in
      let (a, b) = TokenConcatenation.pullback(gradient, tokens: tokens)
      return [a, b]
    }
  }

  /// [N, T, C] -> [N, 1, C]. Recorded.
  public func averagedOverTokens() -> Variable {
    let tokens = shape[1]
    return .recording(TokenMean.value(value), from: node) { [TokenMean.pullback($0, tokens: tokens)] }
  }

  /// [..., C] plus a row of C elements. Recorded for both.
  public func adding(row: Parameter) -> Variable {
    let rowShape = row.value.shape
    return .recording(RowAddition.value(value, row: row.value), from: node, row.node) { gradient in
      [gradient, RowAddition.pullbackToRow(gradient, shape: rowShape)]
    }
  }

  /// [..., C] -> [..., range.count]. Recorded.
  public func channels(_ range: Range<Int>) -> Variable {
    let channels = shape.last!
    return .recording(ChannelSlice.value(value, range), from: node) { gradient in
      [ChannelSlice.pullback(gradient, range, channels: channels)]
    }
  }

  /// Any shape -> the same shape. Recorded.
  public static func * (scale: Float, x: Variable) -> Variable {
    .recording(scale * x.value, from: x.node) { [scale * $0] }
  }
}
