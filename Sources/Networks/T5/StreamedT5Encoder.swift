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
    (self.configuration, self.source) = (configuration, source)
  }

  /// Prompts of one length T -> embeddings, [N, T, width]; reads all weights once.
  ///
  /// Throws a `CheckpointError` that names the first weight that is missing or misshapen.
  public func embeddings(_ tokens: [PromptTokenizer.Tokens]) throws(CheckpointError) -> Tensor {
    let (ids, mask) = configuration.batch(tokens)
    let (encoder, aliases) = (T5Encoder(configuration), T5Configuration.aliases(in: source))
    let positions = try encoder.positions.reading(source).parameter
    let bias = Tensor.relativeBias(configuration.positions, table: positions, length: mask.shape[1])
    var states = try encoder.table.reading(source, aliases: aliases).parameter.value.gathering(ids)
    for block in encoder.blocks { states = try block.reading(source)(states, bias: bias, mask: mask) }
    return states.normalized(
      configuration.normalization, scale: try encoder.scale.reading(source).parameter
    ).reshaped(to: [tokens.count, mask.shape[1], configuration.width])
  }
}
