#!/usr/bin/env python3
"""Blind naming: can somebody who was told nothing say what the pictures show?

usage: blind.py lay-out PICTURES.tsv FOLDER KEY.tsv [--seed 0] [--scale 4] [--columns 4]
       blind.py score KEY.tsv ANSWERS.tsv [ANSWERS.tsv ...]
       blind.py compare PICTURES.tsv KEY.tsv JUDGE ANSWERS.tsv [ANSWERS.tsv ...]

PICTURES.tsv has a line for each picture: its file, its prompt, and, for pictures that only count together (both ways of
an anagram, near and far of a hybrid), the name of their group. Files are relative to PICTURES.tsv.

`lay-out` writes FOLDER/sheet-1.png ... with numbered pictures in random order, and FOLDER/answers.tsv to fill in: a
number, a tab, what one sees. Prompts and order go to KEY.tsv, which the reader must not have seen.

`score` says how many were named right at first guess, with a 95% interval (Wilson's), which were not and what was said
instead, and how many groups were right in every picture. What counts as right stands in `prompts.NAMES`, and was
decided before anybody answered.

`compare` lets a judge of `train_judge.py` look at the same pictures and says how often it agrees with the readers on which
were right: by share, and by Cohen's kappa, which is 0 for an agreement that chance explains.
"""
import argparse
import csv
import math
import pathlib
import random
import re
import unicodedata

import cv2
import numpy as np

import prompts

MARGIN, LETTERS = 8, 22  # in pixels of the sheet
ROWS = 4


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    lay_out = commands.add_parser("lay-out")
    lay_out.add_argument("pictures", type=pathlib.Path)
    lay_out.add_argument("folder", type=pathlib.Path)
    lay_out.add_argument("key", type=pathlib.Path)
    lay_out.add_argument("--seed", type=int, default=0)
    lay_out.add_argument("--scale", type=int, default=4)
    lay_out.add_argument("--columns", type=int, default=4)
    score = commands.add_parser("score")
    score.add_argument("key", type=pathlib.Path)
    score.add_argument("answers", type=pathlib.Path, nargs="+")
    compare = commands.add_parser("compare")
    compare.add_argument("pictures", type=pathlib.Path)
    compare.add_argument("key", type=pathlib.Path)
    compare.add_argument("judge", type=pathlib.Path)
    compare.add_argument("answers", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    if options.command == "lay-out":
        write_sheets(options)
    elif options.command == "compare":
        key = read(options.key, 4)
        judged = judgement(options.judge, options.pictures.parent, key)
        for place in options.answers:
            print_agreement(judged, named(key, place), place)
    else:
        for place in options.answers:
            print_score(read(options.key, 4), place)


def read(place, columns):
    """The lines of a table; each has so many columns, of which the last may be missing."""
    with place.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if r]
    for number, row in enumerate(rows, 1):
        if not columns - 1 <= len(row) <= columns:
            raise SystemExit(f"{place}:{number}: {columns - 1} or {columns} columns were expected, not {len(row)}")
    return [r + [""] * (columns - len(r)) for r in rows]


def write_sheets(options):
    pictures = read(options.pictures, 3)
    for _, prompt, _ in pictures:
        if prompt not in prompts.NAMES:
            raise SystemExit(f"prompts.NAMES does not say what counts as right for '{prompt}'")
    random.Random(options.seed).shuffle(pictures)
    options.folder.mkdir(parents=True, exist_ok=True)
    cells = [numbered(options.pictures.parent / file, number, options.scale) for number, (file, _, _) in
        enumerate(pictures, 1)]
    size = options.columns * ROWS
    for sheet in range(0, len(cells), size):
        cv2.imwrite(str(options.folder / f"sheet-{sheet // size + 1}.png"),
            joined(cells[sheet:sheet + size], options.columns))
    write(options.folder / "answers.tsv", ((n, "") for n in range(1, len(pictures) + 1)))
    write(options.key, ((n, *row) for n, row in enumerate(pictures, 1)))


