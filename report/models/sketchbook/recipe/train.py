#!/usr/bin/env python3
"""Trains one network with its text encoder; resumes where it stopped.

usage: train.py SIZE DATA TOKENIZER OUT [--pictures N] [--batch N] [--rate X] ...

OUT/state.pt   the whole state, replaced in one step every few minutes
OUT/loss.csv   the loss curve
OUT/model      the averaged weights in half precision, in the layout of diffusers
"""
import argparse
import csv
import math
import os
import pathlib
import signal
import time

import torch

import augmentation
import dataset
import model
from make_tokenizer import vocabulary
from objective import Objective, stratified_timesteps
from tokens import Tokens


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", choices=list(model.UNETS))
    parser.add_argument("data")
    parser.add_argument("tokenizer")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--small", help="for the second stage, the same pictures as the base draws them")
    parser.add_argument("--pictures", type=int, default=1_000_000, help="how many are seen in all, repeats included")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3, help="the highest learning rate")
    parser.add_argument("--warm-up", type=int, default=300, help="steps")
    parser.add_argument("--average", type=float, default=0.9995, help="the decay of the averaged weights")
    parser.add_argument("--weighting", choices=["plain", "velocity"], default="velocity")
    parser.add_argument("--dropped", type=float, default=0.1, help="the share of captions that are left empty")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop, ready to resume, after this long")
    parser.add_argument("--save-every", type=float, default=5, help="minutes")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default=None)
    parser.add_argument("--compile", action="store_true", default=torch.cuda.is_available())
    return parser.parse_args()


class Training:
    """Everything that changes, and one step of it."""

    def __init__(self, choice):
        self.choice = choice
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        if choice.threads:
            torch.set_num_threads(choice.threads)
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
        torch.manual_seed(choice.seed)
        self.data = dataset.Pictures(choice.data)
        self.small = dataset.Pictures(choice.small) if choice.small else None
        if self.small and self.small.captions != self.data.captions:
            raise SystemExit(f"{choice.small} has other pictures than {choice.data}")
        self.tokens = Tokens(choice.tokenizer, self.data.captions, self.device)
        words = vocabulary(choice.tokenizer)
        self.network = model.TextToImage(choice.size, words).to(self.device, memory_format=torch.channels_last)
        self.average = model.TextToImage(choice.size, words).to(self.device, memory_format=torch.channels_last)
        self.average.load_state_dict(self.network.state_dict())
        self.average.requires_grad_(False)
        self.forward = torch.compile(self.network) if choice.compile else self.network
        self.objective = Objective(self.device, choice.weighting)
        self.optimizer = torch.optim.AdamW(_groups(self.network), lr=choice.rate, betas=(0.9, 0.99), fused=True)
        self.steps = choice.pictures // choice.batch
        self.step, self.stopped = 0, False
        self.side = model.UNETS[choice.size]["sample_size"]
        self.precision = choice.precision or ("bfloat16" if self.device.type == "cuda" else "float32")

    def load(self, number):
        """Batch `number` from the disk: its number, pictures [N, 3, S, S] uint8, numbers of captions, small pictures."""
        indices = dataset.batch_indices(len(self.data), self.choice.batch, self.choice.seed, number)
        read = lambda data: data and torch.from_numpy(data.pixels(indices)).permute(0, 3, 1, 2)
        return number, read(self.data), torch.from_numpy(self.tokens.of_picture[indices]), read(self.small)

    def prepared(self, number, pixels, captions, small=None):
        """What the step needs, on the device; its random numbers depend on the seed and the number alone."""
        generator = torch.Generator(self.device).manual_seed(self.choice.seed * 1_000_003 + number)
        real = lambda bytes: None if bytes is None else bytes.to(self.device, non_blocking=True).float() / 127.5 - 1
        x = real(pixels)
        captions = captions.to(self.device, copy=True)
        captions[torch.rand(len(x), generator=generator, device=self.device) < self.choice.dropped] = 0
        ids, mask = self.tokens.batch(captions)
        timesteps = stratified_timesteps(len(x), generator)
        x, condition, level = augmentation.prepared(
            self.choice.size, x, self.side, self.objective, generator, real(small))
        noise = torch.randn(x.shape, generator=generator, device=self.device)
        return x, noise, timesteps, ids, mask, condition, level

    def take(self, batch):
        """One step; returns the numbers for the curve."""
        x0, noise, timesteps, ids, mask, condition, level = self.prepared(*batch)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        noisy = self.objective.noised(x0, noise, timesteps)
        if condition is not None:
            noisy = torch.cat([noisy, condition], 1)
        noisy = noisy.contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.precision == "bfloat16"):
            output = self.forward(noisy, timesteps, ids, mask, level)
        weighted, bound, plain = self.objective.losses(output, x0, noise, timesteps)
        self.optimizer.zero_grad(set_to_none=True)
        (weighted + bound).backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self._follow()
        self.step += 1
        return torch.stack([plain, weighted.detach(), bound.detach(), norm])

    def rate(self):
        """Linear warm-up, then a cosine down to a fiftieth."""
        progress = self.step / max(1, self.steps)
        cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, progress)))
        return self.choice.rate * min(1, (self.step + 1) / self.choice.warm_up) * cosine

    @torch.no_grad()
    def _follow(self):
        """Moves the averaged weights; early on the average is short."""
        decay = min(self.choice.average, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - decay)

    def stop(self, *_):
        """Ends the training after the step that is being taken; the same command goes on from there."""
        self.stopped = True

    def save(self):
        """Replaces the state on disk in one step."""
        state = dict(network=self.network.state_dict(), average=self.average.state_dict(),
                     optimizer=self.optimizer.state_dict(), step=self.step)
        part = self.choice.out / "state.part.pt"
        torch.save(state, part)
        os.replace(part, self.choice.out / "state.pt")

    def resume(self):
        """Goes on from the state on disk, where there is one."""
        path = self.choice.out / "state.pt"
        if path.exists():
            state = torch.load(path, map_location=self.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]


