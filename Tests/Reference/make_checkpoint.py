#!/usr/bin/env python3
"""Makes Tests/NetworksTests/Fixtures/{torch_unet.safetensors,torch_unet.json} with PyTorch and safetensors.

usage: make_checkpoint.py

A UNet of the write-up with D = 2 whose running statistics have seen two batches, and what it makes of an input
in evaluation mode.
"""
import json, pathlib
import torch
from safetensors.torch import save_file
from make_training import UNet

torch.manual_seed(3)
net = UNet(2, 4)
for _ in range(2):
    net(torch.randn(4, 1, 28, 28))
net.eval()
x = torch.rand(2, 1, 28, 28)
with torch.no_grad():
    y = net(x)
fixtures = pathlib.Path(__file__).parents[1] / "NetworksTests/Fixtures"
save_file(net.state_dict(), fixtures / "torch_unet.safetensors")
record = {"torch": torch.__version__, "input": x.flatten().tolist(), "output": y.flatten().tolist()}
(fixtures / "torch_unet.json").write_text(json.dumps(record) + "\n")
