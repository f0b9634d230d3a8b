#!/usr/bin/env python3
"""Trains some steps with train.py and with this project's program, from the same weights on the same pictures.

usage: compare.py DATA TOKENIZER WORK [--size base] [--steps 10] [--seed 2] [--program FILE]

Both start from the networks of `size` as torch draws them, with residual branches at zero, in half precision. What the two
do otherwise on purpose is taken over from the program: the order of the pictures and the random numbers (all from torch's
default stream, see TextToImageRun.swift), a warm-up that ends one step later, averages that count from one step later.
Prints the loss of every step by both, and how far the averaged weights are apart at the end.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import types

import numpy as np
import torch
from diffusers import UNet2DConditionModel
from transformers import T5EncoderModel

import augmentation
import model
import train
from make_tokenizer import vocabulary
from objective import stratified_timesteps
from safetensors.torch import load_file

BATCH, RATE, WARM_UP, AVERAGE = 32, 1e-3, 3, 0.9
CHAPTER = """---
title: Steps
order: 1
---

```{{model}} start
folder: start
caption: The start.
```

```{{train-text-to-image}} steps
model: start
data: {data}
limit: {pictures}
encoder: learns
timesteps: stratified
weighting: min-snr
betas: [0.9, 0.99]
weight-decay: 0.01
epochs: 1
batch: {batch}
rate: {rate}
schedule: cosine
final-rate: 0.02
warm-up: {warm_up}
ema: {average}
seed: {seed}
caption: Losses.
alt: Losses.
```
"""


class Steps(train.Training):
    """train.py's training with the program's order, draws and counts."""

    def __init__(self, choice, start):
        super().__init__(choice)
        for networks in (self.network, self.average):
            networks.unet.load_state_dict(UNet2DConditionModel.from_pretrained(start / "unet").state_dict())
            encoder = T5EncoderModel.from_pretrained(start / "text_encoder", dtype=torch.float32)
            networks.text_encoder.load_state_dict(encoder.state_dict())
        torch.manual_seed(choice.seed)
        loader = torch.utils.data.DataLoader(range(choice.pictures), batch_size=BATCH, shuffle=True)
        self.order = iter(loader)

    def load(self, number):
        indices = next(self.order).numpy()
        pixels = torch.from_numpy(self.data.pixels(indices)).permute(0, 3, 1, 2)
        return number, pixels, torch.from_numpy(self.tokens.of_picture[indices])

    def prepared(self, number, pixels, captions):
        x = augmentation.shrunk(pixels.float() / 127.5 - 1, self.side)
        noise = torch.randn(x.shape)
        timesteps = stratified_timesteps(len(x), torch.default_generator)
        keeps = torch.rand(len(x)) >= self.choice.dropped
        level = condition = None
        if self.choice.size == "second":
            enlarged = augmentation.enlarge(augmentation.shrunk(x, self.side // 2), self.side)
            level = torch.randint(0, augmentation.HIGHEST_LEVEL, (len(x),))
            condition = self.objective.noised(enlarged, torch.randn(x.shape), level)
        ids, mask = self.tokens.batch(torch.where(keeps, captions, 0))
        if timesteps.min() == 0:
            print(f"step {number + 1} has timestep 0, where the two bounds differ")
        return x, noise, timesteps, ids, mask, condition, level

    def rate(self):
        progress = max(0, self.step - WARM_UP) / (self.steps - WARM_UP)
        full = RATE * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * progress)))
        return full * (self.step + 1) / (WARM_UP + 1) if self.step < WARM_UP else full

    def _follow(self):
        self.step += 1
        super()._follow()
        self.step -= 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("tokenizer")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--size", choices=["base", "second"], default="base")
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--program", default="../../../../.build/release/report")
    options = parser.parse_args()
    start = options.work / "report/start"
    _start(options, start)
    ours, weights = _by_program(options)
    choice = types.SimpleNamespace(
        size=options.size, data=options.data, tokenizer=options.tokenizer, pictures=options.steps * BATCH, batch=BATCH,
        rate=RATE, warm_up=WARM_UP, average=AVERAGE, weighting="velocity", dropped=0.1, small=None,
        seed=options.seed, threads=1, precision="float32", compile=False)
    training = Steps(choice, start)
    print("step  train.py     program")
    for number in range(options.steps):
        _, weighted, bound, _ = training.take(training.load(number)).tolist()
        print(f"{number + 1:4}  {weighted + bound:.6f}  {ours[number]:.6f}")
    _compare(training.average, weights)


def _start(options, folder):
    torch.manual_seed(options.seed)
    networks = model.TextToImage(options.size, vocabulary(options.tokenizer))
    model.save_folder(folder, options.size, networks, options.tokenizer)


def _by_program(options):
    """The losses of the program's steps and the folder of what it trained."""
    report = options.work / "report"
    report.joinpath("report.yml").write_text("title: Steps\n")
    report.joinpath("steps.md").write_text(CHAPTER.format(
        data=options.data.resolve(), pictures=options.steps * BATCH, batch=BATCH, rate=RATE, warm_up=WARM_UP,
        average=AVERAGE, seed=options.seed))
    shutil.rmtree(options.work / ".report", ignore_errors=True)
    subprocess.run(
        [options.program, "build", "--project", options.work, "--allow", options.data.resolve(), "--threads", "1"],
        check=True, stdout=subprocess.DEVNULL)
    [plot] = options.work.glob(".report/store/*/plot.json")
    return json.loads(plot.read_text())["series"][0]["ys"], plot.parent / "model"


def _compare(average, folder):
    found = load_file(folder / "unet/diffusion_pytorch_model.safetensors")
    found |= load_file(folder / "text_encoder/model.safetensors")
    expected = average.unet.state_dict() | average.text_encoder.state_dict()
    pairs = [(expected[name], found[name]) for name in found]
    apart = sum((a - b).double().square().sum() for a, b in pairs).sqrt()
    whole = sum(a.double().square().sum() for a, _ in pairs).sqrt()
    print(f"averaged weights: {apart:.2e} apart, of length {whole:.4f}; largest difference "
          f"{max((a - b).abs().max().item() for a, b in pairs):.1e}")


if __name__ == "__main__":
    main()
