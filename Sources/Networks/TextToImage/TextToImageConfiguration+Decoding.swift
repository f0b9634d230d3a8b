import Checkpoints
import Foundation

extension TextToImageConfiguration {
  /// Reads a model's `config.json`, as diffusers writes it for a `UNet2DConditionModel`.
  ///
  /// Throws a `SettingsError` for a file that asks for something that the engine does not have; it names the
  /// key and the value.
  public init(contentsOf url: URL) throws(SettingsError) {
    try self.init(ModelSettings(url))
  }

  /// The same from the file's contents, and throws the same; `path` is for errors.
  public init(json: Data, path: String) throws(SettingsError) {
    try self.init(ModelSettings(json: json, path: path))
  }

  private init(_ settings: ModelSettings) throws(SettingsError) {
    var file = settings
    for (key, known) in Self.fixed.sorted(by: { $0.key < $1.key }) {
      _ = try file.choice(key, Dictionary(uniqueKeysWithValues: known.map { ($0, true) }))
    }
    try self.init(reading: &file)
    file.ignore(Self.irrelevant)
    try file.requireNothingElse(of: Self.parameters)
    try requireConsistency(file)
  }

  private init(reading file: inout ModelSettings) throws(SettingsError) {
    sampleSize = try file.optionalCount("sample_size", upTo: Limit.side)
    inputChannels = try file.count("in_channels", upTo: Limit.colours, standard: 4)
    outputChannels = try file.count("out_channels", upTo: Limit.colours, standard: 4)
    levels = try Self.levels(&file)
    upAttends = try file.blockTypes(
      "up_block_types", plain: "ResnetUpsampleBlock2D", attending: "SimpleCrossAttnUpBlock2D")
    middleAttendsToTextOnly =
      try file.optionalBool("mid_block_only_cross_attention")
      ?? (file.values["only_cross_attention"] == .bool(true))
    crossAttentionWidth = try file.count("cross_attention_dim", upTo: Limit.channels, standard: 1280)
    encoderWidth = try file.optionalCount("encoder_hid_dim", upTo: Limit.channels)
    let pools = try file.choice("addition_embed_type", [.null: false, .string("text"): true])
    let poolingHeads = try file.count(
      "addition_embed_type_num_heads", upTo: Limit.channels, standard: 64)
    textPoolingHeads = pools ? poolingHeads : nil
    normalizesText = try file.choice("cross_attention_norm", [.null: false, .string("group_norm"): true])
    isToldNoiseLevel = try file.choice("class_embed_type", [.null: false, .string("timestep"): true])
    timeEmbeddingWidth = try file.optionalCount("time_embedding_dim", upTo: 4 * Limit.channels)
    activatesTimeOnce = try file.choice("time_embedding_act_fn", [.null: false, .string("gelu"): true])
    skipsTimeActivation = try file.bool("resnet_skip_time_act", standard: false)
    outputScale = try file.number("resnet_out_scale_factor", standard: 1)
    middleScale = try file.number("mid_block_scale_factor", standard: 1)
    groups = try file.count("norm_num_groups", upTo: Limit.channels, standard: 32)
    epsilon = try file.number("norm_eps", standard: 1e-5)
    cosinesFirst = try file.bool("flip_sin_to_cos", standard: true)
    frequencyShift = try file.choice("freq_shift", [.null: 0, .number(0): 0, .number(1): 1])
  }

  private static func levels(_ file: inout ModelSettings) throws(SettingsError) -> [Level] {
    let attends = try file.blockTypes(
      "down_block_types", plain: "ResnetDownsampleBlock2D", attending: "SimpleCrossAttnDownBlock2D")
    let count = attends.count
    let channels = try file.counts("block_out_channels", upTo: Limit.channels, levels: count)
    let layers = try file.counts("layers_per_block", upTo: Limit.layers, levels: count, standard: 2)
    let heads = try file.counts("attention_head_dim", upTo: Limit.channels, levels: count, standard: 8)
    let textOnly = try file.bools("only_cross_attention", levels: count)
    return (0..<count).map {
      Level(
        channels: channels[$0], layers: layers[$0], headWidth: heads[$0], attends: attends[$0],
        attendsToTextOnly: textOnly[$0])
    }
  }

