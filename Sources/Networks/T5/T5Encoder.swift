import Autograd
import Checkpoints
import Tensors
import Text

/// The encoder of a T5 v1.1 with all its weights in memory, which can be trained.
public struct T5Encoder: Module {
  /// Its sizes.
  public let configuration: T5Configuration
  private(set) var table: Weight
  private(set) var positions: Weight
  private(set) var blocks: [T5Block]
  private(set) var scale: Weight

  /// The encoder's layers, the token table under the first of its names, without a value for any weight.
  package init(_ configuration: T5Configuration) {
    self.configuration = configuration
    let (width, encoder) = (configuration.width, ModulePath.root / "encoder")
    table = Weight(
      [configuration.vocabulary, width], .normal(deviation: 1), at: .root / "shared" / "weight")
    positions = Weight(
      [configuration.positions.buckets, configuration.heads],
      .normal(deviation: 1 / Float(width).squareRoot()),
      at: encoder / "block" / "0" / "layer" / "0" / "SelfAttention" / "relative_attention_bias" / "weight")
    blocks = (0..<configuration.depth).map { T5Block(configuration, at: encoder / "block" / "\($0)") }
    scale = Weight([width], .constant(1), at: encoder / "final_layer_norm" / "weight")
  }

  /// Takes the weights; throws a `CheckpointError` that names the first one that is missing or misshapen.
  public init(_ configuration: T5Configuration, from source: some WeightSource) throws(CheckpointError) {
    self = try T5Encoder(configuration).reading(source, aliases: T5Configuration.aliases(in: source))
  }

  /// Draws all weights, as T5's training began.
  public init(_ configuration: T5Configuration, _ generator: inout TorchGenerator) {
    self.init(configuration)
    draw(&generator)
  }

  /// Sequences of ids of one length T with their masks -> the last hidden states, [N T, width].
  public func callAsFunction<A: TokenActivation>(_ tokens: [PromptTokenizer.Tokens]) -> A {
    let (ids, mask) = configuration.batch(tokens)
    let bias = A.relativeBias(configuration.positions, table: positions.parameter, length: mask.shape[1])
    let states = blocks.reduce(A.embedded(ids, table: table.parameter)) { $1($0, bias: bias, mask: mask) }
    return states.normalized(configuration.normalization, scale: scale.parameter)
  }

  /// Prompts -> embeddings, [N, T, width].
  public func embeddings(_ tokens: [PromptTokenizer.Tokens]) -> Tensor {
    let states: Tensor = self(tokens)
    return states.reshaped(to: [tokens.count, tokens[0].ids.count, configuration.width])
  }

  /// In the order of the properties; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try table.accept(&visitor)
    try positions.accept(&visitor)
    try blocks.accept(&visitor)
    try scale.accept(&visitor)
  }
}
