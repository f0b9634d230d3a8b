#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/training_{writeup,official}.json with PyTorch.

usage: make_training.py [DATA]        (DATA holds mnist/train-images-idx3-ubyte; default ~/.cache/report/data)

Ten training steps of the unconditional MNIST UNet on the first 2,560 training images: D = 16, batch 64,
sigma 0.5, Adam 1e-3, seed 7, DataLoader(shuffle=True), everything from torch's default generator.
"""
import json, pathlib, sys
import numpy, torch
from torch import nn

WIDTH, BATCH, SIGMA, RATE, SEED, IMAGES, STEPS = 16, 64, 0.5, 1e-3, 7, 2560, 10


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


class UNet(nn.Module):
    def __init__(self, d, middle):
        super().__init__()
        self.e0, self.e1, self.e2 = pair(1, d), down(d, d), down(d, 2 * d)
        self.flat = nn.Sequential(nn.AvgPool2d(7), nn.GELU())
        self.unflat = norm_gelu(nn.ConvTranspose2d(2 * d, 2 * d, 7, 7), 2 * d)
        self.d1, self.d0 = up(4 * d, middle), up(middle + d, d)
        self.out = nn.Sequential(pair(2 * d, d), nn.Conv2d(d, 1, 3, 1, 1))

    def forward(self, x):
        a = self.e0(x)
        b = self.e1(a)
        c = self.e2(b)
        h = self.d1(torch.cat([self.unflat(self.flat(c)), c], 1))
        h = self.d0(torch.cat([h, b], 1))
        return self.out(torch.cat([h, a], 1))


def losses(images, variant):
    torch.manual_seed(SEED)
    net = UNet(WIDTH, 2 * WIDTH if variant == "writeup" else WIDTH)
    adam = torch.optim.Adam(net.parameters(), lr=RATE)
    loader = torch.utils.data.DataLoader(images, batch_size=BATCH, shuffle=True)
    result = []
    for x in loader:
        z = x + SIGMA * torch.randn_like(x)
        loss = nn.functional.mse_loss(net(z), x)
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
    for variant in ["writeup", "official"]:
        record = {"torch": torch.__version__, "variant": variant, "width": WIDTH, "batchSize": BATCH, "sigma": SIGMA,
                  "learningRate": RATE, "seed": SEED, "images": IMAGES, "losses": losses(images, variant)}
        path = pathlib.Path(__file__).parents[1] / f"TrainingTests/Fixtures/training_{variant}.json"
        path.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
