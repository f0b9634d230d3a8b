#!/usr/bin/env python3
"""Makes Tests/NetworksTests/Fixtures/text_to_image_{models,gradients}.json and
Tests/ModelsTests/Fixtures/text_to_image_sample.json with PyTorch and diffusers.

usage: make_text_to_image.py

Small text-to-image UNets of the DeepFloyd IF family and what they answer. Weights and inputs come from formulas, so
that only configurations and outputs are stored, computed in double precision: of the state dict's keys in alphabetical order, key i has
w[n] = 0.08 sin(0.37 n + i), plus 1 in one-dimensional tensors named *.weight; x[n] = sin(0.11 n), text[n] = cos(0.05 n).
"""
import json, pathlib
import diffusers, torch
from diffusers import DDPMScheduler, UNet2DConditionModel

TESTS = pathlib.Path(__file__).parents[1]
FIXTURES = TESTS / "NetworksTests/Fixtures"
BASE = dict(
    in_channels=3, out_channels=6, mid_block_type="UNetMidBlock2DSimpleCrossAttn", cross_attention_norm="group_norm",
    encoder_hid_dim=24, encoder_hid_dim_type="text_proj", addition_embed_type="text", addition_embed_type_num_heads=2,
    resnet_time_scale_shift="scale_shift", act_fn="gelu", cross_attention_dim=32, attention_head_dim=8)


def blocks(attends):
    """Block types for levels that have attentions or not."""
    down = ["SimpleCrossAttnDownBlock2D" if a else "ResnetDownsampleBlock2D" for a in attends]
    up = ["SimpleCrossAttnUpBlock2D" if a else "ResnetUpsampleBlock2D" for a in reversed(attends)]
    return dict(down_block_types=down, up_block_types=up)


# name, configuration beside BASE, batch, height, width, tokens, timesteps, noise levels
MODELS = [
    ("three levels, two layers, not square", dict(
        block_out_channels=[32, 64, 96], layers_per_block=2, **blocks([False, True, True])),
     2, 8, 20, 7, [10, 990], None),
    ("one level", dict(block_out_channels=[32], layers_per_block=1, **blocks([True])), 1, 5, 7, 3, [999], None),
    ("layers and heads that differ from level to level", dict(
        block_out_channels=[32, 64, 64], layers_per_block=[1, 2, 3], attention_head_dim=[4, 16, 32],
        norm_num_groups=16, norm_eps=1e-4, **blocks([True, False, True])), 1, 12, 4, 5, [500], None),
    ("without cross normalisation, text as wide as the attention", dict(
        block_out_channels=[32, 64], layers_per_block=1, cross_attention_norm=None, encoder_hid_dim=None,
        encoder_hid_dim_type=None, **blocks([False, True])), 2, 6, 10, 4, [0, 333], None),
    ("cross-attention only, without pooled text", dict(
        block_out_channels=[32, 64], layers_per_block=1, only_cross_attention=True, addition_embed_type=None,
        **blocks([True, True])), 1, 10, 6, 9, [77], None),
    ("cross-attention only at one level", dict(
        block_out_channels=[32, 32], layers_per_block=1, only_cross_attention=[False, True],
        mid_block_only_cross_attention=True, flip_sin_to_cos=False, freq_shift=1, **blocks([True, True])),
     1, 4, 4, 6, [250], None),
    ("second stage", dict(
        in_channels=6, block_out_channels=[32, 64, 64], layers_per_block=[1, 1, 2], class_embed_type="timestep",
        resnet_skip_time_act=True, time_embedding_act_fn="gelu", time_embedding_dim=80,
        resnet_out_scale_factor=1.4142271248762552, mid_block_scale_factor=1.4142271248762552, norm_num_groups=8,
        **blocks([False, False, True])), 2, 12, 16, 7, [640, 20], [250, 50]),
]


def formula(shape, step, function):
    count = int(torch.tensor(shape).prod())
    return function(step * torch.arange(count, dtype=torch.float64)).float().double().reshape(shape)


