#!/usr/bin/env python3
"""Makes Tests/TrainingTests/Fixtures/classifier.json with PyTorch.

usage: make_classifier.py

Eight training steps of the classifier on 64 images of uniform noise (seed 5) with random classes: batch 16, Adam from
3e-3 down to zero in a straight line, shifts of up to 2 pixels, seed 7, everything from torch's default generator. Then
the trained network's features and logits of the first four images.
"""
import json, pathlib
import torch
from torch import nn
from torch.nn import functional as F

IMAGES, BATCH, EPOCHS, RATE, SHIFT, SEED = 64, 16, 2, 3e-3, 2, 7


def conv(a, b, side=3, padding=1):
    return nn.Sequential(nn.Conv2d(a, b, side, 1, padding), nn.BatchNorm2d(b), nn.GELU())


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.c0, self.c1, self.c2 = conv(1, 16), conv(16, 32), conv(32, 64)
        self.hidden = conv(64, 84, 7, 0)
        self.out = nn.Conv2d(84, 10, 1)

    def features(self, x):
        return self.hidden(self.c2(F.avg_pool2d(self.c1(F.avg_pool2d(self.c0(x), 2)), 2)))

    def forward(self, x):
        return self.out(self.features(x)).flatten(1)


def shifted(image, rows, columns):
    padded = F.pad(image, [SHIFT] * 4)
    top, left = SHIFT - rows, SHIFT - columns
    return padded[:, top : top + 28, left : left + 28]


torch.set_num_threads(1)
torch.manual_seed(5)
images, labels = torch.rand(IMAGES, 1, 28, 28), torch.randint(0, 10, (IMAGES,))
torch.manual_seed(SEED)
network = Classifier()
optimizer = torch.optim.Adam(network.parameters())
loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(images, labels), BATCH, shuffle=True)
losses, total = [], EPOCHS * len(loader)
for _ in range(EPOCHS):
    for x, y in loader:
        offsets = (torch.randint(0, 2 * SHIFT + 1, (len(x), 2)) - SHIFT).tolist()
        x = torch.stack([shifted(image, *offset) for image, offset in zip(x, offsets)])
        optimizer.param_groups[0]["lr"] = RATE * (1 - len(losses) / total)
        loss = F.cross_entropy(network(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
network.eval()
with torch.no_grad():
    features, logits = network.features(images[:4]).flatten(1), network(images[:4])
record = {
    "labels": labels.tolist(), "losses": losses, "featureSums": features.sum(1).tolist(),
    "logits": logits.flatten().tolist(), "parameters": sum(p.numel() for p in network.parameters()),
    "names": list(network.state_dict()),
}
path = pathlib.Path(__file__).parent.parent / "TrainingTests/Fixtures/classifier.json"
path.write_text(json.dumps(record, separators=(",", ":")) + "\n")
