#!/usr/bin/env python3
"""Trains the judge, a small classifier of subjects and styles, on the illustrator's pictures.

usage: train_judge.py DATA OUT [--pictures 500000] [--batch 64] [--rate 2e-3] [--held-out 2000]
                      [--distractors 0] [--plain FOLDER] [--threads N]

OUT/config.json, OUT/model.safetensors  the judge
OUT/state.pt                            the state of a training that was stopped, every 1000 steps; gone in the end
In the end it judges held-out pictures, drawn from a seed that training never sees.

With --plain, every other picture of a batch is the one of the same number without hatching, as the base learns to draw
them: both stages' pictures can then be judged. With --distractors 0.25, a quarter of every batch is turned into pictures of nothing, which the judge learns to call
'nothing': it then says what a picture shows only where the picture is good enough.
"""
import argparse
import os
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

import augmentation
import dataset
import judging
from distractors import distractors
from illustrator.picture import STYLES, picture

SEED, HELD_OUT_SEED, MOST_NOISE = 0, 9001, 0.06


def pixels_as_tensor(pixels):
    """uint8 [N, H, W, 3] -> [N, 3, H, W] in -1...1"""
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 127.5 - 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--pictures", type=int, default=500_000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--held-out", type=int, default=2000)
    parser.add_argument("--distractors", type=float, default=0)
    parser.add_argument("--plain")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    data = dataset.Pictures(options.data)
    subjects, styles = sorted(set(data.subjects)), list(STYLES)
    if options.distractors:
        subjects.append(judging.NOTHING)
    plain = dataset.Pictures(options.plain) if options.plain else None
    if plain and plain.captions != data.captions:
        parser.error(f"{options.plain} has other pictures than {options.data}")
    network = _trained(options, data, plain, subjects, styles)
    judging.save(network, subjects, styles, options.out)
    (options.out / "state.pt").unlink(missing_ok=True)
    if options.held_out:
        _report(judging.Judge(options.out), options.held_out)


def _trained(options, data, plain, subjects, styles):
    torch.manual_seed(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = judging.Trained(len(subjects), len(styles)).to(device, memory_format=torch.channels_last)
    steps = options.pictures // options.batch
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=steps)
    first = _resume(options.out / "state.pt", network, optimizer, schedule)
    subject = torch.tensor([subjects.index(s) for s in data.subjects])
    style = torch.tensor([styles.index(s) for s in data.styles])
    load = lambda number: dataset.batch_indices(len(data), options.batch, SEED, number)
    started, total = time.monotonic(), 0.0
    spoiled = round(options.distractors * options.batch)
    for number in range(first, steps):
        indices = load(number)
        x = augmentation.shrunk(pixels_as_tensor(data.pixels(indices)).to(device), judging.SIDE)
        if plain:
            x[::2] = pixels_as_tensor(plain.pixels(indices[::2])).to(device)
        x, shown = _seen(x, subject[indices].to(device), number, spoiled, len(subjects) - 1)
        a, b = network(x)
        # A spoiled picture has no style that anybody would have to tell.
        whole = len(indices) - spoiled
        loss = F.cross_entropy(a, shown) + F.cross_entropy(b[:whole], style[indices][:whole].to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        total += loss.item()
        if (number + 1) % 250 == 0:
            rate = (number + 1 - first) * options.batch / (time.monotonic() - started)
            print(f"step {number + 1} of {steps}, loss {total / 250:.3f}, {rate:.0f} pictures a second", flush=True)
            total = 0.0
        if (number + 1) % 1000 == 0:
            _save(options.out / "state.pt", number + 1, network, optimizer, schedule)
    return network.eval()


def _seen(x, subjects, number, spoiled, nothing):
    """A batch of small pictures as the network sees it: the last so many spoiled, every one with a little noise, as samples
    have it; and the subjects to be told."""
    generator = torch.Generator(x.device).manual_seed(number)
    if spoiled:
        x = torch.cat([x[:-spoiled], distractors(x, subjects, generator)[-spoiled:]])
        subjects = torch.cat([subjects[:-spoiled], torch.full_like(subjects[-spoiled:], nothing)])
    level = torch.rand(len(x), 1, 1, 1, generator=generator, device=x.device) * MOST_NOISE
    noise = torch.randn(x.shape, generator=generator, device=x.device)
    return (x + level * noise).contiguous(memory_format=torch.channels_last), subjects


def _save(path, done, *parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save([done] + [part.state_dict() for part in parts], path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def _resume(path, *parts):
    """How many steps are done already."""
    if not path.exists():
        return 0
    done, *states = torch.load(path, weights_only=True)
    for part, state in zip(parts, states):
        part.load_state_dict(state)
    return done


def _report(judge, count):
    """How the judge does on the illustrator's own pictures."""
    drawn = [picture(HELD_OUT_SEED, i, held_out=True) for i in range(count)]
    seen = judge(pixels_as_tensor(np.stack([p.pixels for p in drawn])))
    exact = np.mean([s == p.subject for (s, _), p in zip(seen, drawn)])
    right = np.mean([judge.is_right(s, p.subject) for (s, _), p in zip(seen, drawn)])
    style = np.mean([t == p.style for (_, t), p in zip(seen, drawn)])
    print(f"{count} held-out pictures: subject {right:.1%} (to the letter {exact:.1%}), style {style:.1%}")
    if judging.NOTHING in judge.config["subjects"]:
        x = augmentation.shrunk(pixels_as_tensor(np.stack([p.pixels for p in drawn])), judging.SIDE)
        names = [p.subject for p in drawn]
        subjects = torch.tensor([judge.config["subjects"].index(name) for name in names])
        told = judge(distractors(x, subjects, torch.Generator().manual_seed(HELD_OUT_SEED)))
        print(f"the same, spoiled: {np.mean([s == judging.NOTHING for s, _ in told]):.1%} told to show nothing")
    wrong = {}
    for (s, _), p in zip(seen, drawn):
        if not judge.is_right(s, p.subject):
            wrong[p.subject, s] = wrong.get((p.subject, s), 0) + 1
    for (asked, s), times in sorted(wrong.items(), key=lambda item: -item[1])[:10]:
        print(f"  {asked} taken for {s}: {times}")


if __name__ == "__main__":
    main()
