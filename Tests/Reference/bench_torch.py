#!/usr/bin/env python3
"""The cases of `bench` in PyTorch: convolutions with both gradients, the write-up's UNet, and sampling from it.

usage: bench_torch.py [--eager] [NAME...]

Prints one JSON object a line with the names and units of `bench --json`. Each case is run by several contenders, each
in a process of its own: PyTorch in both memory layouts, as it is and (but for `--eager`) compiled, and networks are
evaluated by OpenVINO and ONNX Runtime as well. Every value is that of the fastest one, whose name stands beside it; the
peak memory is that of the fastest step.
"""
import json, multiprocessing, resource, statistics, sys, time
import torch
from torch import nn
import peers
from make_training import UNet, denoising_loss, flow_loss

CONVOLUTIONS = [(28, 64, 64, 1), (14, 128, 128, 1), (28, 128, 128, 1), (7, 128, 128, 1), (28, 1, 64, 1),
                (28, 64, 1, 1), (28, 64, 64, 2), (14, 128, 256, 2)]  # side, inputs, outputs, stride
NETWORKS = [(8, 64, "none", 5), (16, 64, "none", 5), (32, 64, "none", 5), (64, 64, "none", 5), (64, 64, "class", 5),
            (128, 64, "none", 5), (128, 256, "none", 1)]  # width, batch, conditioning, runs
SAMPLINGS = [(64, 40, 50, 1)]  # width, images, steps, runs
IMAGES = 4096


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


def convolution(side, inputs, outputs, stride, contender):
    torch.manual_seed(0)
    layout = contender.layout
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


def network_name(width, batch, conditioning, _):
    return f"network {'class-conditional ' if conditioning == 'class' else ''}D={width} batch {batch}"


def network(width, batch, conditioning, runs, contender):
    torch.manual_seed(0)
    layout = contender.layout
    net = UNet(width, 2 * width, conditioning).to(memory_format=layout)
    adam = torch.optim.Adam(net.parameters(), lr=1e-3)
    images, labels = torch.rand(IMAGES, 1, 28, 28), torch.arange(IMAGES) % 10
    order = torch.randperm(IMAGES)[:batch]
    objective = denoising_loss if conditioning == "none" else flow_loss
    x, t, label = images[order], torch.rand(batch, 1), nn.functional.one_hot(labels[order], 10).float()
    inputs = [x.to(memory_format=layout), *([] if conditioning == "none" else [t, label])]
    called = contender.prepared(net)

    def in_layout(x, *told):
        return called(x.to(memory_format=layout), *told)

    def step():
        loss = objective(in_layout, images[order], labels[order])
        adam.zero_grad()
        loss.backward()
        adam.step()

    values = {}
    if contender.trains:
        step_ms = median_ms(runs, step)
        values = {"step ms": step_ms, "step images/s": 1e3 * batch / step_ms,
                  "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024e-6}
    evaluation_ms = median_ms(runs, contender.evaluation(net.eval(), inputs))
    return values | {"evaluation ms": evaluation_ms, "evaluation images/s": 1e3 * batch / evaluation_ms}


def sampling_name(width, images, steps, _):
    return f"sampling D={width} {images} digits {steps} guided steps"


def sampling(width, images, steps, runs, contender):
    torch.manual_seed(0)
    layout = contender.layout
    net = UNet(width, 2 * width, "class").to(memory_format=layout).eval()
    label = nn.functional.one_hot(torch.arange(images) % 10, 10).float()
    label = torch.cat([torch.zeros_like(label), label])
    noise = torch.randn(images, 1, 28, 28)

    def draw(steps):
        x = noise
        with torch.inference_mode():
            for i in range(steps):
                t = torch.full((2 * images, 1), i / steps)
                free, conditioned = net(torch.cat([x, x]).to(memory_format=layout), t, label).chunk(2)
                x = x + (free + 5 * (conditioned - free)) / steps

    draw(2)
    ms = statistics.median(milliseconds(lambda: draw(steps)) for _ in range(runs))
    return {"sampling ms": ms, "sampling images/s": 1e3 * images / ms}


def main():
    cases = {convolution_name(*sizes): (convolution, sizes, peers.EAGER) for sizes in CONVOLUTIONS}
    cases |= {network_name(*sizes): (network, sizes, peers.ALL) for sizes in NETWORKS}
    cases |= {sampling_name(*sizes): (sampling, sizes, peers.EAGER) for sizes in SAMPLINGS}
    peers.run(cases, sys.argv[1:])


if __name__ == "__main__":
    main()
