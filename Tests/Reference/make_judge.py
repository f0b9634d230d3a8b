#!/usr/bin/env python3
"""Makes Tests/Support/Fixtures/judge and Tests/NetworksTests/Fixtures/judge.json with PyTorch.

usage: make_judge.py

A small random judge for pictures of 8 x 8 pixels: its folder, in half precision; and what its layers and its two heads
give for two pictures of 16 x 16 pixels, whose element number i is (37 i mod 101) / 50 - 1, in the order [N, H, W, 3].
"""
import json, pathlib
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

SIDE, WIDTHS, STRIDES = 8, [4, 6, 8], [1, 2, 1]
SUBJECTS, STYLES = ["boat", "cat", "house", "tower"], ["photo", "pencil"]
TESTS = pathlib.Path(__file__).parent.parent
JUDGE = TESTS / "Support/Fixtures/judge"


def shrunk(x):
    row = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    kernel = torch.outer(row, row).expand(3, 1, 4, 4)
    while x.shape[-1] > SIDE:
        x = F.conv2d(F.pad(x, (1, 1, 1, 1), mode="reflect"), kernel, stride=2, groups=3)
    return x


def flat(x):
    """[N, C, H, W] in the order [N, H, W, C]"""
    return [round(v, 6) for v in x.permute(0, 2, 3, 1).flatten().tolist()]


torch.manual_seed(3)
tensors = {}
for i, (a, b) in enumerate(zip([3] + WIDTHS, WIDTHS)):
    tensors[f"convolutions.{i}.weight"] = torch.randn(b, a, 3, 3) * (9 * a) ** -0.5
    tensors[f"convolutions.{i}.bias"] = torch.randn(b) * 0.3
for name, count in (("subject", len(SUBJECTS)), ("style", len(STYLES))):
    tensors[f"{name}.weight"], tensors[f"{name}.bias"] = torch.randn(count, WIDTHS[-1]), torch.randn(count) * 0.1
tensors = {name: tensor.half() for name, tensor in tensors.items()}
JUDGE.mkdir(exist_ok=True)
save_file(tensors, JUDGE / "model.safetensors")
config = {"side": SIDE, "widths": WIDTHS, "strides": STRIDES, "subjects": SUBJECTS, "styles": STYLES,
    "also-right": {"house": ["tower"]}}
(JUDGE / "config.json").write_text(json.dumps(config) + "\n")

t = {name: tensor.float() for name, tensor in tensors.items()}
pictures = ((torch.arange(2 * 16 * 16 * 3) * 37 % 101).float() / 50 - 1).reshape(2, 16, 16, 3).permute(0, 3, 1, 2)
x = shrunk(pictures)
record = {"halved": flat(x), "layers": []}
for i, stride in enumerate(STRIDES):
    x = F.gelu(F.conv2d(x, t[f"convolutions.{i}.weight"], t[f"convolutions.{i}.bias"], stride, 1))
    record["layers"].append(flat(x))
mean = x.mean((2, 3))
for name in ("subject", "style"):
    record[name] = [round(v, 6) for v in F.linear(mean, t[f"{name}.weight"], t[f"{name}.bias"]).flatten().tolist()]
(TESTS / "NetworksTests/Fixtures/judge.json").write_text(json.dumps(record) + "\n")
