#!/usr/bin/env python3
"""Draws single pictures, 64x64, as files; from a seed that training never uses, unless told otherwise.

usage: draw.py OUT.png --subject tower [--style photo] [--seed 9002] [--index 0]
"""
import argparse

import cv2

from illustrator.picture import STYLES, picture
from illustrator.subjects.catalogue import SUBJECTS


def main():
    named = {f.__name__: f for f in SUBJECTS}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--subject", choices=list(named), required=True)
    parser.add_argument("--style", choices=list(STYLES), default="photo")
    parser.add_argument("--seed", type=int, default=9002)
    parser.add_argument("--index", type=int, default=0)
    options = parser.parse_args()
    drawn = picture(options.seed, options.index, named[options.subject], options.style)
    cv2.imwrite(options.out, drawn.pixels[..., ::-1])
    print(drawn.caption)


if __name__ == "__main__":
    main()
