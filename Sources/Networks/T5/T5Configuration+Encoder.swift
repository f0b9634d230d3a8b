import Checkpoints
import Tensors
import Text

extension T5Configuration {
  /// Every tensor of the encoder with its shape in a PyTorch state dict, the token table under its first name.
  public var tensorShapes: [String: [Int]] { T5Encoder(self).weightShapes }

  /// The number of learnable scalars, the tied token table counted once.
  public var parameterCount: Int { T5Encoder(self).parameterCount }

  /// The names under which the tied token table is stored; a file may have one of them or both.
  public static let tableNames = ["shared.weight", "encoder.embed_tokens.weight"]

  /// The token table's name in a source that has it under the second one alone.
  static func aliases(in source: some WeightSource) -> [String: String] {
    let known = Set(source.names)
    return !known.contains(tableNames[0]) && known.contains(tableNames[1])
      ? [tableNames[0]: tableNames[1]] : [:]
  }

  /// The ids of all sequences in a row, and their masks [N, T].
  func batch(_ tokens: [PromptTokenizer.Tokens]) -> (ids: [Int], mask: Tensor) {
    let length = tokens.first?.ids.count ?? 0
    precondition(
      length > 0 && tokens.allSatisfy { $0.ids.count == length && $0.mask.count == length },
      "T5Encoder: expected sequences of one length, got \(tokens.map(\.ids.count))")
    let ids = tokens.flatMap(\.ids)
    precondition(
      ids.allSatisfy { 0..<vocabulary ~= $0 }, "T5Encoder: expected ids below \(vocabulary), got \(ids)")
    return (ids, Tensor(shape: [tokens.count, length], scalars: tokens.flatMap(\.mask).map(Float.init)))
  }
}
