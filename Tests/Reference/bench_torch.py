#!/usr/bin/env python3
"""The cases of `bench` in PyTorch: convolutions with both gradients, and the write-up's UNet.

usage: bench_torch.py [NAME...]

Prints one JSON object a line with the names and units of `bench --json`. Each case is run in both memory
layouts; every value is that of the faster one, the peak memory that of the layout with the faster step.
"""
import json, multiprocessing, resource, statistics, sys, time
import torch
from torch import nn
from make_training import UNet

CONVOLUTIONS = [(28, 64, 64, 1), (14, 128, 128, 1), (28, 128, 128, 1), (7, 128, 128, 1), (28, 1, 64, 1),
                (28, 64, 1, 1), (28, 64, 64, 2), (14, 128, 256, 2)]  # side, inputs, outputs, stride
NETWORKS = [(8, 64, 5), (32, 64, 5), (64, 64, 5), (128, 64, 5), (128, 256, 1)]
LAYOUTS = [torch.contiguous_format, torch.channels_last]


def convolution_name(side, inputs, outputs, stride):
    return f"convolution {side}x{side} {inputs}->{outputs}" + (f" stride {stride}" if stride > 1 else "")


def milliseconds(body):
    start = time.perf_counter()
    body()
    return 1e3 * (time.perf_counter() - start)


def median_ms(runs, body):
    """The median of several runs, after 0.3 seconds of others."""
    warm = 0
    while warm < 300:
        warm += milliseconds(body)
    return statistics.median(milliseconds(body) for _ in range(runs))


def convolution(side, inputs, outputs, stride, layout):
    torch.manual_seed(0)
    x = torch.rand(64, inputs, side, side).to(memory_format=layout)
    weight = torch.rand(outputs, inputs, 3, 3).to(memory_format=layout)
    bias = torch.rand(outputs)
    gradient = torch.rand(64, outputs, side // stride, side // stride).to(memory_format=layout)

    def backward(*wanted):
        torch.ops.aten.convolution_backward(
            gradient, x, weight, [outputs], [stride, stride], [1, 1], [1, 1], False, [0, 0], 1, list(wanted))

    with torch.no_grad():
        times = {"forward": median_ms(9, lambda: nn.functional.conv2d(x, weight, bias, stride, 1)),
                 "input gradient": median_ms(9, lambda: backward(True, False, False)),
                 "parameter gradients": median_ms(9, lambda: backward(False, True, True))}
    work = 2e-6 * gradient.numel() * 9 * inputs
    return {f"{k} ms": t for k, t in times.items()} | {f"{k} GFLOP/s": work / t for k, t in times.items()}


def network(width, batch, runs, layout):
    torch.manual_seed(0)
    net = UNet(width, 2 * width).to(memory_format=layout)
    adam = torch.optim.Adam(net.parameters(), lr=1e-3)
    x = torch.rand(batch, 1, 28, 28)

    def step():
        noisy = (x + 0.5 * torch.randn_like(x)).to(memory_format=layout)
        loss = nn.functional.mse_loss(net(noisy), x)
        adam.zero_grad()
        loss.backward()
        adam.step()

    def evaluation():
        with torch.no_grad():
            net(x.to(memory_format=layout))

    step_ms = median_ms(runs, step)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024e-6
    net.eval()
    evaluation_ms = median_ms(runs, evaluation)
    return {"step ms": step_ms, "step images/s": 1e3 * batch / step_ms, "evaluation ms": evaluation_ms,
            "evaluation images/s": 1e3 * batch / evaluation_ms, "peak MB": peak}


def best(results):
    """The faster layout's values, by the unit's direction; the peak of the layout with the faster step."""
    merged = {k: (max if "/s" in k else min)(r[k] for r in results) for k in results[0]}
    if "peak MB" in merged:
        merged["peak MB"] = min(results, key=lambda r: r["step ms"])["peak MB"]
    return merged


def main():
    cases = {convolution_name(*sizes): (convolution, sizes) for sizes in CONVOLUTIONS}
    cases |= {f"network D={d} batch {b}": (network, (d, b, runs)) for d, b, runs in NETWORKS}
    names = sys.argv[1:]
    exact = [n for n in cases if n in names]
    for name in exact or [n for n in cases if not names or any(n.startswith(m) for m in names)]:
        measure, sizes = cases[name]
        results = []
        for layout in LAYOUTS:  # each in a process of its own, for its peak memory
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                results.append(pool.apply(measure, (*sizes, layout)))
        print(json.dumps({"name": name, "values": best(results)}), flush=True)


if __name__ == "__main__":
    main()
