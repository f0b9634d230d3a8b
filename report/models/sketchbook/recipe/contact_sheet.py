#!/usr/bin/env python3
"""Sheets of pictures for the eye.

usage: contact_sheet.py OUT.png [--subjects a,b] [--styles photo,oil] [--rows 8] [--seed 0] [--scale 2] [--captions]
Every column is a subject (or, with one subject, a variation); every row a style (or, without styles, a draw).
"""
import argparse
import time

import cv2
import numpy as np

from illustrator.picture import STYLES, picture
from illustrator.subjects.catalogue import SUBJECTS


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--subjects", default="")
    parser.add_argument("--styles", default="")
    parser.add_argument("--rows", type=int, default=6)
    parser.add_argument("--columns", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--scale", type=int, default=2)
    parser.add_argument("--captions", action="store_true")
    options = parser.parse_args()
    names = {f.__name__: f for f in SUBJECTS}
    subjects = [names[n] for n in options.subjects.split(",") if n] or list(SUBJECTS)
    if options.columns:
        subjects = (subjects * options.columns)[:options.columns]
    styles = [s for s in options.styles.split(",") if s]
    styles = list(STYLES) if styles == ["all"] else styles
    started, rows, index = time.perf_counter(), [], 0
    for row in range(options.rows):
        pictures = [picture(options.seed, 1000 * row + i, s, styles[row % len(styles)] if styles else None) for i, s in enumerate(subjects)]
        index += len(pictures)
        rows.append(np.concatenate([np.pad(p.pixels, ((1, 1), (1, 1), (0, 0))) for p in pictures], 1))
        if options.captions:
            print("\n".join(f"{row} {p.style:12} {p.subject:10} {p.caption}" for p in pictures))
    seconds = time.perf_counter() - started
    sheet = cv2.cvtColor(np.concatenate(rows), cv2.COLOR_RGB2BGR)
    cv2.imwrite(options.out, cv2.resize(sheet, None, fx=options.scale, fy=options.scale, interpolation=cv2.INTER_NEAREST))
    print(f"{index} pictures, {index / seconds:.0f} a second")


if __name__ == "__main__":
    main()
