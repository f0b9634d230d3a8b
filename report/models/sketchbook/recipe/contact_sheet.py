#!/usr/bin/env python3
"""Sheets of the illustrator's pictures, for the eye.

usage: contact_sheet.py OUT [--subjects a,b] [--styles photo,oil|all] [--rows 6] [--columns 12] [--seed 0] [--scale 2]
                        [--captions]

A column is a subject, a row a style. Without subjects and styles both are drawn as they are for training.
"""
import argparse
import time

import cv2
import numpy as np

from illustrator.picture import STYLES, picture
from illustrator.subjects.catalogue import SUBJECTS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--subjects", default="")
    parser.add_argument("--styles", default="")
    parser.add_argument("--rows", type=int, default=6)
    parser.add_argument("--columns", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--scale", type=int, default=2)
    parser.add_argument("--captions", action="store_true")
    options = parser.parse_args()
    started = time.perf_counter()
    rows = [_row(options, row) for row in range(options.rows)]
    seconds = time.perf_counter() - started
    if options.captions:
        print("\n".join(f"{p.style:12} {p.subject:18} {p.caption}" for row in rows for p in row))
    sheet = np.concatenate([np.concatenate([np.pad(p.pixels, ((1, 1), (1, 1), (0, 0))) for p in row],
        1) for row in rows])
    size = dict(fx=options.scale, fy=options.scale, interpolation=cv2.INTER_NEAREST)
    quality = [cv2.IMWRITE_JPEG_QUALITY, 88] if options.out.endswith(".jpg") else []
    cv2.imwrite(options.out, cv2.resize(sheet[..., ::-1], None, **size), quality)
    print(f"{sum(map(len, rows))} pictures, {sum(map(len, rows)) / seconds:.0f} a second")


def _row(options, row):
    named = {f.__name__: f for f in SUBJECTS}
    subjects = [named[n] for n in options.subjects.split(",") if n] or [None]
    columns = options.columns or max(len(subjects), 12)
    styles = list(STYLES) if options.styles == "all" else options.styles.split(",")
    style = styles[row % len(styles)] or None
    return [picture(options.seed, 1000 * row + i, subjects[i % len(subjects)], style) for i in range(columns)]


if __name__ == "__main__":
    main()
