#!/usr/bin/env python3
"""Searches pairs of prompts whose anagrams or hybrids mean something in both readings.

usage: pairs.py anagram|hybrid MODEL JUDGE DATA WORK [--style oil] [--subjects castle,cat,...] [--seeds 2] [--steps 12]
                [--view flip] [--sigma 1] [--best 20] [--program ../../../../.build/release/report]

For each pair of subjects the program draws the first seeds in a report of its own, WORK/report, and the judge says of either
reading what it shows: of an anagram as it is and through the view, of a hybrid from near (the picture) and from afar (its low
frequencies). A subject's prompt is the shortest caption that DATA has for it in the style. WORK/pairs.tsv has all pairs,
best first: the mean over the seeds of the product of the two probabilities, how many seeds were right both ways, the prompts.

A judge is no reader: what it finds is where to look, and is named blind (`blind.py`) before anything is claimed.
"""
import argparse
import itertools
import json
import pathlib
import subprocess

import cv2
import numpy as np
import torch

import dataset
import judging
from illustrator.captions import OPENINGS
from train_judge import pixels_as_tensor

BLOCKS = 100  # of a chapter


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=["anagram", "hybrid"])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("judge", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--style", default="oil")
    parser.add_argument("--subjects")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--view", default="flip")
    parser.add_argument("--sigma", type=float, default=1)
    parser.add_argument("--best", type=int, default=20)
    parser.add_argument("--program", type=pathlib.Path, default=pathlib.Path("../../../../.build/release/report"))
    options = parser.parse_args()
    phrases = captions(options.data, options.style)
    if options.subjects:
        wanted = options.subjects.split(",")
        if unknown := [subject for subject in wanted if subject not in phrases]:
            parser.error(f"{options.data} has no '{unknown[0]}' in this style; it has {', '.join(sorted(phrases))}")
        phrases = {subject: phrases[subject] for subject in wanted}
    pairs = list(itertools.permutations(phrases, 2))
    if options.kind == "anagram" and options.view in ("flip", "negative", "half-turn"):
        # Such a view is its own inverse: the pair in the other order has the same pictures, the other way round.
        pairs = list(itertools.combinations(phrases, 2))
    write_report(options, phrases, pairs)
    build(options)
    results = sorted(judged(options, phrases, pairs), reverse=True)
    lines = [f"{score:.3f}\t{right}\t{first}\t{second}\n" for score, right, first, second in results]
    (options.work / "pairs.tsv").write_text("".join(lines))
    print("".join(lines[:options.best]), end="")


def captions(folder, style):
    """A prompt for each subject: the shortest caption of the style that occurs more than once, with its usual opening."""
    opening, _ = next(iter(OPENINGS[style])).split("{}")
    data = dataset.Pictures(folder)
    counts = {}
    for caption, subject, drawn in zip(data.captions, data.subjects, data.styles):
        if drawn == style and caption.startswith(opening):
            known = counts.setdefault(subject, {})
            known[caption] = known.get(caption, 0) + 1
    prompts = {}
    for subject, known in sorted(counts.items()):
        often = [caption for caption, count in known.items() if count > 1] or list(known)
        prompts[subject] = min(often, key=lambda caption: (len(caption), caption))
    return prompts


def write_report(options, phrases, pairs):
    """Chapters of {anagram} or {hybrid} blocks, pair number k as 'pair-k'."""
    folder = options.work / "report"
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"pairs-{start // BLOCKS + 1}.md" for start in range(0, len(pairs), BLOCKS)]
    manifest = {"title": "Pairs", "models": {"model": str(options.model.resolve())}, "chapters": names}
    (folder / "report.yml").write_text(json.dumps(manifest))
    how = f"views: [{options.view}]" if options.kind == "anagram" else f"kernel: 17\nsigma: {options.sigma:g}"
    for number, name in enumerate(names):
        parts = [f"---\ntitle: Pairs {number + 1}\n---\n"]
        if number == 0:
            parts.append("```{model} model\nname: model\ncaption: The model.\n```\n")
        for k in range(number * BLOCKS, min((number + 1) * BLOCKS, len(pairs))):
            # An anagram's first prompt is of the picture as it is; a hybrid's is of what is seen from afar.
            prompts = json.dumps([phrases[subject] for subject in pairs[k]])
            parts.append(
                f"```{{{options.kind}}} pair-{k}\nmodel: model\n{how}\nprompts: {prompts}\ncount: {options.seeds}\n"
                f"steps: {options.steps}\nseed: 0\ncaption: A pair.\nalt: A pair.\n```\n")
        (folder / name).write_text("\n".join(parts))


def build(options):
    command = [options.program.resolve(), "build", "--project", ".", "--allow", options.model.resolve()]
    subprocess.run(command, cwd=options.work, check=True)


def judged(options, phrases, pairs):
    """(score, seeds right both ways, prompt, prompt) of every pair."""
    judge = judging.Judge(options.judge)
    subjects = judge.config["subjects"]
    accepted = {s: [subjects.index(t) for t in subjects if judge.is_right(t, s)] for s in phrases}
    # Which picture of a row is read as the first prompt, and which as the second.
    columns = (1, 2) if options.kind == "anagram" else (2, 1)
    for k, pair in enumerate(pairs):
        folder = options.work / "site/figures" / f"pair-{k}"
        scores, right = np.ones(options.seeds), np.ones(options.seeds, bool)
        for subject, column in zip(pair, columns):
            pictures = [read(folder / f"panel-{seed + 1}-{column}.png") for seed in range(options.seeds)]
            with torch.no_grad():
                logits, _ = judge.logits(pixels_as_tensor(np.stack(pictures)))
            shares = logits.softmax(1)[:, accepted[subject]].sum(1).numpy()
            scores, right = scores * shares, right & np.isin(logits.argmax(1).numpy(), accepted[subject])
        yield float(scores.mean()), int(right.sum()), phrases[pair[0]], phrases[pair[1]]


def read(path):
    """uint8 [side, side, 3]"""
    pixels = cv2.imread(str(path))
    if pixels is None:
        raise SystemExit(f"{path} is no picture; was the report built?")
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)


if __name__ == "__main__":
    main()
