#!/usr/bin/env python3
"""Draws what a model is measured on, from seeds and in wordings that training never sees.

usage: make_held_out.py pictures FOLDER [--count 32] [--styles photo ...]
       make_held_out.py captions FOLDER [--count 256]

pictures  FOLDER/000.png, ... 64x64, of the subjects in turn; FOLDER/captions.tsv: a picture's name, a tab, its caption
captions  FOLDER/asked.tsv: a caption, its subject, its style and the name of the illustrator's own picture of it, with
          tabs between them; FOLDER/000.png, ... 32x32. Subjects and styles are as frequent as in training, and the
          captions are those that judge.py asks for
"""
import argparse
import pathlib

import cv2
import numpy as np
import torch

import augmentation
from illustrator.picture import STYLES, picture
from illustrator.subjects.catalogue import SUBJECTS
from train_judge import HELD_OUT_SEED

PICTURES_SEED = 9003


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("pictures", "captions"))
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--count", type=int)
    parser.add_argument("--styles", nargs="+", choices=list(STYLES), default=["photo"])
    options = parser.parse_args()
    if options.kind == "pictures":
        drawn = _spread(PICTURES_SEED, options.count or 32, options.styles)
        _draw(options.out, drawn, 64)
        rows = (f"{i:03d}.png\t{p.caption}\n" for i, p in enumerate(drawn))
        (options.out / "captions.tsv").write_text("".join(rows))
        return
    drawn = [picture(HELD_OUT_SEED, i, held_out=True) for i in range(options.count or 256)]
    _draw(options.out, drawn, 32)
    rows = (f"{p.caption}\t{p.subject}\t{p.style}\t{i:03d}.png\n" for i, p in enumerate(drawn))
    (options.out / "asked.tsv").write_text("".join(rows))


def _spread(seed, count, styles):
    """Pictures of the subjects in turn, each round in an order of its own, and of the styles in turn."""
    subjects, chance, order = list(SUBJECTS), np.random.default_rng(seed), []
    while len(order) < count:
        order += [subjects[i] for i in chance.permutation(len(subjects))]
    return [picture(seed, i, order[i], styles[i % len(styles)], held_out=True) for i in range(count)]


def _draw(folder, drawn, side):
    folder.mkdir(parents=True, exist_ok=True)
    for i, p in enumerate(drawn):
        pixels = shrunk(p.pixels, side)[..., ::-1]
        cv2.imwrite(str(folder / f"{i:03d}.png"), pixels, [cv2.IMWRITE_PNG_COMPRESSION, 9])


def shrunk(pixels, side):
    """As a model that draws pictures of this side is trained."""
    x = augmentation.shrunk(torch.from_numpy(pixels).permute(2, 0, 1)[None].float(), side)
    return (x[0].permute(1, 2, 0).numpy() + 0.5).clip(0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
