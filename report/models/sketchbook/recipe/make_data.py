#!/usr/bin/env python3
"""Draws the training set: shards of pictures and their captions.

usage: make_data.py FOLDER [--pictures 400000] [--seed 1] [--processes 2] [--held-out] [--plain]

FOLDER/00000.npy, ...  uint8 [SHARD, 64, 64, 3], made to be memory-mapped; with --plain [SHARD, 32, 32, 3]
FOLDER/00000.tsv, ...  a caption, a subject and a style for each picture

Picture i of a seed is always the same, so a run that was stopped goes on where it stopped: finished shards are
kept. `--held-out` gives captions in the wordings that training never sees (use another seed for them, too).
`--plain` draws what the base learns from: the same pictures without hatching, every pixel the mean of four. Hatching
becomes a pattern of its own at this size; to put it in is the second stage's work.
"""
import argparse
import functools
import multiprocessing
import os
import pathlib
import time

import cv2
import numpy as np

from illustrator.picture import picture

SHARD, SIDE, PLAIN_SIDE = 5000, 64, 32


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pictures", type=int, default=400_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    shards = range((options.pictures + SHARD - 1) // SHARD)
    todo = [s for s in shards if not _path(options.folder, s, "tsv").exists()]
    draw = functools.partial(_draw_shard, options)
    started, done = time.monotonic(), 0
    with multiprocessing.Pool(options.processes) as pool:
        for count in pool.imap_unordered(draw, todo):
            done += count
            print(f"{done} pictures, {done / (time.monotonic() - started):.0f} a second", flush=True)


def _path(folder, shard, ending):
    return folder / f"{shard:05d}.{ending}"


def _draw_shard(options, shard):
    """Draws one shard; its captions are renamed into place last, so that a shard with captions is whole."""
    folder, first = options.folder, shard * SHARD
    count = min(SHARD, options.pictures - first)
    side = PLAIN_SIDE if options.plain else SIDE
    pixels, lines = np.empty((count, side, side, 3), np.uint8), []
    for i in range(count):
        drawn = picture(options.seed, first + i, held_out=options.held_out, plain=options.plain)
        pixels[i] = cv2.resize(drawn.pixels, (side, side), interpolation=cv2.INTER_AREA)
        lines.append(f"{drawn.caption}\t{drawn.subject}\t{drawn.style}\n")
    part = _path(folder, shard, "part.npy")
    np.save(part, pixels)
    os.replace(part, _path(folder, shard, "npy"))
    part = _path(folder, shard, "part.tsv")
    part.write_text("".join(lines))
    os.replace(part, _path(folder, shard, "tsv"))
    return count


if __name__ == "__main__":
    main()
