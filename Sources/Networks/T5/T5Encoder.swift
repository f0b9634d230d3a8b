import Autograd
import Checkpoints
import Tensors
import Text

/// The encoder of a T5 v1.1 with all its weights in memory, which can be trained.
public struct T5Encoder: Module {
  /// Its sizes.
  public let configuration: T5Configuration
  private var table: Parameter
  private var positions: Parameter
  private var blocks: [T5Block]
  private var scale: Parameter

  /// Takes the weights; throws a `CheckpointError` that names the first one that is missing or misshapen.
  public init(_ configuration: T5Configuration, from source: some WeightSource) throws(CheckpointError) {
    self.configuration = configuration
    table = Parameter(try configuration.table(from: source))
    positions = Parameter(try configuration.positionTable(from: source))
    var blocks: [T5Block] = []
    for index in 0..<configuration.depth {
      blocks.append(try T5Block(configuration, index, from: source))
    }
    self.blocks = blocks
    scale = Parameter(try configuration.finalScale(from: source))
  }

  /// Draws all weights, as T5's training began.
  public init(_ configuration: T5Configuration, _ generator: inout TorchGenerator) {
    self.configuration = configuration
    table = Parameter(generator.normal([configuration.vocabulary, configuration.width]))
    let deviation = 1 / Float(configuration.width).squareRoot()
    positions = Parameter(
      deviation * generator.normal([configuration.positions.buckets, configuration.heads]))
    blocks = []
    for _ in 0..<configuration.depth { blocks.append(T5Block(configuration, &generator)) }
    scale = Parameter(Tensor(repeating: 1, shape: [configuration.width]))
  }

  /// Sequences of ids of one length T with their masks -> the last hidden states, [N T, width].
  public func callAsFunction<A: TokenActivation>(_ tokens: [PromptTokenizer.Tokens]) -> A {
    let (ids, mask) = configuration.batch(tokens)
    let bias = A.relativeBias(configuration.positions, table: positions, length: mask.shape[1])
    let states = blocks.reduce(A.embedded(ids, table: table)) { $1($0, bias: bias, mask: mask) }
    return states.normalized(configuration.normalization, scale: scale)
  }

  /// Prompts -> embeddings, [N, T, width].
  public func embeddings(_ tokens: [PromptTokenizer.Tokens]) -> Tensor {
    let states: Tensor = self(tokens)
    return states.reshaped(to: [tokens.count, tokens[0].ids.count, configuration.width])
  }

  /// With the names of a PyTorch state dict; the token table under the first of its two.
  public mutating func accept<V: ModuleVisitor>(
    _ visitor: inout V, at name: ModulePath
  ) throws(V.Failure) {
    try visitor.visit(&table, .same, at: name / "shared" / "weight")
    let encoder = name / "encoder"
    for index in blocks.indices {
      let block = encoder / "block" / "\(index)"
      try blocks[index].accept(&visitor, at: block)
      guard index == 0 else { continue }
      let mixer = block / "layer" / "0" / "SelfAttention"
      try visitor.visit(&positions, .same, at: mixer / "relative_attention_bias" / "weight")
    }
    try visitor.visit(&scale, .same, at: encoder / "final_layer_norm" / "weight")
  }
}
