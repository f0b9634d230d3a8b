#!/usr/bin/env python3
"""Samples from a model folder: the first 64 seeds, or one prompt many times, as one sheet.

usage: sample.py MODEL OUT.png [--second MODEL] [--steps 33] [--guidance 5] [--prompt TEXT] [--seeds 64]

Seed k has prompt k of `prompts.py`, over and over; nobody chooses. With `--second` the pictures are enlarged by a
second-stage model.
"""
import argparse

import cv2
import numpy as np
import torch
from diffusers import DDPMScheduler, UNet2DConditionModel
from transformers import T5EncoderModel

import augmentation
import prompts
from objective import Objective
from tokens import Tokens

NOISE_LEVEL = 50


class Folder:
    """A model folder, read into memory."""

    def __init__(self, path, device):
        self.path, self.device = path, device
        self.unet = UNet2DConditionModel.from_pretrained(f"{path}/unet", torch_dtype=torch.float32).to(device).eval()
        self.encoder = T5EncoderModel.from_pretrained(f"{path}/text_encoder",
            torch_dtype=torch.float32).to(device).eval()
        self.scheduler = DDPMScheduler.from_pretrained(f"{path}/scheduler")

    def text(self, captions):
        """The embeddings of captions, [N, 77, width]"""
        tokens = Tokens(f"{self.path}/tokenizer", captions)
        ids, mask = tokens.batch(tokens.of_picture)
        return self.encoder(input_ids=ids.to(self.device), attention_mask=mask.to(self.device)).last_hidden_state

    def sample(self, captions, seeds, steps, guidance, condition=None, level=None):
        """Guided ancestral sampling; every picture has the noise of its own seed. [N, 3, H, W] in -1...1"""
        side, n = self.unet.config.sample_size, len(captions)
        generators = [torch.Generator().manual_seed(s) for s in seeds]
        x = torch.cat([torch.randn(1, 3, side, side, generator=g) for g in generators]).to(self.device)
        text = torch.cat([self.text([""] * n), self.text(captions)])
        self.scheduler.set_timesteps(steps)
        for t in self.scheduler.timesteps:
            seen = x if condition is None else torch.cat([x, condition], 1)
            labels = None if level is None else torch.full((2 * n,), level, device=self.device)
            output = self.unet(torch.cat([seen, seen]), t, encoder_hidden_states=text, class_labels=labels).sample
            free, told = output.chunk(2)
            noise = free[:, :3] + guidance * (told[:, :3] - free[:, :3])
            x = self.scheduler.step(torch.cat([noise, told[:, 3:]], 1), t, x, generator=generators).prev_sample
        return x.clamp(-1, 1)


def enlarged(second, x, captions, seeds, steps, guidance):
    """The second stage on pictures of the first."""
    side = second.unet.config.sample_size
    noise = torch.cat([torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(1000 + s)) for s in seeds])
    level = torch.full((len(x),), NOISE_LEVEL)
    condition = Objective(x.device).noised(augmentation.enlarge(x, side), noise.to(x.device), level.to(x.device))
    return second.sample(captions, seeds, steps, guidance, condition, NOISE_LEVEL)


def sheet(x, columns):
    """[N, 3, H, W] in -1...1 -> one picture, uint8, BGR"""
    pixels = ((x.permute(0, 2, 3, 1).cpu().numpy() + 1) * 127.5 + 0.5).astype(np.uint8)
    pixels = np.pad(pixels, ((0, -len(pixels) % columns), (1, 1), (1, 1), (0, 0)))
    n, h, w, _ = pixels.shape
    joined = pixels.reshape(n // columns, columns, h, w, 3).swapaxes(1, 2).reshape(n // columns * h, columns * w, 3)
    return joined[..., ::-1]


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    parser.add_argument("out")
    parser.add_argument("--second")
    parser.add_argument("--steps", type=int, default=33)
    parser.add_argument("--guidance", type=float, default=5)
    parser.add_argument("--prompt")
    parser.add_argument("--seeds", type=int, default=64)
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    seeds = list(range(options.seeds))
    captions = [options.prompt or prompts.ALL[s % len(prompts.ALL)] for s in seeds]
    x = Folder(options.model, device).sample(captions, seeds, options.steps, options.guidance)
    if options.second:
        x = enlarged(Folder(options.second, device), x, captions, seeds, max(10, options.steps // 2), 2.0)
    cv2.imwrite(options.out, cv2.resize(sheet(x, 8 if len(seeds) > 4 else len(seeds)), None, fx=2, fy=2,
        interpolation=cv2.INTER_NEAREST))


if __name__ == "__main__":
    main()
