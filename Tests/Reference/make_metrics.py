#!/usr/bin/env python3
"""Makes Tests/MetricsTests/Fixtures/metrics.json with PyTorch, NumPy and SciPy.

usage: make_metrics.py

Pairs of sets of 84 and of 512 features, from torch's generator with the seeds 3 and 4, mixed so that their covariances do
not commute. Some have fewer rows than features, or features that repeat others. Their Frechet distance comes from the
singular values of A B^T, A and B the centred features: Tr (S1 S2)^{1/2} is their sum whatever the ranks, and no root is
taken of a rounded 0. scipy.linalg.sqrtm says the same where it can be trusted, which is checked. Precision and recall
(k = 3) and the nearest neighbours of the first pair come from NumPy in double precision.
"""
import json, pathlib
import numpy, torch
from scipy.linalg import sqrtm

K = 3
f32 = numpy.float32


def mixed(seed, rows, features, slope, neighbour, shift, rank=None):
    x = torch.randn(rows, features, generator=torch.Generator().manual_seed(seed)).numpy()
    place = numpy.arange(features, dtype=f32)
    x = x * (f32(0.5) + f32(slope) * place) + f32(neighbour) * numpy.roll(x, -1, 1) + f32(shift) * place
    return x[:, numpy.arange(features) % (rank or features)]


def pair(features, rows, slopes, ranks=(None, None)):
    return (
        mixed(3, rows[0], features, slopes[0], 0.25, 0, ranks[0]),
        mixed(4, rows[1], features, slopes[1], 0.75, 0.0078125, ranks[1]))


def frechet(a, b, is_regular):
    a, b = a.astype(float), b.astype(float)
    means = ((a.mean(0) - b.mean(0)) ** 2).sum()
    a, b = ((x - x.mean(0)) / numpy.sqrt(len(x) - 1) for x in (a, b))
    variances = (a**2).sum() + (b**2).sum()
    found = means + variances - 2 * numpy.linalg.svd(a @ b.T, compute_uv=False).sum()
    if is_regular:
        s1, s2 = a.T @ a, b.T @ b
        by_root = means + variances - 2 * numpy.trace(sqrtm(s1 @ s2).real)
        assert abs(found - by_root) < 1e-9 * variances, (found, by_root)
    return float(found)


def distances(a, b):
    a, b = a.astype(float), b.astype(float)
    return numpy.sqrt(((a[:, None] - b[None]) ** 2).sum(2))


def share(queries, members):
    own = distances(members, members)
    numpy.fill_diagonal(own, numpy.inf)
    radii = numpy.sort(own, 1)[:, K - 1]
    return float((distances(queries, members) <= radii).any(1).mean())


pairs = {
    "84 features": pair(84, (300, 260), (0.03125, 0.015625)),
    "84 features of few samples": pair(84, (50, 40), (0.03125, 0.015625)),
    "512 features": pair(512, (1500, 1200), (0.00390625, 0.001953125)),
    "512 features of few samples": pair(512, (200, 100), (0.00390625, 0.001953125)),
    "512 features of few samples beside many": pair(512, (1500, 100), (0.00390625, 0.001953125)),
    "512 features that repeat": pair(512, (1500, 1200), (0.00390625, 0.001953125), (100, 120)),
}
a, b = pairs["84 features"]
near = distances(b, a)
record = {
    "frechet": {name: frechet(*sets, name in ("84 features", "512 features")) for name, sets in pairs.items()},
    "eigenvalues": sorted(numpy.linalg.eigvalsh(numpy.cov(a.astype(float).T)).tolist()),
    "precision": share(b, a), "recall": share(a, b),
    "nearest": near.argmin(1)[:20].tolist(), "nearestDistances": near.min(1)[:20].tolist(),
}
path = pathlib.Path(__file__).parent.parent / "MetricsTests/Fixtures/metrics.json"
path.write_text(json.dumps(record, separators=(",", ":")) + "\n")
print({k: v for k, v in record.items() if not isinstance(v, list)})
