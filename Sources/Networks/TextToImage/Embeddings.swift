import Autograd
import Tensors

/// A number for each image, such as its timestep: sinusoids, then a perceptron.
struct NumberEmbedding: Module {
  private let sinusoids: SinusoidalEmbedding
  private var perceptron: Perceptron

  init(_ configuration: TextToImageConfiguration, at name: ModulePath) {
    sinusoids = configuration.sinusoids
    perceptron = Perceptron(
      sinusoids.channels, configuration.timeWidth, parts: ("linear_1", "linear_2"), at: name)
  }

  /// numbers [N] -> [N, time width]; `constant` makes an activation of a tensor.
  func callAsFunction<A: Activation>(_ numbers: [Float], _ constant: (Tensor) -> A) -> A {
    perceptron(constant(sinusoids(numbers)))
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try perceptron.accept(&visitor)
  }
}

/// The whole text as one row, by attention from the mean of its tokens to all of them (`TextTimeEmbedding` in
/// diffusers, `AttentionPooling` in deep-floyd/IF).
struct TextEmbedding: Module {
  private let attention: Attention
  private var norm1: ScaleAndShift
  private var position: Weight
  private var key: LinearLayer
  private var query: LinearLayer
  private var value: LinearLayer
  private var output: LinearLayer
  private var norm2: ScaleAndShift

  init(_ configuration: TextToImageConfiguration, heads: Int, at name: ModulePath) {
    let (text, pool) = (configuration.textWidth, name / "pool")
    attention = Attention(heads: heads)
    norm1 = ScaleAndShift(text, at: name / "norm1")
    position = Weight(
      [1, text], .normal(deviation: 1 / Float(text).squareRoot()), at: pool / "positional_embedding")
    key = LinearLayer(text, text, at: pool / "k_proj")
    query = LinearLayer(text, text, at: pool / "q_proj")
    value = LinearLayer(text, text, at: pool / "v_proj")
    output = LinearLayer(text, configuration.timeWidth, at: name / "proj")
    norm2 = ScaleAndShift(configuration.timeWidth, at: name / "norm2")
  }

  /// text [N, T, text width] -> [N, time width]
  func callAsFunction<A: AttentionActivation>(_ text: A) -> A {
    let tokens = norm1(text, LayerNormalization())
    let mean = tokens.averagedOverTokens().adding(row: position.parameter)  // [N, 1, text width]
    let all = mean.joined(tokens: tokens)
    let pooled = query(mean).attended(attention, keys: key(all), values: value(all))
    return norm2(output(pooled.reshaped(to: [text.shape[0], text.shape[2]])), LayerNormalization())
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try norm1.accept(&visitor)
    try position.accept(&visitor)
    try key.accept(&visitor)
    try query.accept(&visitor)
    try value.accept(&visitor)
    try output.accept(&visitor)
    try norm2.accept(&visitor)
  }
}
