#!/usr/bin/env python3
"""Judges a model: do its pictures show the subject, in the style, that a caption of an unseen wording asks for?

usage: judge.py DATA MODEL [--second MODEL] [--captions 256] [--guidance 5] [--steps 33] [--epochs 3] [--out DIR]

A small classifier of subjects and styles is trained on the illustrator's pictures (and kept in DIR), then it looks at
the illustrator's own held-out pictures, as the upper bound, and at the model's samples without and with guidance.
"""
import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

import dataset
from illustrator.picture import STYLES, picture
from sample import Folder, enlarged

SEED, BATCH = 9001, 64
PERSONS = {"woman", "man", "old man", "face", "woman with hat", "man with hat", "woman with glasses",
    "man with glasses"}
ALSO_RIGHT = {"face": PERSONS, "man": {"face"}, "woman": {"face"}, "sea": {"sunset"}, "cat": {"cat on a windowsill"}}


class Classifier(torch.nn.Module):
    """[N, 3, 64, 64] -> logits of subjects and of styles."""

    def __init__(self, subjects, styles):
        super().__init__()
        widths = [3, 32, 64, 128, 192]
        self.blocks = torch.nn.ModuleList(_block(a, b) for a, b in zip(widths, widths[1:]))
        self.subject, self.style = torch.nn.Linear(192, subjects), torch.nn.Linear(192, styles)

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        x = x.mean((2, 3))
        return self.subject(x), self.style(x)


def _block(a, b):
    layers = [torch.nn.Conv2d(a, b, 3, 2, 1, bias=False), torch.nn.BatchNorm2d(b), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers, torch.nn.Conv2d(b, b, 3, 1, 1, bias=False), torch.nn.BatchNorm2d(b),
        torch.nn.ReLU())


def trained(data, subjects, styles, epochs, device):
    """The classifier after some epochs over the first 100,000 pictures."""
    torch.manual_seed(0)
    network = Classifier(len(subjects), len(styles)).to(device, memory_format=torch.channels_last)
    count = min(len(data), 100_000)
    steps = epochs * (count // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps)
    subject = torch.tensor([subjects.index(s) for s in data.subjects])
    style = torch.tensor([styles.index(s) for s in data.styles])
    for number in range(steps):
        indices = dataset.batch_indices(count, BATCH, 0, number)
        a, b = network(_tensor(data.pixels(indices)).to(device))
        loss = F.cross_entropy(a, subject[indices].to(device)) + F.cross_entropy(b, style[indices].to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return network.eval()


def _tensor(pixels):
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 127.5 - 1


def agreement(network, x, asked, subjects, styles):
    """The shares of pictures with the right subject and with the right style; and the subjects that failed."""
    a, b = network(x)
    seen = [(subjects[i], styles[j]) for i, j in zip(a.argmax(1).tolist(), b.argmax(1).tolist())]
    right = [s == p.subject or s in ALSO_RIGHT.get(p.subject, ()) for (s, _), p in zip(seen, asked)]
    in_style = [t == p.style for (_, t), p in zip(seen, asked)]
    missed = sorted({p.subject for r, p in zip(right, asked) if not r})
    return float(np.mean(right)), float(np.mean(in_style)), missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("model")
    parser.add_argument("--second")
    parser.add_argument("--captions", type=int, default=256)
    parser.add_argument("--guidance", type=float, default=5)
    parser.add_argument("--steps", type=int, default=33)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("work"))
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = dataset.Pictures(options.data)
    subjects, styles = sorted(set(data.subjects)), list(STYLES)
    path = options.out / "judge.pt"
    if path.exists():
        network = Classifier(len(subjects), len(styles)).to(device)
        network.load_state_dict(torch.load(path, weights_only=True))
        network.eval()
    else:
        network = trained(data, subjects, styles, options.epochs, device)
        torch.save(network.state_dict(), path)
    with torch.no_grad():
        _report(network, options, subjects, styles, device)


def _report(network, options, subjects, styles, device):
    asked = [picture(SEED, i, held_out=True) for i in range(options.captions)]
    first, second = Folder(options.model, device), options.second and Folder(options.second, device)
    print("| pictures | subject | style | subjects with misses |\n|---|---|---|---|")
    drawn = _tensor(np.stack([p.pixels for p in asked])).to(device)
    _row("the illustrator's own", agreement(network, drawn, asked, subjects, styles))
    for guidance in (1.0, options.guidance):
        parts = [_samples(first, second, asked[i:i + BATCH], i, options.steps, guidance) for i in range(0, len(asked),
            BATCH)]
        _row(f"samples, guidance {guidance:g}", agreement(network, torch.cat(parts), asked, subjects, styles))


def _samples(first, second, asked, start, steps, guidance):
    captions, seeds = [p.caption for p in asked], list(range(start, start + len(asked)))
    x = first.sample(captions, seeds, steps, guidance)
    return enlarged(second, x, captions, seeds, max(10, steps // 2), min(2.0, guidance)) if second else x


def _row(name, result):
    subject, style, missed = result
    print(f"| {name} | {subject:.1%} | {style:.1%} | {', '.join(missed)} |", flush=True)


if __name__ == "__main__":
    main()