def numbered(file, number, scale):
    """A picture, enlarged by a whole number, over its own number."""
    pixels = cv2.imread(str(file), cv2.IMREAD_COLOR)
    if pixels is None:
        raise SystemExit(f"{file} is no picture")
    pixels = pixels.repeat(scale, 0).repeat(scale, 1)
    cell = np.pad(pixels, ((0, LETTERS), (0, 0), (0, 0)), constant_values=255)
    cv2.putText(cell, str(number), (2, cell.shape[0] - 5), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
    return cell


def joined(cells, columns):
    """Cells of any sizes in rows, each as large as the largest."""
    height, width = (max(c.shape[axis] for c in cells) + MARGIN for axis in (0, 1))
    rows = math.ceil(len(cells) / columns)
    sheet = np.full((rows * height, columns * width, 3), 255, np.uint8)
    for i, cell in enumerate(cells):
        top, left = i // columns * height, i % columns * width
        sheet[top:top + cell.shape[0], left:left + cell.shape[1]] = cell
    return sheet


def write(place, rows):
    place.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")


def answers_of(key, place):
    """What a reader said, by the pictures' numbers."""
    answers = {row[0].strip(): row[1] for row in read(place, 2)}
    unknown = set(answers) - {row[0] for row in key}
    if unknown:
        raise SystemExit(f"{place}: the key has no picture {', '.join(sorted(unknown))}")
    return answers


def named(key, place):
    """Which pictures a reader named right, by their numbers."""
    answers = answers_of(key, place)
    return {number: is_right(prompt, answers.get(number, "")) for number, _, prompt, _ in key}


def judgement(folder, pictures, key):
    """In which pictures a judge sees what their prompts ask for, by their numbers."""
    import judging  # with torch, which sheets and scores do without
    from train_judge import pixels_as_tensor

    judge, right = judging.Judge(folder), {}
    for number, file, prompt, _ in key:
        pixels = cv2.imread(str(pictures / file), cv2.IMREAD_COLOR)
        if pixels is None:
            raise SystemExit(f"{pictures / file} is no picture")
        (subject, _), = judge(pixels_as_tensor(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)[None]))
        right[number] = judge.is_right(subject, prompts.SUBJECTS[prompt])
    return right


def print_agreement(judged, named, place):
    count, same = len(named), sum(judged[n] == named[n] for n in named)
    by_judge, by_reader = sum(judged.values()), sum(named.values())
    chance = (by_judge * by_reader + (count - by_judge) * (count - by_reader)) / count**2
    kappa = (same / count - chance) / (1 - chance) if chance < 1 else 1
    print(f"{place}: right by the judge {by_judge}, by the reader {by_reader}, by both "
        f"{sum(judged[n] and named[n] for n in named)} of {count}; the two agree on {share(same, count)}, kappa {kappa:.2f}")


def print_score(key, place):
    answers, right = answers_of(key, place), named(key, place)
    print(f"{place}: {share(sum(right.values()), len(right))} named right")
    for number, _, prompt, _ in key:
        if not right[number]:
            print(f"  {number}: '{prompt}', and said was '{answers.get(number, '')}'")
    groups = {}
    for number, _, _, group in key:
        if group:
            groups.setdefault(group, []).append(right[number])
    if groups:
        print(f"  groups right in every picture: {share(sum(map(all, groups.values())), len(groups))}")


def is_right(prompt, answer):
    """Whether an answer has all words of one of the names of what a prompt asks for, in the plural or, as 'bearded' has
    'beard', with another ending."""
    said = set(words(answer))
    has = lambda word: said & {word, word + "s", word + "es", word[:-1] + "ies", word + "ed"}
    return any(all(has(word) for word in words(name)) for name in prompts.NAMES[prompt])


def words(text):
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))


def share(count, total):
    """How many of how many, with Wilson's 95% interval."""
    z, p = 1.959964, count / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return f"{count} of {total} ({p:.0%}; {max(0, centre - half):.0%} to {min(1, centre + half):.0%})"


if __name__ == "__main__":
    main()
