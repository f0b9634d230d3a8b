"""The sizes that the model comes in; all have the family's architecture.

large   one stage at 64x64, for a GPU
middle  one stage at 64x64, for a CPU and a long night
base    32x32, for a CPU; `second` enlarges its pictures to 64x64
tiny    for trying the scripts out
"""
PLAIN = "ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D"
TEXT = "SimpleCrossAttnDownBlock2D", "SimpleCrossAttnUpBlock2D"

ENCODERS = {
    "large": dict(d_model=192, d_kv=32, num_heads=6, d_ff=512, num_layers=3),
    "base": dict(d_model=128, d_kv=32, num_heads=4, d_ff=256, num_layers=2),
    "middle": dict(d_model=128, d_kv=32, num_heads=4, d_ff=256, num_layers=2),
    "second": dict(d_model=64, d_kv=32, num_heads=2, d_ff=128, num_layers=1),
    "tiny": dict(d_model=32, d_kv=16, num_heads=2, d_ff=64, num_layers=1),
}


def _unet(size, channels, layers, attends, head, groups, **more):
    return dict(
        sample_size=size, block_out_channels=channels, layers_per_block=layers, attention_head_dim=head,
        norm_num_groups=groups, down_block_types=[TEXT[0] if a else PLAIN[0] for a in attends],
        up_block_types=[TEXT[1] if a else PLAIN[1] for a in attends[::-1]], **more)


UNETS = {
    "large": _unet(
        64, [32, 64, 128, 192, 192], [1, 1, 1, 1, 2], [False, False, True, True, True], 32, 32,
        cross_attention_dim=192),
    "base": _unet(32, [24, 40, 80, 160], [1, 1, 1, 1], [False, False, True, True], 16, 8, cross_attention_dim=128),
    "middle": _unet(
        64, [24, 32, 64, 128, 192], [1, 1, 1, 1, 1], [False, False, False, True, True], 32, 8, cross_attention_dim=128),
    "second": _unet(
        64, [16, 24, 40], [1, 1, 1], [False, False, False], 8, 8, cross_attention_dim=64, in_channels=6,
        class_embed_type="timestep"),
    "tiny": _unet(16, [16, 32], [1, 1], [False, True], 16, 8, cross_attention_dim=32),
}