def _groups(network):
    """Weight decay for matrices and kernels only."""
    parameters = list(network.parameters())
    return [dict(params=[p for p in parameters if p.dim() > 1], weight_decay=0.01),
            dict(params=[p for p in parameters if p.dim() <= 1], weight_decay=0.0)]


class Curve:
    """The loss curve on disk: a row for every hundred steps; rows after a resumed step are dropped."""

    EVERY = 100
    HEADER = ["step", "pictures", "seconds", "error", "weighted", "bound", "gradient", "rate"]

    def __init__(self, path, step):
        self.path, self.waiting = path, []
        rows = list(csv.reader(path.open())) if path.exists() else [self.HEADER]
        rows = rows[:1] + [r for r in rows[1:] if int(r[0]) <= step]
        self.before = float(rows[-1][2]) if len(rows) > 1 else 0.0
        self.started = time.monotonic()
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows)

    def add(self, training, numbers):
        self.waiting.append(numbers)
        if training.step % self.EVERY and training.step < training.steps:
            return
        means = torch.stack(self.waiting).float().mean(0).tolist()
        self.waiting = []
        seconds = self.before + time.monotonic() - self.started
        row = [training.step, training.step * training.choice.batch, round(seconds, 1)] + [f"{m:.5f}" for m in means]
        with self.path.open("a", newline="") as file:
            csv.writer(file).writerow(row + [f"{training.rate():.2e}"])
        print(" ".join(f"{name} {value}" for name, value in zip(self.HEADER, row)), flush=True)


def main():
    choice = options()
    choice.out.mkdir(parents=True, exist_ok=True)
    training = Training(choice)
    training.resume()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, training.stop)
    run(training, Curve(choice.out / "loss.csv", training.step))
    training.save()
    model.save_folder(choice.out / "model", choice.size, training.average, choice.tokenizer)
    print(f"{training.step} steps of {training.steps}; the model is in {choice.out / 'model'}")


def run(training, curve):
    """Steps until all pictures have been seen or the time is over, saving now and then."""
    started = saved = time.monotonic()
    for batch in dataset.prefetched(training.load, range(training.step, training.steps)):
        curve.add(training, training.take(batch))
        now = time.monotonic()
        if now - saved > 60 * training.choice.save_every:
            training.save()
            saved = now
        if training.stopped or now - started > 60 * training.choice.minutes:
            break


if __name__ == "__main__":
    main()
