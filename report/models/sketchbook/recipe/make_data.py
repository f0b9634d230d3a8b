#!/usr/bin/env python3
"""Draws the training set: shards of pictures and their captions.

usage: make_data.py FOLDER [--pictures 400000] [--seed 1] [--processes 2] [--held-out]

FOLDER/00000.npy, ...  uint8 [SHARD, 64, 64, 3], made to be memory-mapped
FOLDER/00000.tsv, ...  a caption, a subject and a style for each picture

Picture i of a seed is always the same, so a run that was stopped goes on where it stopped: finished shards are
kept. `--held-out` gives captions in the wordings that training never sees (use another seed for them, too).
"""
import argparse
import functools
import multiprocessing
import os
import pathlib
import time

import numpy as np

from illustrator.picture import picture

SHARD = 5000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pictures", type=int, default=400_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    shards = range((options.pictures + SHARD - 1) // SHARD)
    todo = [s for s in shards if not _path(options.folder, s, "tsv").exists()]
    draw = functools.partial(_draw_shard, options.folder, options.seed, options.held_out, options.pictures)
    started, done = time.monotonic(), 0
    with multiprocessing.Pool(options.processes) as pool:
        for count in pool.imap_unordered(draw, todo):
            done += count
            print(f"{done} pictures, {done / (time.monotonic() - started):.0f} a second", flush=True)


def _path(folder, shard, ending):
    return folder / f"{shard:05d}.{ending}"


def _draw_shard(folder, seed, held_out, total, shard):
    """Draws one shard; its captions are renamed into place last, so that a shard with captions is whole."""
    first = shard * SHARD
    count = min(SHARD, total - first)
    pixels, lines = np.empty((count, 64, 64, 3), np.uint8), []
    for i in range(count):
        drawn = picture(seed, first + i, held_out=held_out)
        pixels[i] = drawn.pixels
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
