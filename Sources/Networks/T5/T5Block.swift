import Autograd
import Checkpoints
import Tensors

/// One block of a T5 encoder: attention over all tokens, then the feed-forward unit, each on normalised tokens and
/// added to them.
struct T5Block: Module {
  private let attention: BiasedAttention
  private let normalization: RootMeanSquareNormalization
  private var queries, keys, values, output: UnbiasedMap
  private var attentionScale: Parameter
  private var gate, inner, outer: UnbiasedMap
  private var unitScale: Parameter

  /// Takes the weights of block `index`.
  init(_ configuration: T5Configuration, _ index: Int, from source: some WeightSource) throws(CheckpointError)
  {
    let (width, innerWidth) = (configuration.width, configuration.innerWidth)
    let path = ModulePath.root / "encoder" / "block" / "\(index)" / "layer"
    let (first, second) = (path / "0", path / "1")
    let (mixer, unit) = (first / "SelfAttention", second / "DenseReluDense")
    let mixed = configuration.heads * configuration.headWidth
    attention = BiasedAttention(heads: configuration.heads)
    normalization = configuration.normalization
    queries = try UnbiasedMap(width, mixed, from: source, at: mixer / "q")
    keys = try UnbiasedMap(width, mixed, from: source, at: mixer / "k")
    values = try UnbiasedMap(width, mixed, from: source, at: mixer / "v")
    output = try UnbiasedMap(mixed, width, from: source, at: mixer / "o")
    attentionScale = Parameter(
      try source.tensor(named: (first / "layer_norm" / "weight").description, shape: [width]))
    gate = try UnbiasedMap(width, innerWidth, from: source, at: unit / "wi_0")
    inner = try UnbiasedMap(width, innerWidth, from: source, at: unit / "wi_1")
    outer = try UnbiasedMap(innerWidth, width, from: source, at: unit / "wo")
    unitScale = Parameter(
      try source.tensor(named: (second / "layer_norm" / "weight").description, shape: [width]))
  }

  /// Draws the weights as T5's training began: normal, by the widths (Raffel et al. 2020).
  init(_ configuration: T5Configuration, _ generator: inout TorchGenerator) {
    let (width, innerWidth) = (configuration.width, configuration.innerWidth)
    let mixed = configuration.heads * configuration.headWidth
    let deviation = 1 / Float(width).squareRoot()
    attention = BiasedAttention(heads: configuration.heads)
    normalization = configuration.normalization
    let small = deviation / Float(configuration.headWidth).squareRoot()
    queries = UnbiasedMap(width, mixed, deviation: small, &generator)
    keys = UnbiasedMap(width, mixed, deviation: deviation, &generator)
    values = UnbiasedMap(width, mixed, deviation: deviation, &generator)
    output = UnbiasedMap(mixed, width, deviation: 1 / Float(mixed).squareRoot(), &generator)
    attentionScale = Parameter(Tensor(repeating: 1, shape: [width]))
    gate = UnbiasedMap(width, innerWidth, deviation: deviation, &generator)
    inner = UnbiasedMap(width, innerWidth, deviation: deviation, &generator)
    outer = UnbiasedMap(innerWidth, width, deviation: 1 / Float(innerWidth).squareRoot(), &generator)
    unitScale = Parameter(Tensor(repeating: 1, shape: [width]))
  }

  /// x [N T, width], bias [heads, T, T], mask [N, T] -> [N T, width]
  func callAsFunction<A: TokenActivation>(_ x: A, bias: A, mask: Tensor) -> A {
    let n = x.normalized(normalization, scale: attentionScale)
    let mixed = queries(n).attending(attention, keys: keys(n), values: values(n), bias: bias, mask: mask)
    let y = x + output(mixed)
    let m = y.normalized(normalization, scale: unitScale)
    return y + outer(gate(m).tanhGELU() * inner(m))
  }

  /// In the order of a state dict.
  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    let (first, second) = (name / "layer" / "0", name / "layer" / "1")
    try queries.accept(&visitor, at: first / "SelfAttention" / "q")
    try keys.accept(&visitor, at: first / "SelfAttention" / "k")
    try values.accept(&visitor, at: first / "SelfAttention" / "v")
    try output.accept(&visitor, at: first / "SelfAttention" / "o")
    try visitor.visit(&attentionScale, .same, at: first / "layer_norm" / "weight")
    try gate.accept(&visitor, at: second / "DenseReluDense" / "wi_0")
    try inner.accept(&visitor, at: second / "DenseReluDense" / "wi_1")
    try outer.accept(&visitor, at: second / "DenseReluDense" / "wo")
    try visitor.visit(&unitScale, .same, at: second / "layer_norm" / "weight")
  }
}

/// x weight, without a bias.
struct UnbiasedMap: Module {
  private var weight: Parameter
  private let zero: Parameter

  /// The tensor `path`.weight, [outputs, inputs] in the source.
  init(_ inputs: Int, _ outputs: Int, from source: some WeightSource, at path: ModulePath)
    throws(CheckpointError)
  {
    let stored = try source.tensor(named: (path / "weight").description, shape: [outputs, inputs])
    weight = Parameter(TorchLayout.matrix.engine(stored))
    zero = Parameter(Tensor(repeating: 0, shape: [outputs]))
  }

  /// Normal weights of mean zero.
  init(_ inputs: Int, _ outputs: Int, deviation: Float, _ generator: inout TorchGenerator) {
    weight = Parameter(TorchLayout.matrix.engine(deviation * generator.normal([outputs, inputs])))
    zero = Parameter(Tensor(repeating: 0, shape: [outputs]))
  }

  /// [R, inputs] -> [R, outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A { x.mapped(weight: weight, bias: zero) }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try visitor.visit(&weight, .matrix, at: name / "weight")
  }
}
