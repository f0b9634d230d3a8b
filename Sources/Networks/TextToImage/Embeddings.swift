import Autograd
import Tensors

/// A number for each image, such as its timestep: sinusoids, then a perceptron of two layers.
struct NumberEmbedding: Module {
  private let sinusoids: SinusoidalEmbedding
  private var first: Projection
  private var second: Projection

  init<P: WeightProvider>(
    _ configuration: TextToImageConfiguration, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    let width = configuration.timeWidth
    sinusoids = configuration.sinusoids
    first = try Projection(sinusoids.channels, width, &provider, at: name / "linear_1")
    second = try Projection(width, width, &provider, at: name / "linear_2")
  }

  /// numbers [N] -> [N, time width]; `constant` makes an activation of a tensor.
  func callAsFunction<A: TextToImageActivation>(_ numbers: [Float], _ constant: (Tensor) -> A) -> A {
    second(first(constant(sinusoids(numbers))).gelu())
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try first.accept(&visitor, at: name / "linear_1")
    try second.accept(&visitor, at: name / "linear_2")
  }
}

/// The whole text as one row, by attention from the mean of its tokens to all of them (`TextTimeEmbedding` in
/// diffusers, `AttentionPooling` in deep-floyd/IF).
struct TextEmbedding: Module {
  private let attention: Attention
  private var norm1: ScaleAndShift
  private var position: Weight
  private var key: Projection
  private var query: Projection
  private var value: Projection
  private var output: Projection
  private var norm2: ScaleAndShift

  init<P: WeightProvider>(
    _ configuration: TextToImageConfiguration, heads: Int, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    let (text, pool) = (configuration.textWidth, name / "pool")
    attention = Attention(heads: heads)
    norm1 = try ScaleAndShift(text, &provider, at: name / "norm1")
    position = try provider.weight(
      [1, text], .same, .normal(deviation: 1 / Float(text).squareRoot()), at: pool / "positional_embedding")
    key = try Projection(text, text, &provider, at: pool / "k_proj")
    query = try Projection(text, text, &provider, at: pool / "q_proj")
    value = try Projection(text, text, &provider, at: pool / "v_proj")
    output = try Projection(text, configuration.timeWidth, &provider, at: name / "proj")
    norm2 = try ScaleAndShift(configuration.timeWidth, &provider, at: name / "norm2")
  }

  /// text [N, T, text width] -> [N, time width]
  func callAsFunction<A: TextToImageActivation>(_ text: A) -> A {
    let tokens = norm1(text, LayerNormalization())
    let mean = tokens.averagedOverTokens().adding(row: position.parameter)  // [N, 1, text width]
    let all = mean.joined(tokens: tokens)
    let pooled = query(mean).attended(attention, keys: key(all), values: value(all))
    return norm2(output(pooled.reshaped(to: [text.shape[0], text.shape[2]])), LayerNormalization())
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try norm1.accept(&visitor, at: name / "norm1")
    try position.accept(&visitor, .same, at: name / "pool" / "positional_embedding")
    try key.accept(&visitor, at: name / "pool" / "k_proj")
    try query.accept(&visitor, at: name / "pool" / "q_proj")
    try value.accept(&visitor, at: name / "pool" / "v_proj")
    try output.accept(&visitor, at: name / "proj")
    try norm2.accept(&visitor, at: name / "norm2")
  }
}