  /// Lengths that have to divide one another do.
  private func requireConsistency(_ file: ModelSettings) throws(SettingsError) {
    guard upAttends.count == levels.count else {
      throw file.wrong("up_block_types", "\(levels.count) blocks, as many as on the way down")
    }
    let normalized = levels.map(\.channels) + levels.indices.flatMap { upStage($0).inputs }
    guard normalized.allSatisfy({ $0 % groups == 0 }) else {
      throw file.wrong("norm_num_groups", "a divisor of all of \(Set(normalized).sorted())")
    }
    let down = levels.indices.filter { levels[$0].attends || $0 == levels.count - 1 }.map { levels[$0] }
    let up = levels.indices.filter { upAttends[$0] }.map { upStage($0).level }
    guard (down + up).allSatisfy({ $0.channels % $0.headWidth == 0 }) else {
      throw file.wrong("attention_head_dim", "divisors of \(levels.map(\.channels))")
    }
    guard !normalizesText || crossAttentionWidth % Self.crossGroups == 0 else {
      throw file.wrong(
        "cross_attention_dim", "a multiple of \(Self.crossGroups) with 'cross_attention_norm'")
    }
    guard textPoolingHeads.map({ textWidth % $0 == 0 }) ?? true else {
      throw file.wrong("addition_embed_type_num_heads", "a divisor of \(textWidth)")
    }
    guard side % sizeMultiple == 0 else {
      throw file.wrong("sample_size", "a multiple of \(sizeMultiple), for \(levels.count) resolutions")
    }
  }
}

extension TextToImageConfiguration {
  /// Several times what the largest published networks of the family have: 2816 channels for pixels and 4096 for a token,
  /// five layers at a resolution, images of 1024 pixels. A file that asks for more is damaged.
  private enum Limit {
    static let (channels, layers, colours, side) = (16_384, 32, 64, 4096)
  }

  /// The keys that have one meaning here, with the values that say it.
  private static let fixed: [String: [JSONValue]] = [
    "_class_name": [.null, .string("UNet2DConditionModel")],
    "mid_block_type": [.string("UNetMidBlock2DSimpleCrossAttn")],
    "act_fn": [.string("gelu")],
    "resnet_time_scale_shift": [.string("scale_shift")],
    "encoder_hid_dim_type": [.null, .string("text_proj")],
    "time_embedding_type": [.null, .string("positional")],
    "attention_type": [.null, .string("default")],
    "dropout": [.null, .number(0)],
    "conv_in_kernel": [.null, .number(3)],
    "conv_out_kernel": [.null, .number(3)],
  ]

  /// Keys that change nothing in this family.
  private static let irrelevant = [
    "downsample_padding", "transformer_layers_per_block", "reverse_transformer_layers_per_block",
    "upcast_attention",
  ]

  /// What a `UNet2DConditionModel` of diffusers has settings for: every other key it passes over.
  public static let parameters: Set = [
    "act_fn", "addition_embed_type", "addition_embed_type_num_heads", "addition_time_embed_dim",
    "attention_head_dim", "attention_type", "block_out_channels", "center_input_sample", "class_embed_type",
    "class_embeddings_concat", "conv_in_kernel", "conv_out_kernel", "cross_attention_dim",
    "cross_attention_norm", "down_block_types", "downsample_padding", "dropout", "dual_cross_attention",
    "encoder_hid_dim", "encoder_hid_dim_type", "flip_sin_to_cos", "freq_shift", "in_channels",
    "layers_per_block", "mid_block_only_cross_attention", "mid_block_scale_factor", "mid_block_type",
    "norm_eps", "norm_num_groups", "num_attention_heads", "num_class_embeds", "only_cross_attention",
    "out_channels", "projection_class_embeddings_input_dim", "resnet_out_scale_factor",
    "resnet_skip_time_act", "resnet_time_scale_shift", "reverse_transformer_layers_per_block", "sample_size",
    "time_cond_proj_dim", "time_embedding_act_fn", "time_embedding_dim", "time_embedding_type",
    "timestep_post_act", "transformer_layers_per_block", "up_block_types", "upcast_attention",
    "use_linear_projection",
  ]
}
