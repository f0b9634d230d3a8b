#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/torch_trained.safetensors with PyTorch and safetensors.

usage: make_trained.py

Both variants of the UNet with D = 4, told nothing, the time, or the time and a class, after twenty steps: manual_seed(0)
and the network; manual_seed(123), x1 = rand(4, 1, 28, 28), classes 3, 1, 4, 1; each step draws x0 = randn, t = rand(4) and
keep = rand(4) >= 0.1, whatever the network is told; Adam 1e-2, times 0.1^(1/10) after each step. Then, in evaluation mode,
what the network makes of an input, and for flows a sample of five Euler steps from manual_seed(5) and randn(2, 1, 28, 28),
with classes 3 and 8 at guidance 5. The weights are kept, because twenty steps apart no two programs end at the same ones:
a bias in front of a batch normalisation has a gradient of mere rounding, which Adam turns into whole steps.
"""
import pathlib
import torch
from safetensors.torch import save_file
from torch import nn
from make_training import UNet

WIDTH, STEPS, GUIDANCE = 4, 20, 5


def one_hot(labels):
    return nn.functional.one_hot(torch.tensor(labels), 10).float()


def train(variant, conditioning):
    torch.manual_seed(0)
    net = UNet(WIDTH, 2 * WIDTH if variant == "writeup" else WIDTH, conditioning)
    torch.manual_seed(123)
    x1 = torch.rand(4, 1, 28, 28)
    adam = torch.optim.Adam(net.parameters(), lr=1e-2)
    decay = torch.optim.lr_scheduler.ExponentialLR(adam, 0.1 ** (1 / 10))
    losses = []
    for _ in range(STEPS):
        x0, t, keep = torch.randn_like(x1), torch.rand(4), torch.rand(4) >= 0.1
        if conditioning == "none":
            answer, target = net(x1 + 0.5 * x0), x1
        else:
            time = t[:, None, None, None]
            label = one_hot([3, 1, 4, 1]) * keep[:, None] if conditioning == "class" else None
            answer, target = net((1 - time) * x0 + time * x1, t[:, None], label), x1 - x0
        loss = nn.functional.mse_loss(answer, target)
        adam.zero_grad()
        loss.backward()
        adam.step()
        decay.step()
        losses.append(loss.item())
    return net.eval(), losses


def velocity(net, conditioning, x, t):
    times = torch.full((len(x), 1), t)
    if conditioning == "time":
        return net(x, times)
    free, told = net(x, times, torch.zeros(len(x), 10)), net(x, times, one_hot([3, 8]))
    return free + GUIDANCE * (told - free)


def sample(net, conditioning):
    torch.manual_seed(5)
    x = torch.randn(2, 1, 28, 28)
    for step in range(5):
        x = x + velocity(net, conditioning, x, step / 5) / 5
    return x


def evaluated(net, conditioning):
    torch.manual_seed(4)
    x, t = torch.randn(2, 1, 28, 28), torch.tensor([[0.25], [0.75]])
    told = {"none": (), "time": (t,), "class": (t, one_hot([7, 0]))}[conditioning]
    return x, net(x, *told)


@torch.no_grad()
def record(net, conditioning):
    x, y = evaluated(net, conditioning)
    result = {f"network.{k}": v for k, v in net.state_dict().items()} | {"input": x, "output": y}
    return result if conditioning == "none" else result | {"sample": sample(net, conditioning)}


def main():
    tensors = {}
    for variant in ["writeup", "official"]:
        for conditioning in ["none", "time", "class"]:
            net, losses = train(variant, conditioning)
            print(variant, conditioning, losses[:4], losses[-1])
            for name, value in record(net, conditioning).items():
                tensors[f"{variant}.{conditioning}.{name}"] = value.contiguous()
    path = pathlib.Path(__file__).parents[1] / "TrainingTests/Fixtures/torch_trained.safetensors"
    save_file(tensors, path, {"torch": torch.__version__})


if __name__ == "__main__":
    main()
