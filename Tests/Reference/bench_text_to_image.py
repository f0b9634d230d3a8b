#!/usr/bin/env python3
"""The text-to-image cases of `bench` in PyTorch and diffusers: one guided step, attention, group normalisation.

usage: bench_text_to_image.py [NAME...]

Prints one JSON object a line with the names and units of `bench --json`, each case in a process of its own for its
peak memory.
"""
import json, multiprocessing, resource, sys
import torch
from torch import nn
from bench_torch import median_ms

WIDTHS = [32, 192]
ATTENTIONS = [(8, 768, 9), (16, 576, 9), (32, 384, 9), (64, 128, 3)]  # side, channels, runs
NORMALISATIONS = [(64, 192), (32, 768), (8, 1536)]


def text_to_image(width):
    from diffusers import UNet2DConditionModel
    attends = ["SimpleCrossAttnDownBlock2D"] * 3
    model = UNet2DConditionModel(
        sample_size=64, in_channels=3, out_channels=6, layers_per_block=3, attention_head_dim=64,
        block_out_channels=[width, 2 * width, 3 * width, 4 * width],
        down_block_types=["ResnetDownsampleBlock2D", *attends], mid_block_type="UNetMidBlock2DSimpleCrossAttn",
        up_block_types=[*(a.replace("Down", "Up") for a in attends), "ResnetUpsampleBlock2D"],
        cross_attention_dim=4 * width, cross_attention_norm="group_norm", encoder_hid_dim=4096,
        encoder_hid_dim_type="text_proj", addition_embed_type="text", addition_embed_type_num_heads=64,
        resnet_time_scale_shift="scale_shift", act_fn="gelu").eval()
    x, text = torch.randn(2, 3, 64, 64), torch.randn(2, 77, 4096)
    with torch.no_grad():
        step = median_ms(3, lambda: model(x, torch.tensor([500, 500]), text))
    return {"step ms": step, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024e-6}


def attention(side, channels, runs):
    pixels, heads = side * side, channels // 64
    q, k, v = (torch.randn(2, heads, n, 64, requires_grad=True) for n in (pixels, pixels + 77, pixels + 77))
    call = nn.functional.scaled_dot_product_attention
    with torch.no_grad():
        forward = median_ms(runs, lambda: call(q, k, v))
    both = median_ms(runs, lambda: torch.autograd.grad(call(q, k, v), (q, k, v), q.detach()))
    work = 8e-6 * pixels * (pixels + 77) * channels
    return {"forward ms": forward, "forward GFLOP/s": work / forward, "gradients ms": both - forward}


def group_normalisation(side, channels):
    x = torch.randn(2, channels, side, side, requires_grad=True)
    norm = nn.GroupNorm(32, channels)
    modulation = torch.randn(2, 2 * channels, 1, 1, requires_grad=True)

    def call():
        scale, shift = modulation.chunk(2, dim=1)
        return nn.functional.gelu(norm(x) * (1 + scale) + shift)

    with torch.no_grad():
        forward = median_ms(9, call)
    wanted = [x, modulation, *norm.parameters()]
    both = median_ms(9, lambda: torch.autograd.grad(call(), wanted, x.detach()))
    return {"forward ms": forward, "gradients ms": both - forward}


def main():
    cases = {f"text-to-image width {w}": (text_to_image, (w,)) for w in WIDTHS}
    cases |= {f"attention {s}x{s} {c}": (attention, (s, c, r)) for s, c, r in ATTENTIONS}
    cases |= {f"group normalisation {s}x{s} {c}": (group_normalisation, (s, c)) for s, c in NORMALISATIONS}
    names = sys.argv[1:]
    for name in [n for n in cases if not names or any(n.startswith(m) for m in names)]:
        measure, sizes = cases[name]
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(json.dumps({"name": name, "values": pool.apply(measure, sizes)}), flush=True)


if __name__ == "__main__":
    main()
