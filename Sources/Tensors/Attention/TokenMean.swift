/// The mean of a sequence's tokens.
public enum TokenMean {
  /// [N, T, C] -> [N, 1, C]
  public static func value(_ x: Tensor) -> Tensor {
    precondition(
      x.shape.count == 3 && x.shape[1] > 0, "TokenMean: expected [N, T, C] with T > 0, got \(x.shape)")
    let (tokens, channels) = (x.shape[1], x.shape[2])
    let source = x.floats
    return Tensor(shape: [x.shape[0], 1, channels]) { result in
      for index in result.indices {
        let (row, channel) = index.quotientAndRemainder(dividingBy: channels)
        var sum = 0.0
        for token in 0..<tokens { sum += Double(source[(row * tokens + token) * channels + channel]) }
        result[index] = Float(sum / Double(tokens))
      }
    }
  }

  /// gradient [N, 1, C] -> [N, tokens, C]
  public static func pullback(_ gradient: Tensor, tokens: Int) -> Tensor {
    let (images, channels) = (gradient.shape[0], gradient.shape[2])
    let source = gradient.floats
    return Tensor(shape: [images, tokens, channels]) { result in
      for index in result.indices {
        let (row, channel) = (index / (tokens * channels), index % channels)
        result[index] = source[row * channels + channel] / Float(tokens)
      }
    }
  }
}
