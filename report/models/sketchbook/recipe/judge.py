#!/usr/bin/env python3
"""Judges a model: do its pictures show the subject, in the style, that a caption of an unseen wording asks for?

usage: judge.py JUDGE MODEL [--second MODEL] [--captions 256] [--guidance 5] [--steps 33]

JUDGE is a folder of `train_judge.py`, such as ../judge. It looks at the illustrator's own held-out pictures, as the
upper bound, and at the model's samples without and with guidance.
"""
import argparse

import numpy as np
import torch

import judging
from illustrator.picture import picture
from sample import Folder, enlarged
from train_judge import HELD_OUT_SEED, pixels_as_tensor

BATCH = 64


def agreement(judge, x, asked):
    """The shares of pictures with the right subject and with the right style; and the subjects that failed."""
    seen = judge(x)
    right = [judge.is_right(s, p.subject) for (s, _), p in zip(seen, asked)]
    in_style = [t == p.style for (_, t), p in zip(seen, asked)]
    missed = sorted({p.subject for r, p in zip(right, asked) if not r})
    return float(np.mean(right)), float(np.mean(in_style)), missed


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judge")
    parser.add_argument("model")
    parser.add_argument("--second")
    parser.add_argument("--captions", type=int, default=256)
    parser.add_argument("--guidance", type=float, default=5)
    parser.add_argument("--steps", type=int, default=33)
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    judge = judging.Judge(options.judge, device)
    asked = [picture(HELD_OUT_SEED, i, held_out=True) for i in range(options.captions)]
    first, second = Folder(options.model, device), options.second and Folder(options.second, device)
    print("| pictures | subject | style | subjects with misses |\n|---|---|---|---|")
    drawn = pixels_as_tensor(np.stack([p.pixels for p in asked])).to(device)
    _row("the illustrator's own", agreement(judge, drawn, asked))
    for guidance in (1.0, options.guidance):
        parts = [_samples(first, second, asked[i:i + BATCH], i, options.steps, guidance) for i in range(0, len(asked),
            BATCH)]
        _row(f"samples, guidance {guidance:g}", agreement(judge, torch.cat(parts), asked))


def _samples(first, second, asked, start, steps, guidance):
    captions, seeds = [p.caption for p in asked], list(range(start, start + len(asked)))
    x = first.sample(captions, seeds, steps, guidance)
    return enlarged(second, x, captions, seeds, max(10, steps // 2), min(2.0, guidance)) if second else x


def _row(name, result):
    subject, style, missed = result
    print(f"| {name} | {subject:.1%} | {style:.1%} | {', '.join(missed)} |", flush=True)


if __name__ == "__main__":
    main()
