#!/usr/bin/env python3
"""Makes Tests/MetricsTests/Fixtures/metrics.json with PyTorch, NumPy and SciPy.

usage: make_metrics.py

Two sets of 84 features, 300 and 260 rows, from torch's generator with the seeds 3 and 4, mixed so that their covariances
do not commute. Their Frechet distance comes from scipy.linalg.sqrtm, precision and recall (k = 3) and the nearest
neighbours from NumPy in double precision.
"""
import json, pathlib
import numpy, torch
from scipy.linalg import sqrtm

FEATURES, K = 84, 3


def mixed(seed, rows, slope, neighbour, shift):
    x = torch.randn(rows, FEATURES, generator=torch.Generator().manual_seed(seed)).numpy()
    place = numpy.arange(FEATURES, dtype=numpy.float32)
    return x * (0.5 + slope * place) + neighbour * numpy.roll(x, -1, 1) + shift * place


def distances(a, b):
    a, b = a.astype(float), b.astype(float)
    return numpy.sqrt(((a[:, None] - b[None]) ** 2).sum(2))


def share(queries, members):
    own = distances(members, members)
    numpy.fill_diagonal(own, numpy.inf)
    radii = numpy.sort(own, 1)[:, K - 1]
    return float((distances(queries, members) <= radii).any(1).mean())


f32 = numpy.float32
a = mixed(3, 300, f32(0.03125), f32(0.25), f32(0))
b = mixed(4, 260, f32(0.015625), f32(0.75), f32(0.0078125))
s1, s2 = numpy.cov(a.astype(float).T), numpy.cov(b.astype(float).T)
means = ((a.astype(float).mean(0) - b.astype(float).mean(0)) ** 2).sum()
near = distances(b, a)
record = {
    "frechet": float(means + numpy.trace(s1 + s2 - 2 * sqrtm(s1 @ s2).real)),
    "eigenvalues": sorted(numpy.linalg.eigvalsh(s1).tolist()),
    "precision": share(b, a), "recall": share(a, b),
    "nearest": near.argmin(1)[:20].tolist(), "nearestDistances": near.min(1)[:20].tolist(),
}
path = pathlib.Path(__file__).parent.parent / "MetricsTests/Fixtures/metrics.json"
path.write_text(json.dumps(record, separators=(",", ":")) + "\n")
print({k: v for k, v in record.items() if not isinstance(v, list)})
