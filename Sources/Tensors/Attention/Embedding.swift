/// Rows of a table, one for each id.
public enum Embedding {
  /// table [V, C], ids in 0..<V -> [ids.count, C].
  public static func value(_ table: Tensor, ids: [Int]) -> Tensor { table.gathering(ids) }

  /// gradient [ids.count, C] -> the gradient for a table [V, C]: an id that comes twice gathers both.
  public static func pullback(_ gradient: Tensor, ids: [Int], vocabulary: Int) -> Tensor {
    precondition(
      gradient.shape.count == 2 && gradient.shape[0] == ids.count,
      "Embedding.pullback: expected [\(ids.count), C], got \(gradient.shape)")
    let channels = gradient.shape[1]
    var result = Tensor(repeating: 0, shape: [vocabulary, channels])
    let (source, sums) = (gradient.floats, result.mutableFloats)
    for (row, id) in ids.enumerated() {
      precondition(0..<vocabulary ~= id, "Embedding.pullback: expected an id below \(vocabulary), got \(id)")
      for channel in 0..<channels { sums[id * channels + channel] += source[row * channels + channel] }
    }
    return result
  }
}
