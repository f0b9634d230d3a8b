import Autograd
import Tensors

/// One block of a T5 encoder: attention over all tokens, then the feed-forward unit, each on normalised tokens and
/// added to them.
struct T5Block: Module {
  private let attention: BiasedAttention
  private let normalization: RootMeanSquareNormalization
  private var queries, keys, values, output: LinearLayer
  private var attentionScale: Weight
  private var gate, inner, outer: LinearLayer
  private var unitScale: Weight

  /// Weights begin as in T5's training: normal, by the widths (Raffel et al. 2020).
  init(_ configuration: T5Configuration, at name: ModulePath) {
    let (width, innerWidth) = (configuration.width, configuration.innerWidth)
    let (first, second) = (name / "layer" / "0", name / "layer" / "1")
    let (mixer, unit) = (first / "SelfAttention", second / "DenseReluDense")
    let mixed = configuration.heads * configuration.headWidth
    let deviation = 1 / Float(width).squareRoot()
    let small = deviation / Float(configuration.headWidth).squareRoot()
    attention = BiasedAttention(heads: configuration.heads)
    normalization = configuration.normalization
    queries = LinearLayer(width, mixed, deviation: small, at: mixer / "q")
    keys = LinearLayer(width, mixed, deviation: deviation, at: mixer / "k")
    values = LinearLayer(width, mixed, deviation: deviation, at: mixer / "v")
    output = LinearLayer(mixed, width, deviation: 1 / Float(mixed).squareRoot(), at: mixer / "o")
    attentionScale = Weight([width], .constant(1), at: first / "layer_norm" / "weight")
    gate = LinearLayer(width, innerWidth, deviation: deviation, at: unit / "wi_0")
    inner = LinearLayer(width, innerWidth, deviation: deviation, at: unit / "wi_1")
    outer = LinearLayer(innerWidth, width, deviation: 1 / Float(innerWidth).squareRoot(), at: unit / "wo")
    unitScale = Weight([width], .constant(1), at: second / "layer_norm" / "weight")
  }

  /// x [N T, width], bias [heads, T, T], mask [N, T] -> [N T, width]
  func callAsFunction<A: TokenActivation>(_ x: A, bias: A, mask: Tensor) -> A {
    let n = x.normalized(normalization, scale: attentionScale.parameter)
    let mixed = queries(n).attending(attention, keys: keys(n), values: values(n), bias: bias, mask: mask)
    let y = x + output(mixed)
    let m = y.normalized(normalization, scale: unitScale.parameter)
    return y + outer(gate(m).tanhGELU() * inner(m))
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try queries.accept(&visitor)
    try keys.accept(&visitor)
    try values.accept(&visitor)
    try output.accept(&visitor)
    try attentionScale.accept(&visitor)
    try gate.accept(&visitor)
    try inner.accept(&visitor)
    try outer.accept(&visitor)
    try unitScale.accept(&visitor)
  }
}
