/// Sequences of tokens joined one behind the other.
public enum TokenConcatenation {
  /// [N, A, C] and [N, B, C] -> [N, A + B, C], the tokens of `a` first.
  public static func value(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(
      a.shape.count == 3 && b.shape.count == 3 && a.shape[0] == b.shape[0] && a.shape[2] == b.shape[2],
      "TokenConcatenation: expected [N, A, C] and [N, B, C], got \(a.shape) and \(b.shape)")
    let (left, right) = (a.count / a.shape[0], b.count / b.shape[0])
    var result = Tensor(uninitialized: [a.shape[0], a.shape[1] + b.shape[1], a.shape[2]])
    let destination = result.mutableFloats
    for row in 0..<a.shape[0] {
      let start = destination + row * (left + right)
      start.update(from: a.floats + row * left, count: left)
      (start + left).update(from: b.floats + row * right, count: right)
    }
    return result
  }

  /// gradient [N, A + B, C] -> the gradients for the first `tokens` tokens and for the others.
  public static func pullback(_ gradient: Tensor, tokens: Int) -> (Tensor, Tensor) {
    let (images, all, channels) = (gradient.shape[0], gradient.shape[1], gradient.shape[2])
    precondition(tokens < all, "TokenConcatenation.pullback: expected more than \(tokens), got \(all)")
    var a = Tensor(uninitialized: [images, tokens, channels])
    var b = Tensor(uninitialized: [images, all - tokens, channels])
    let (x, y) = (a.mutableFloats, b.mutableFloats)
    let (left, right) = (tokens * channels, (all - tokens) * channels)
    for row in 0..<images {
      let start = gradient.floats + row * (left + right)
      (x + row * left).update(from: start, count: left)
      (y + row * right).update(from: start + left, count: right)
    }
    return (a, b)
  }
}
