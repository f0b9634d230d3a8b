import Autograd
import Tensors

/// Pixels attend to the tokens of the text and, unless it is cross-attention only, to each other; the tokens come
/// first among the keys and values (`Attention` with added keys and values in diffusers).
struct TextAttention: Module {
  /// What torch's cross normalisation uses, whatever the network's own.
  private static let crossNormalization = GroupNormalization(groups: TextToImageConfiguration.crossGroups)

  private let attention: Attention
  private let normalization: GroupNormalization
  private var norm: ScaleAndShift
  private var crossNorm: ScaleAndShift?
  private var query: LinearLayer
  private var key: LinearLayer?
  private var value: LinearLayer?
  private var textKey: LinearLayer
  private var textValue: LinearLayer
  private var output: LinearLayer

  init(
    _ level: TextToImageConfiguration.Level, onlyCross: Bool, _ configuration: TextToImageConfiguration,
    at name: ModulePath
  ) {
    let (channels, text) = (level.channels, configuration.crossAttentionWidth)
    attention = Attention(heads: channels / level.headWidth)
    normalization = GroupNormalization(groups: configuration.groups)
    norm = ScaleAndShift(channels, at: name / "group_norm")
    if configuration.normalizesText { crossNorm = ScaleAndShift(text, at: name / "norm_cross") }
    query = LinearLayer(channels, channels, at: name / "to_q")
    if !onlyCross {
      key = LinearLayer(channels, channels, at: name / "to_k")
      value = LinearLayer(channels, channels, at: name / "to_v")
    }
    textKey = LinearLayer(text, channels, at: name / "add_k_proj")
    textValue = LinearLayer(text, channels, at: name / "add_v_proj")
    output = LinearLayer(channels, channels, at: name / "to_out" / "0")
  }

  /// x [N, H, W, C], text [N, T, cross-attention width] -> [N, H, W, C]
  func callAsFunction<A: AttentionActivation>(_ x: A, text: A) -> A {
    let (images, channels) = (x.shape[0], x.shape[3])
    let pixels = norm(x, normalization).reshaped(to: [images, x.shape[1] * x.shape[2], channels])
    let tokens = crossNorm?(text, Self.crossNormalization) ?? text
    var (keys, values) = (textKey(tokens), textValue(tokens))
    if let key, let value {
      keys = keys.joined(tokens: key(pixels))
      values = values.joined(tokens: value(pixels))
    }
    let attended = query(pixels).attended(attention, keys: keys, values: values)
    return x + output(attended).reshaped(to: x.shape)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try norm.accept(&visitor)
    try crossNorm?.accept(&visitor)
    try query.accept(&visitor)
    try key?.accept(&visitor)
    try value?.accept(&visitor)
    try textKey.accept(&visitor)
    try textValue.accept(&visitor)
    try output.accept(&visitor)
  }
}
