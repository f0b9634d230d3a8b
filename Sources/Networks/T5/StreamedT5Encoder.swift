import Autograd
import Checkpoints
import Tensors
import Text

/// The encoder of a T5 v1.1 that never holds more than one block's weights in memory, so that one of 4.8 billion
/// parameters runs in 2 GB.
public struct StreamedT5Encoder: Sendable {
  /// Its sizes.
  public let configuration: T5Configuration
  private let source: any WeightSource

  /// An encoder whose weights are in `source`; nothing is read yet.
  public init(_ configuration: T5Configuration, from source: any WeightSource) {
    self.configuration = configuration
    self.source = source
  }

  /// Prompts of one length T -> embeddings, [N, T, width]; reads all weights once.
  ///
  /// Throws a `CheckpointError` that names the first weight that is missing or misshapen.
  public func embeddings(_ tokens: [PromptTokenizer.Tokens]) throws(CheckpointError) -> Tensor {
    let (ids, mask) = configuration.batch(tokens)
    let table = Parameter(try configuration.positionTable(from: source))
    let bias = Tensor.relativeBias(configuration.positions, table: table, length: mask.shape[1])
    var states = try configuration.table(from: source).gathering(ids)
    for index in 0..<configuration.depth {
      states = try T5Block(configuration, index, from: source)(states, bias: bias, mask: mask)
    }
    let scale = try configuration.finalScale(from: source)
    return configuration.normalization(states, scale: scale)
      .reshaped(to: [tokens.count, mask.shape[1], configuration.width])
  }
}

extension T5Configuration {
  /// The token table [vocabulary, width], under either of its names.
  func table(from source: some WeightSource) throws(CheckpointError) -> Tensor {
    let known = Set(source.names)
    let name = Self.tableNames.first(where: known.contains) ?? Self.tableNames[0]
    return try source.tensor(named: name, shape: [vocabulary, width])
  }

  /// The biases of distances, [buckets, heads].
  func positionTable(from source: some WeightSource) throws(CheckpointError) -> Tensor {
    try source.tensor(named: Self.positionsName, shape: [positions.buckets, heads])
  }

  /// The last normalisation's scale, [width].
  func finalScale(from source: some WeightSource) throws(CheckpointError) -> Tensor {
    try source.tensor(named: Self.finalNormalizationName, shape: [width])
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
