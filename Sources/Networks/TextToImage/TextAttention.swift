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
  private var query: Projection
  private var key: Projection?
  private var value: Projection?
  private var textKey: Projection
  private var textValue: Projection
  private var output: Projection

  init<P: WeightProvider>(
    _ channels: Int, headWidth: Int, onlyCross: Bool, _ configuration: TextToImageConfiguration,
    _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    let text = configuration.crossAttentionWidth
    attention = Attention(heads: channels / headWidth)
    normalization = GroupNormalization(groups: configuration.groups)
    norm = try ScaleAndShift(channels, &provider, at: name / "group_norm")
    if configuration.normalizesText {
      crossNorm = try ScaleAndShift(text, &provider, at: name / "norm_cross")
    }
    query = try Projection(channels, channels, &provider, at: name / "to_q")
    if !onlyCross {
      key = try Projection(channels, channels, &provider, at: name / "to_k")
      value = try Projection(channels, channels, &provider, at: name / "to_v")
    }
    textKey = try Projection(text, channels, &provider, at: name / "add_k_proj")
    textValue = try Projection(text, channels, &provider, at: name / "add_v_proj")
    output = try Projection(channels, channels, &provider, at: name / "to_out" / "0")
  }

  /// x [N, H, W, C], text [N, T, cross-attention width] -> [N, H, W, C]
  func callAsFunction<A: TextToImageActivation>(_ x: A, text: A) -> A {
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

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try norm.accept(&visitor, at: name / "group_norm")
    try crossNorm?.accept(&visitor, at: name / "norm_cross")
    try query.accept(&visitor, at: name / "to_q")
    try key?.accept(&visitor, at: name / "to_k")
    try value?.accept(&visitor, at: name / "to_v")
    try textKey.accept(&visitor, at: name / "add_k_proj")
    try textValue.accept(&visitor, at: name / "add_v_proj")
    try output.accept(&visitor, at: name / "to_out" / "0")
  }
}
