/// Takes typed values out of a configuration, and names the key that has none of them.
struct ConfigurationReader {
  let path: String
  let keys: [String: JSONValue]

  /// More channels, tokens or layers than any model has: a file that asks for more is damaged.
  private static let longest = 1 << 20

  /// Missing keys and null are the same.
  subscript(key: String) -> JSONValue { keys[key] ?? .null }

  func error(_ key: String, _ expected: String) -> SettingsError {
    SettingsError(file: path, .value(key: key, expected: expected, found: self[key].text))
  }

  /// A positive whole number, or nil.
  func optionalCount(_ key: String) throws(SettingsError) -> Int? {
    self[key] == .null ? nil : try count(key, default: 1)
  }

  /// A positive whole number.
  func count(_ key: String, default value: Int) throws(SettingsError) -> Int {
    guard self[key] != .null else { return value }
    guard let count = Self.count(self[key]) else { throw error(key, "a positive whole number") }
    return count
  }

  /// One positive whole number for each level; a single one stands for all.
  func counts(_ key: String, count: Int, default value: Int?) throws(SettingsError) -> [Int] {
    let found: JSONValue
    if case .null = self[key], let value { found = .number(Double(value)) } else { found = self[key] }
    if let single = Self.count(found) { return [Int](repeating: single, count: count) }
    guard case .list(let items) = found, items.count == count else {
      throw error(key, "\(count) positive whole numbers")
    }
    let counts = items.compactMap { Self.count($0) }
    guard counts.count == count else { throw error(key, "\(count) positive whole numbers") }
    return counts
  }

  /// One flag for each level; a single one stands for all.
  func flags(_ key: String, count: Int) throws(SettingsError) -> [Bool] {
    if case .list(let items) = self[key] {
      let flags = items.compactMap { item in if case .boolean(let flag) = item { flag } else { nil } }
      guard items.count == count, flags.count == count else { throw error(key, "\(count) booleans") }
      return flags
    }
    return [Bool](repeating: try optionalFlag(key) ?? false, count: count)
  }

  /// true, false or nil.
  func optionalFlag(_ key: String) throws(SettingsError) -> Bool? {
    switch self[key] {
    case .null: return nil
    case .boolean(let flag): return flag
    default: throw error(key, "true or false")
    }
  }

  /// A positive number.
  func positive(_ key: String, default value: Double) throws(SettingsError) -> Double {
    switch self[key] {
    case .null: return value
    case .number(let number) where number > 0 && number.isFinite: return number
    default: throw error(key, "a positive number")
    }
  }

  /// One of several values, and what it means.
  func choice<Meaning>(
    _ key: String, _ meanings: [JSONValue: Meaning]
  ) throws(SettingsError) -> Meaning {
    if let meaning = meanings[self[key]] { return meaning }
    throw error(key, meanings.keys.map(\.text).sorted().joined(separator: " or "))
  }

  /// The names of the blocks of one way; whether each of them has attentions.
  func blockTypes(
    _ key: String, plain: String, attending: String
  ) throws(SettingsError) -> [Bool] {
    let expected = "a list of '\(plain)' and '\(attending)'"
    guard case .list(let items) = self[key], 1...12 ~= items.count else { throw error(key, expected) }
    var attends: [Bool] = []
    for item in items {
      guard item == .text(plain) || item == .text(attending) else {
        throw SettingsError(file: path, .value(key: key, expected: expected, found: item.text))
      }
      attends.append(item == .text(attending))
    }
    return attends
  }

  private static func count(_ value: JSONValue) -> Int? {
    guard case .number(let number) = value, let count = Int(exactly: number), 1...longest ~= count else {
      return nil
    }
    return count
  }
}

extension ConfigurationReader {
  /// The values of the keys that have one meaning here.
  private static let required: [String: [JSONValue]] = [
    "_class_name": [.null, .text("UNet2DConditionModel")],
    "mid_block_type": [.text("UNetMidBlock2DSimpleCrossAttn")],
    "act_fn": [.text("gelu")],
    "resnet_time_scale_shift": [.text("scale_shift")],
    "encoder_hid_dim_type": [.null, .text("text_proj")],
    "time_embedding_type": [.null, .text("positional")],
    "attention_type": [.null, .text("default")],
    "center_input_sample": [.null, .boolean(false)],
    "class_embeddings_concat": [.null, .boolean(false)],
    "dual_cross_attention": [.null, .boolean(false)],
    "use_linear_projection": [.null, .boolean(false)],
    "dropout": [.null, .number(0)],
    "conv_in_kernel": [.null, .number(3)],
    "conv_out_kernel": [.null, .number(3)],
    "timestep_post_act": [.null], "time_cond_proj_dim": [.null], "num_class_embeds": [.null],
    "num_attention_heads": [.null], "addition_time_embed_dim": [.null],
    "projection_class_embeddings_input_dim": [.null],
  ]

  /// Keys that are read, and keys that change nothing in this family.
  private static let known: Set<String> = [
    "sample_size", "in_channels", "out_channels", "down_block_types", "up_block_types",
    "mid_block_only_cross_attention", "only_cross_attention", "cross_attention_dim", "encoder_hid_dim",
    "addition_embed_type", "addition_embed_type_num_heads", "cross_attention_norm", "class_embed_type",
    "time_embedding_dim", "time_embedding_act_fn", "resnet_skip_time_act", "resnet_out_scale_factor",
    "mid_block_scale_factor", "norm_num_groups", "norm_eps", "flip_sin_to_cos", "freq_shift",
    "block_out_channels", "layers_per_block", "attention_head_dim",
    "downsample_padding", "transformer_layers_per_block", "reverse_transformer_layers_per_block",
    "upcast_attention",
  ]

  /// Keys that the engine reads no meaning from have to say what it does; unknown ones have to be off. Names that
  /// begin with an underscore are diffusers' own notes.
  func requireDefaults() throws(SettingsError) {
    for key in Set(keys.keys).union(Self.required.keys).sorted() {
      if let values = Self.required[key] {
        guard values.contains(self[key]) else {
          throw error(key, values.map(\.text).joined(separator: " or "))
        }
      } else if !Self.known.contains(key), !key.hasPrefix("_") {
        guard [.null, .boolean(false)].contains(self[key]) else { throw error(key, "no such key") }
      }
    }
  }
}
