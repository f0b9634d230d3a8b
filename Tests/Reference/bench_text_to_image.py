#!/usr/bin/env python3
"""The text-to-image cases of `bench` in PyTorch and diffusers: one guided step, attentions and normalisations.

usage: bench_text_to_image.py [--eager] [NAME...]

Prints one JSON object a line as `bench_torch.py` does; the guided step of the report's own model is run by PyTorch,
compiled and not, and by OpenVINO, everything else by PyTorch as it is.
"""
import json, pathlib, resource, sys
import torch
from torch import nn
import peers
from bench_torch import median_ms

WIDTHS = [32, 192]
SKETCHBOOK = pathlib.Path(__file__).resolve().parents[2] / "report/models/sketchbook/base/unet/config.json"
HEAD = 64  # channels of an attention's head
# Name, queries, keys, channels, runs; for a batch of two.
ATTENTIONS = [("attention 8x8 768", 64, 141, 768, 9), ("attention 16x16 576", 256, 333, 576, 9),
              ("attention 32x32 384", 1024, 1101, 384, 9), ("attention 64x64 128", 4096, 4173, 128, 3),
              ("attention 32x32 384 to text", 1024, 77, 384, 9), ("attention pooling 4096", 1, 78, 4096, 9)]
# Name, shape, whether a modulation and whether a GELU follow.
NORMALISATIONS = [("64x64 192", (2, 192, 64, 64), True, True), ("32x32 768", (2, 768, 32, 32), True, True),
                  ("8x8 1536", (2, 1536, 8, 8), True, True), ("64x64 384 GELU", (2, 384, 64, 64), False, True),
                  ("32x32 384 plain", (2, 384, 32, 32), False, False), ("77 768 plain", (2, 768, 77), False, False)]


def text_to_image(width, _):
    from diffusers import UNet2DConditionModel
    attends = ["SimpleCrossAttnDownBlock2D"] * 3
    model = UNet2DConditionModel(
        sample_size=64, in_channels=3, out_channels=6, layers_per_block=3, attention_head_dim=min(64, width),
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


class ForText(nn.Module):
    """What a guided step calls, with tensors alone."""
    def __init__(self, unet):
        super().__init__()
        self.unet = unet

    def forward(self, x, timesteps, text):
        return self.unet(x, timesteps, text, return_dict=False)[0]


def sketchbook(pictures, contender):
    from diffusers import UNet2DConditionModel
    torch.manual_seed(0)
    settings = json.loads(SKETCHBOOK.read_text())
    model = ForText(UNet2DConditionModel.from_config(settings)).eval().to(memory_format=contender.layout)
    side, channels, batch = settings["sample_size"], settings["in_channels"], 2 * pictures
    x = torch.randn(batch, channels, side, side).to(memory_format=contender.layout)
    inputs = [x, torch.full((batch,), 500), torch.randn(batch, 77, settings["encoder_hid_dim"])]
    step = median_ms(9, contender.evaluation(model, inputs))
    return {"step ms": step, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024e-6}


def times(forward, wanted, runs):
    """Milliseconds of a forward pass, and of its gradients for `wanted`."""
    with torch.no_grad():
        alone = median_ms(runs, forward)
    output = forward()
    gradient = torch.randn_like(output)
    gradients = median_ms(runs, lambda: torch.autograd.grad(output, wanted, gradient, retain_graph=True))
    return {"forward ms": alone, "gradients ms": gradients}


def tensor(*shape):
    return torch.randn(*shape, requires_grad=True)


def attention(queries, keys, channels, runs, _):
    q, k, v = (tensor(2, channels // HEAD, n, HEAD) for n in (queries, keys, keys))
    values = times(lambda: nn.functional.scaled_dot_product_attention(q, k, v), [q, k, v], runs)
    return values | {"forward GFLOP/s": 8e-6 * queries * keys * channels / values["forward ms"]}


def biased_attention(channels, _):
    q, k, v = (tensor(2, channels // HEAD, 77, HEAD) for _ in range(3))
    bias = tensor(channels // HEAD, 77, 77)
    return times(lambda: nn.functional.scaled_dot_product_attention(q, k, v, bias.expand(2, -1, -1, -1), scale=1),
                 [q, k, v, bias], 9)


def group_normalisation(shape, is_modulated, has_gelu, _):
    x, norm = tensor(*shape), nn.GroupNorm(32, shape[1])
    modulation = tensor(2, 2 * shape[1], 1, 1)

    def call():
        y = norm(x)
        if is_modulated:
            scale, shift = modulation.chunk(2, dim=1)
            y = y * (1 + scale) + shift
        return nn.functional.gelu(y) if has_gelu else y

    return times(call, [x, *norm.parameters(), *([modulation] if is_modulated else [])], 9)


def token_normalisation(kind, _):
    x, norm = tensor(2, 77, 4096), kind(4096)
    return times(lambda: norm(x), [x, *norm.parameters()], 9)


def main():
    once = peers.EAGER[:1]
    cases = {"sketchbook step 16 pictures": (sketchbook, (16,), peers.EAGER + peers.COMPILED + peers.RUNTIMES[:1])}
    cases |= {f"text-to-image width {w}": (text_to_image, (w,), once) for w in WIDTHS}
    cases |= {name: (attention, sizes, once) for name, *sizes in ATTENTIONS}
    cases["biased attention 4096"] = (biased_attention, (4096,), once)
    cases |= {f"group normalisation {name}": (group_normalisation, sizes, once) for name, *sizes in NORMALISATIONS}
    cases["layer normalisation 2x77 4096"] = (token_normalisation, (nn.LayerNorm,), once)
    cases["root mean square normalisation 2x77 4096"] = (token_normalisation, (nn.RMSNorm,), once)
    peers.run(cases, sys.argv[1:])


if __name__ == "__main__":
    main()
