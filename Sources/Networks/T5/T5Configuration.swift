import Checkpoints
import Foundation
import Tensors

/// The sizes of a T5 v1.1 encoder, from its config.json (Raffel et al. 2020; Shazeer 2020 for the gated unit).
public struct T5Configuration: Hashable, Sendable {
  /// The rows of the token table.
  public var vocabulary: Int
  /// The channels of a token.
  public var width: Int
  /// The number of blocks.
  public var depth: Int
  /// The heads of every attention.
  public var heads: Int
  /// The channels of a head.
  public var headWidth: Int
  /// The channels inside a feed-forward unit.
  public var innerWidth: Int
  /// How distances become biases.
  public var positions = RelativePositions()
  /// Every normalisation's.
  public var normalization = RootMeanSquareNormalization()

  /// An encoder with T5's 32 buckets up to distance 128 and epsilon 1e-6.
  public init(vocabulary: Int, width: Int, depth: Int, heads: Int, headWidth: Int, innerWidth: Int) {
    (self.vocabulary, self.width, self.depth) = (vocabulary, width, depth)
    (self.heads, self.headWidth, self.innerWidth) = (heads, headWidth, innerWidth)
  }

  // Every bound is several times what T5-XXL has, the largest published encoder: 4096 channels, 24 blocks, 64 heads of 64
  // channels, 10,240 channels inside, 32,128 tokens.
  /// Reads a config.json; throws a `SettingsError` that names the key which is missing, wrong or not
  /// implemented.
  public init(_ url: URL) throws(SettingsError) {
    var file = try ModelSettings(url)
    _ = try file.string("model_type", oneOf: ["t5"])
    _ = try file.string("feed_forward_proj", oneOf: ["gated-gelu"])
    vocabulary = try file.integer("vocab_size", in: 1...1 << 20)
    width = try file.integer("d_model", in: 1...16_384)
    depth = try file.integer("num_layers", in: 1...128)
    heads = try file.integer("num_heads", in: 1...1024)
    headWidth = try file.integer("d_kv", in: 1...1024)
    innerWidth = try file.integer("d_ff", in: 1...1 << 16)
    let buckets = try file.integer("relative_attention_num_buckets", in: 4...1024, standard: 32)
    let distance = try file.integer("relative_attention_max_distance", in: 1...1 << 16, standard: 128)
    guard distance > buckets / 4 else {
      throw file.wrong("relative_attention_max_distance", "more than \(buckets / 4)")
    }
    positions = RelativePositions(buckets: buckets, maximumDistance: distance)
    let epsilon = try file.number("layer_norm_epsilon", standard: 1e-6)
    normalization = RootMeanSquareNormalization(epsilon: Float(epsilon))
    try file.require("dense_act_fn", toBe: [.string("gelu_new")])
    try file.require("is_gated_act", toBe: [.bool(true)])
    try file.require("quantization_config", toBe: [.null])
    try file.require("pruned_heads", toBe: [.object([:]), .null])
  }

  /// What a `T5Config` of transformers has settings for: every other key is passed over. Beside those that are read these
  /// concern the decoder, training, or the program that wrote the file.
  public static let parameters: Set = [
    "d_ff", "d_kv", "d_model", "dense_act_fn", "dropout_rate", "feed_forward_proj", "is_gated_act",
    "layer_norm_epsilon", "model_type", "num_heads", "num_layers", "pruned_heads", "quantization_config",
    "relative_attention_max_distance", "relative_attention_num_buckets", "vocab_size",
    "architectures", "bos_token_id", "chunk_size_feed_forward", "classifier_dropout",
    "decoder_start_token_id", "dtype", "eos_token_id", "id2label", "initializer_factor", "is_decoder",
    "is_encoder_decoder",
    "label2id", "n_positions", "num_decoder_layers", "output_attentions", "output_hidden_states",
    "output_past",
    "pad_token_id", "problem_type", "return_dict", "scale_decoder_outputs", "task_specific_params",
    "tie_encoder_decoder", "tie_word_embeddings", "torch_dtype", "transformers_version", "use_cache",
  ]
}
