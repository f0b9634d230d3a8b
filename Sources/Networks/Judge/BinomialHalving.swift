import Tensors

/// Half the size by the binomial filter 1 3 3 1 in both directions, pixels mirrored at the border without repeating it.
public enum BinomialHalving {
  private static let weights: [Float] = [0.125, 0.375, 0.375, 0.125]

  /// [N, H, W, C], H and W even -> [N, H / 2, W / 2, C].
  public static func value(_ x: Tensor) -> Tensor {
    let shape = x.shape
    precondition(
      shape.count == 4 && shape[1] > 0 && shape[1] % 2 == 0 && shape[2] > 0 && shape[2] % 2 == 0,
      "BinomialHalving: expected [N, H, W, C] with even sides, got \(shape)")
    let rows = halved(x.scalars, lines: shape[0] * shape[1], length: shape[2], step: shape[3])
    let width = shape[2] / 2
    let both = halved(rows, lines: shape[0], length: shape[1], step: width * shape[3])
    return Tensor(shape: [shape[0], shape[1] / 2, width, shape[3]], scalars: both)
  }

  /// Images [N, H, W, C] halved until they are `side` pixels wide; they must be so, or twice, four times, ... as wide.
  public static func value(_ x: Tensor, toSide side: Int) -> Tensor {
    var x = x
    while x.shape[1] > side { x = value(x) }
    precondition(
      x.shape[1] == side && x.shape[2] == side,
      "BinomialHalving: expected squares of \(side) pixels times a power of two, got \(x.shape)")
    return x
  }

  /// [lines, length, step] -> [lines, length / 2, step]
  private static func halved(_ source: [Float], lines: Int, length: Int, step: Int) -> [Float] {
    var result = [Float](repeating: 0, count: lines * length / 2 * step)
    for line in 0..<lines {
      for place in 0..<length / 2 {
        let to = (line * (length / 2) + place) * step
        for (tap, weight) in weights.enumerated() {
          var at = abs(2 * place - 1 + tap)
          if at >= length { at = 2 * (length - 1) - at }
          let from = (line * length + at) * step
          for index in 0..<step { result[to + index] += weight * source[from + index] }
        }
      }
    }
    return result
  }
}
