import Checkpoints
import Foundation

extension TextToImageConfiguration {
  /// The configuration as diffusers reads it: the contents of a `config.json`.
  public var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(keys)
    }
  }

  private var keys: [String: JSONValue] {
    [
      "_class_name": .string("UNet2DConditionModel"),
      "sample_size": sampleSize.map { .number(Double($0)) } ?? .null,
      "in_channels": .number(Double(inputChannels)), "out_channels": .number(Double(outputChannels)),
      "down_block_types": .list(
        levels.map { .string($0.attends ? "SimpleCrossAttnDownBlock2D" : "ResnetDownsampleBlock2D") }),
      "mid_block_type": .string("UNetMidBlock2DSimpleCrossAttn"),
      "up_block_types": .list(
        upAttends.map { .string($0 ? "SimpleCrossAttnUpBlock2D" : "ResnetUpsampleBlock2D") }),
      "block_out_channels": .list(levels.map { .number(Double($0.channels)) }),
      "layers_per_block": .list(levels.map { .number(Double($0.layers)) }),
      "attention_head_dim": .list(levels.map { .number(Double($0.headWidth)) }),
      "only_cross_attention": .list(levels.map { .bool($0.attendsToTextOnly) }),
      "mid_block_only_cross_attention": .bool(middleAttendsToTextOnly),
      "cross_attention_dim": .number(Double(crossAttentionWidth)),
      "cross_attention_norm": normalizesText ? .string("group_norm") : .null,
      "encoder_hid_dim": encoderWidth.map { .number(Double($0)) } ?? .null,
      "encoder_hid_dim_type": encoderWidth == nil ? .null : .string("text_proj"),
      "addition_embed_type": textPoolingHeads == nil ? .null : .string("text"),
      "addition_embed_type_num_heads": .number(Double(textPoolingHeads ?? 64)),
      "class_embed_type": isToldNoiseLevel ? .string("timestep") : .null,
      "time_embedding_dim": timeEmbeddingWidth.map { .number(Double($0)) } ?? .null,
      "time_embedding_act_fn": activatesTimeOnce ? .string("gelu") : .null,
      "resnet_skip_time_act": .bool(skipsTimeActivation),
      "resnet_time_scale_shift": .string("scale_shift"), "act_fn": .string("gelu"),
      "resnet_out_scale_factor": .number(outputScale), "mid_block_scale_factor": .number(middleScale),
      "norm_num_groups": .number(Double(groups)), "norm_eps": .number(epsilon),
      "flip_sin_to_cos": .bool(cosinesFirst), "freq_shift": .number(frequencyShift),
    ]
  }
}
