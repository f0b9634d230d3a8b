import Foundation

extension TextToImageConfiguration {
  /// Reads a model's `config.json`, as diffusers writes it for a `UNet2DConditionModel`.
  ///
  /// Throws a `SettingsError` for a file that asks for something that the engine does not have; it names the
  /// key and the value.
  public init(contentsOf url: URL) throws(SettingsError) {
    let data: Data
    do { data = try Data(contentsOf: url) } catch {
      throw SettingsError(file: url.path, .unreadable(error.localizedDescription))
    }
    try self.init(json: data, path: url.path)
  }

  /// The same from the file's contents; `path` is for errors.
  public init(json: Data, path: String) throws(SettingsError) {
    let keys: [String: JSONValue]
    do { keys = try JSONDecoder().decode([String: JSONValue].self, from: json) } catch {
      let found = (error as? DecodingError)?.summary(of: json) ?? "\(error)"
      throw SettingsError(file: path, .unreadable(found))
    }
    let reader = ConfigurationReader(path: path, keys: keys)
    try reader.requireDefaults()
    try self.init(reader)
    try requireConsistency(reader)
  }

  private init(_ reader: ConfigurationReader) throws(SettingsError) {
    sampleSize = try reader.optionalCount("sample_size")
    inputChannels = try reader.count("in_channels", default: 4)
    outputChannels = try reader.count("out_channels", default: 4)
    levels = try Self.levels(reader)
    upAttends = try reader.blockTypes(
      "up_block_types", plain: "ResnetUpsampleBlock2D", attending: "SimpleCrossAttnUpBlock2D")
    middleAttendsToTextOnly =
      try reader.optionalFlag("mid_block_only_cross_attention")
      ?? (reader["only_cross_attention"] == .boolean(true))
    crossAttentionWidth = try reader.count("cross_attention_dim", default: 1280)
    encoderWidth = try reader.optionalCount("encoder_hid_dim")
    let pools = try reader.choice("addition_embed_type", [.null: false, .text("text"): true])
    textPoolingHeads = pools ? try reader.count("addition_embed_type_num_heads", default: 64) : nil
    normalizesText = try reader.choice("cross_attention_norm", [.null: false, .text("group_norm"): true])
    isToldNoiseLevel = try reader.choice("class_embed_type", [.null: false, .text("timestep"): true])
    timeEmbeddingWidth = try reader.optionalCount("time_embedding_dim")
    activatesTimeOnce = try reader.choice("time_embedding_act_fn", [.null: false, .text("gelu"): true])
    skipsTimeActivation = try reader.optionalFlag("resnet_skip_time_act") ?? false
    outputScale = try reader.positive("resnet_out_scale_factor", default: 1)
    middleScale = try reader.positive("mid_block_scale_factor", default: 1)
    groups = try reader.count("norm_num_groups", default: 32)
    epsilon = try reader.positive("norm_eps", default: 1e-5)
    cosinesFirst = try reader.optionalFlag("flip_sin_to_cos") ?? true
    frequencyShift = try reader.choice("freq_shift", [.null: 0, .number(0): 0, .number(1): 1])
  }

  private static func levels(_ reader: ConfigurationReader) throws(SettingsError) -> [Level] {
    let attends = try reader.blockTypes(
      "down_block_types", plain: "ResnetDownsampleBlock2D", attending: "SimpleCrossAttnDownBlock2D")
    let count = attends.count
    let channels = try reader.counts("block_out_channels", count: count, default: nil)
    let layers = try reader.counts("layers_per_block", count: count, default: 2)
    let heads = try reader.counts("attention_head_dim", count: count, default: 8)
    let textOnly = try reader.flags("only_cross_attention", count: count)
    return (0..<count).map {
      Level(
        channels: channels[$0], layers: layers[$0], headWidth: heads[$0], attends: attends[$0],
        attendsToTextOnly: textOnly[$0])
    }
  }

  /// Lengths that have to divide one another do.
  private func requireConsistency(_ reader: ConfigurationReader) throws(SettingsError) {
    guard upAttends.count == levels.count else {
      throw reader.error("up_block_types", "\(levels.count) blocks, as many as on the way down")
    }
    var normalized = levels.map(\.channels)
    for index in levels.indices {
      let stage = upStage(index)
      for (position, skip) in stage.skips.enumerated() {
        normalized.append((position == 0 ? stage.inputs : stage.level.channels) + skip)
      }
    }
    guard normalized.allSatisfy({ $0 % groups == 0 }) else {
      throw reader.error("norm_num_groups", "a divisor of all of \(Set(normalized).sorted())")
    }
    let down = levels.indices.filter { levels[$0].attends || $0 == levels.count - 1 }.map { levels[$0] }
    let up = levels.indices.filter { upAttends[$0] }.map { upStage($0).level }
    guard (down + up).allSatisfy({ $0.channels % $0.headWidth == 0 }) else {
      throw reader.error("attention_head_dim", "divisors of \(levels.map(\.channels))")
    }
    guard !normalizesText || crossAttentionWidth % Self.crossGroups == 0 else {
      throw reader.error(
        "cross_attention_dim", "a multiple of \(Self.crossGroups) with 'cross_attention_norm'")
    }
    guard textPoolingHeads.map({ textWidth % $0 == 0 }) ?? true else {
      throw reader.error("addition_embed_type_num_heads", "a divisor of \(textWidth)")
    }
    guard side % sizeMultiple == 0 else {
      throw reader.error("sample_size", "a multiple of \(sizeMultiple), for \(levels.count) resolutions")
    }
    guard sampleSize ?? 0 <= Self.longestSide else {
      throw reader.error("sample_size", "at most \(Self.longestSide)")
    }
  }
}
