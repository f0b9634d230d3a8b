#!/usr/bin/env python3
"""Counts what the sizes cost: FLOP a pass (two for a multiplication with its addition), parameters, megabytes.

usage: measure.py [SIZE ...] [--seconds 20 --batch 64 --threads 2]   (with --seconds: pictures a second in training)
"""
import argparse
import time

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

import model
from objective import Objective, stratified_timesteps


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=list(model.UNETS))
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--precision", default="float32")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for size in options.sizes:
        network = model.TextToImage(size, 900)
        _cost(size, network)
        if options.seconds:
            _speed(size, network, options)


def _inputs(size, batch):
    settings = model.UNETS[size]
    side, channels = settings["sample_size"], settings.get("in_channels", 3)
    x = torch.randn(batch, channels, side, side).contiguous(memory_format=torch.channels_last)
    ids = torch.randint(3, 800, (batch, model.TOKENS))
    mask = (torch.arange(model.TOKENS) < 12).long().expand(batch, -1)
    level = torch.zeros(batch, dtype=torch.long) if "class_embed_type" in settings else None
    return x, torch.full((batch,), 500), ids, mask, level


def _cost(size, network):
    x, t, ids, mask, level = _inputs(size, 1)
    with torch.no_grad(), sdpa_kernel(SDPBackend.MATH):
        with FlopCounterMode(display=False) as text:
            states = network.text_encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        with FlopCounterMode(display=False) as image:
            network.unet(x, t, encoder_hidden_states=states, class_labels=level)
    counts = [sum(p.numel() for p in n.parameters()) / 1e6 for n in (network.unet, network.text_encoder)]
    print(f"{size}: UNet {image.get_total_flops() / 1e9:.2f} GFLOP, {counts[0]:.2f} M; text encoder "
          f"{text.get_total_flops() / 1e9:.2f} GFLOP, {counts[1]:.2f} M; {2 * sum(counts):.1f} MB in half precision",
          flush=True)


def _speed(size, network, options):
    network = network.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), fused=True)
    objective, x = Objective("cpu"), _inputs(size, options.batch)
    generator = torch.Generator().manual_seed(0)
    times, started = [], time.perf_counter()
    while time.perf_counter() - started < options.seconds:
        before = time.perf_counter()
        t = stratified_timesteps(options.batch, generator)
        x0, noise = torch.randn(2, options.batch, 3, *x[0].shape[2:], generator=generator)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.precision == "bfloat16"):
            output = network(x[0], t, *x[2:])
        weighted, bound, _ = objective.losses(output, x0, noise, t)
        optimizer.zero_grad()
        (weighted + bound).backward()
        optimizer.step()
        times.append(time.perf_counter() - before)
    times = sorted(times[1:])
    speed = options.batch / times[len(times) // 2]
    print(f"  {options.precision}, batch {options.batch}: {speed:.1f} pictures a second", flush=True)


if __name__ == "__main__":
    main()
