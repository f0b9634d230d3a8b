/// Configurations of networks of the DeepFloyd IF family.
package enum NetworkConfigurations {
  /// A network of two levels.
  package static let tiny = """
    {"sample_size": 16, "in_channels": 3, "out_channels": 6, "layers_per_block": 1, "block_out_channels": [32, 64],
     "down_block_types": ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"],
     "mid_block_type": "UNetMidBlock2DSimpleCrossAttn",
     "up_block_types": ["SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"], "attention_head_dim": 8,
     "cross_attention_dim": 32, "encoder_hid_dim": 32, "encoder_hid_dim_type": "text_proj",
     "addition_embed_type": "text", "addition_embed_type_num_heads": 2, "cross_attention_norm": "group_norm",
     "resnet_time_scale_shift": "scale_shift", "act_fn": "gelu"}
    """

  /// As published for IF-I-XL.
  package static let stageOne = """
    {"_class_name": "UNet2DConditionModel", "_diffusers_version": "0.17.0.dev0", "act_fn": "gelu",
     "addition_embed_type": "text", "addition_embed_type_num_heads": 64, "attention_head_dim": 64,
     "block_out_channels": [704, 1408, 2112, 2816], "center_input_sample": false, "class_embed_type": null,
     "class_embeddings_concat": false, "conv_in_kernel": 3, "conv_out_kernel": 3, "cross_attention_dim": 2816,
     "cross_attention_norm": "group_norm",
     "down_block_types": ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnDownBlock2D",
       "SimpleCrossAttnDownBlock2D"],
     "downsample_padding": 1, "dual_cross_attention": false, "encoder_hid_dim": 4096,
     "encoder_hid_dim_type": "text_proj", "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 3,
     "layers_per_block": 3, "mid_block_only_cross_attention": null, "mid_block_scale_factor": 1,
     "mid_block_type": "UNetMidBlock2DSimpleCrossAttn", "norm_eps": 1e-05, "norm_num_groups": 32,
     "num_class_embeds": null, "only_cross_attention": false, "out_channels": 6,
     "projection_class_embeddings_input_dim": null, "resnet_out_scale_factor": 1, "resnet_skip_time_act": false,
     "resnet_time_scale_shift": "scale_shift", "sample_size": 64, "time_cond_proj_dim": null,
     "time_embedding_act_fn": null, "time_embedding_dim": null, "time_embedding_type": "positional",
     "timestep_post_act": null, "upcast_attention": false, "use_linear_projection": false,
     "up_block_types": ["SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D",
       "ResnetUpsampleBlock2D"]}
    """

  /// As published for IF-II-L.
  package static let stageTwo = """
    {"act_fn": "gelu", "addition_embed_type": "text", "addition_embed_type_num_heads": 64,
     "attention_head_dim": 64, "block_out_channels": [160, 320, 640, 960, 1280], "class_embed_type": "timestep",
     "cross_attention_dim": 1280, "cross_attention_norm": "group_norm",
     "down_block_types": ["ResnetDownsampleBlock2D", "ResnetDownsampleBlock2D", "ResnetDownsampleBlock2D",
       "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnDownBlock2D"],
     "encoder_hid_dim": 4096, "encoder_hid_dim_type": "text_proj", "in_channels": 6,
     "layers_per_block": [2, 2, 3, 5, 5], "mid_block_scale_factor": 1.4142271248762552,
     "mid_block_type": "UNetMidBlock2DSimpleCrossAttn", "out_channels": 6,
     "resnet_out_scale_factor": 1.4142271248762552, "resnet_skip_time_act": true,
     "resnet_time_scale_shift": "scale_shift", "sample_size": 256, "time_embedding_act_fn": "gelu",
     "time_embedding_dim": 1280,
     "up_block_types": ["SimpleCrossAttnUpBlock2D", "SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D",
       "ResnetUpsampleBlock2D", "ResnetUpsampleBlock2D"]}
    """
}
