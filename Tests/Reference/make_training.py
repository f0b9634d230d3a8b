#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/training_{writeup,official}{,_time,_class}.json with PyTorch.

usage: make_training.py [DATA]        (DATA holds mnist/train-images-idx3-ubyte; default ~/.cache/report/data)

Ten training steps of the MNIST UNet on the first 2,560 training images: D = 16, batch 64, Adam 1e-3, seed 7,
DataLoader(shuffle=True), everything from torch's default generator. The unconditional network is trained as a
denoiser at sigma 0.5, the networks that are told the time, and a class, by flow matching with a class in ten dropped.
"""
import json, pathlib, sys
import numpy, torch
from torch import nn

WIDTH, BATCH, SIGMA, DROP, RATE, SEED, IMAGES, STEPS = 16, 64, 0.5, 0.1, 1e-3, 7, 2560, 10


def norm_gelu(layer, channels):
    return nn.Sequential(layer, nn.BatchNorm2d(channels), nn.GELU())


def conv(a, b, stride=1):
    return norm_gelu(nn.Conv2d(a, b, 3, stride, 1), b)


def pair(a, b):
    return nn.Sequential(conv(a, b), conv(b, b))


def down(a, b):
    return nn.Sequential(conv(a, b, 2), pair(b, b))


def up(a, b):
    return nn.Sequential(norm_gelu(nn.ConvTranspose2d(a, b, 4, 2, 1), b), pair(b, b))


def block(a, b):
    return nn.Sequential(nn.Linear(a, b), nn.GELU(), nn.Linear(b, b))


class UNet(nn.Module):
    def __init__(self, d, middle, conditioning="none"):
        super().__init__()
        self.e0, self.e1, self.e2 = pair(1, d), down(d, d), down(d, 2 * d)
        self.flat = nn.Sequential(nn.AvgPool2d(7), nn.GELU())
        self.unflat = norm_gelu(nn.ConvTranspose2d(2 * d, 2 * d, 7, 7), 2 * d)
        self.d1, self.d0 = up(4 * d, middle), up(middle + d, d)
        self.out = nn.Sequential(pair(2 * d, d), nn.Conv2d(d, 1, 3, 1, 1))
        if conditioning != "none":
            self.t1, self.t2 = block(1, 2 * d), block(1, middle)
        if conditioning == "class":
            self.c1, self.c2 = block(10, 2 * d), block(10, middle)

    def told(self, h, level, t, label):
        if t is None:
            return h
        time = getattr(self, f"t{level}")(t)[:, :, None, None]
        return h * time if label is None else getattr(self, f"c{level}")(label)[:, :, None, None] * h + time

    def forward(self, x, t=None, label=None):
        a = self.e0(x)
        b = self.e1(a)
        c = self.e2(b)
        h = self.told(self.unflat(self.flat(c)), 1, t, label)
        h = self.told(self.d1(torch.cat([h, c], 1)), 2, t, label)
        h = self.d0(torch.cat([h, b], 1))
        return self.out(torch.cat([h, a], 1))


def denoising_loss(net, x, _):
    z = x + SIGMA * torch.randn_like(x)
    return nn.functional.mse_loss(net(z), x)


def flow_loss(net, x, label):
    x0, t, keep = torch.randn_like(x), torch.rand(len(x)), torch.rand(len(x)) >= DROP
    if label is not None:
        label = nn.functional.one_hot(label, 10).float() * keep[:, None]
    time = t[:, None, None, None]
    return nn.functional.mse_loss(net((1 - time) * x0 + time * x, t[:, None], label), x - x0)


def losses(images, labels, variant, conditioning):
    torch.manual_seed(SEED)
    net = UNet(WIDTH, 2 * WIDTH if variant == "writeup" else WIDTH, conditioning)
    adam = torch.optim.Adam(net.parameters(), lr=RATE)
    digits = torch.utils.data.TensorDataset(images, labels)
    result = []
    for x, label in torch.utils.data.DataLoader(digits, batch_size=BATCH, shuffle=True):
        objective = denoising_loss if conditioning == "none" else flow_loss
        loss = objective(net, x, label if conditioning == "class" else None)
        adam.zero_grad()
        loss.backward()
        adam.step()
        result.append(loss.item())
        if len(result) == STEPS:
            return result


def main():
    default = pathlib.Path.home() / ".cache/report/data"
    data = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    pixels = numpy.fromfile(data / "mnist/train-images-idx3-ubyte", numpy.uint8, offset=16)
    images = torch.from_numpy(pixels[:IMAGES * 784].reshape(IMAGES, 1, 28, 28)).float() / 255
    labels = torch.from_numpy(numpy.fromfile(data / "mnist/train-labels-idx1-ubyte", numpy.uint8, offset=8)[:IMAGES])
    for variant in ["writeup", "official"]:
        for conditioning in ["none", "time", "class"]:
            record = {"torch": torch.__version__, "variant": variant, "conditioning": conditioning, "width": WIDTH,
                      "batchSize": BATCH, "sigma": SIGMA, "drop": DROP, "learningRate": RATE, "seed": SEED,
                      "images": IMAGES, "losses": losses(images, labels.long(), variant, conditioning)}
            name = f"training_{variant}" + ("" if conditioning == "none" else f"_{conditioning}")
            path = pathlib.Path(__file__).parents[1] / f"TrainingTests/Fixtures/{name}.json"
            path.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