def build(configuration):
    model = UNet2DConditionModel(sample_size=16, **(BASE | configuration)).eval()
    state = model.state_dict()
    for index, key in enumerate(sorted(state)):
        n = torch.arange(state[key].numel(), dtype=torch.float64)
        value = (0.08 * torch.sin(0.37 * n + index)).float().reshape(state[key].shape)
        if state[key].ndim == 1 and key.endswith(".weight"):
            value += 1
        state[key].copy_(value)
    return model.double()


def rounded(values):
    return [float(f"{v:.8g}") for v in values]


def answer(model, batch, height, width, tokens, timesteps, levels):
    x = formula((batch, model.config.in_channels, height, width), 0.11, torch.sin)
    text_width = model.config.encoder_hid_dim or model.config.cross_attention_dim
    text = formula((batch, tokens, text_width), 0.05, torch.cos)
    labels = None if levels is None else torch.tensor(levels)
    return model(x, torch.tensor(timesteps), text, class_labels=labels).sample


def models():
    cases = []
    for name, configuration, batch, height, width, tokens, timesteps, levels in MODELS:
        model = build(configuration)
        with torch.no_grad():
            output = answer(model, batch, height, width, tokens, timesteps, levels)
        cases.append({
            "name": name, "config": {k: v for k, v in model.config.items() if not k.startswith("_")},
            "shape": [batch, height, width], "tokens": tokens, "timesteps": timesteps, "noiseLevels": levels,
            "keys": len(model.state_dict()), "output": rounded(output.flatten().tolist())})
        print(name, len(model.state_dict()), output.abs().max().item())
    return {"diffusers": diffusers.__version__, "torch": torch.__version__, "models": cases}


def gradients(model):
    """Of the sum of output[n] sin(0.3 n): for every key its norm, and its sum with cos(0.5 n)."""
    name, configuration, batch, height, width, tokens, timesteps, levels = model
    model = build(configuration)
    output = answer(model, batch, height, width, tokens, timesteps, levels)
    (output * formula(output.shape, 0.3, torch.sin)).sum().backward()
    result = {}
    for key, parameter in model.named_parameters():
        g = parameter.grad.flatten()
        n = torch.arange(g.numel(), dtype=torch.float64)
        result[key] = rounded([g.norm().item(), (g * torch.cos(0.5 * n)).sum().item()])
    return {"name": name, "gradients": result}


def sample():
    """A guided sample of 33 steps from 990 to 0 and one to the clean image, as the family's pipeline takes it."""
    configuration = dict(block_out_channels=[32, 64], layers_per_block=1, encoder_hid_dim=32, **blocks([False, True]))
    model = build(configuration).float()
    scheduler = DDPMScheduler(
        beta_schedule="squaredcos_cap_v2", variance_type="learned_range", thresholding=True,
        dynamic_thresholding_ratio=0.95, sample_max_value=1.5)
    scheduler.set_timesteps(timesteps=list(range(990, -1, -30)))
    generator = torch.Generator().manual_seed(5)
    text = torch.cat([formula((1, 5, 32), 0.07, torch.sin), formula((1, 5, 32), 0.05, torch.cos)]).float()
    x = torch.randn(1, 3, 16, 16, generator=generator)
    sums = []
    for t in scheduler.timesteps:
        negative, positive = model(torch.cat([x, x]), t, text).sample.chunk(2)
        noise = negative[:, :3] + 7 * (positive[:, :3] - negative[:, :3])
        x = scheduler.step(torch.cat([noise, positive[:, 3:]], 1), t, x, generator=generator).prev_sample
        sums.append(x.double().sum().item())
    config = {k: v for k, v in model.config.items() if not k.startswith("_")}
    return {"config": config, "sums": rounded(sums), "final": rounded(x.flatten().tolist())}


with torch.no_grad():
    record = models()
    guided = sample()
(TESTS / "ModelsTests/Fixtures/text_to_image_sample.json").write_text(json.dumps(guided) + "\n")
(FIXTURES / "text_to_image_models.json").write_text(json.dumps(record) + "\n")
(FIXTURES / "text_to_image_gradients.json").write_text(json.dumps([gradients(MODELS[0]), gradients(MODELS[-1])]) + "\n")
