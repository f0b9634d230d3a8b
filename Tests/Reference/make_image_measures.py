#!/usr/bin/env python3
"""Makes Tests/MetricsTests/Fixtures/image_measures.json with scikit-image and PyTorch.

usage: make_image_measures.py

Two pairs of images of 14 x 17 pixels: element number i of the first set is a = (37 i mod 101) / 100, of the second
0.7 a + 0.3 (53 i mod 89) / 88, in the order [N, H, W, 3]. Then the distance of two stacks of activations, [2, 4, 5, 6]
and [2, 2, 3, 4], by the same formulas with 0.5 taken away.
"""
import json, pathlib
import numpy as np
import torch
from skimage.metrics import peak_signal_noise_ratio, structural_similarity


def pair(shape):
    i = np.arange(np.prod(shape))
    a = (i * 37 % 101) / 100
    return a.reshape(shape).astype(np.float32), (0.7 * a + 0.3 * (i * 53 % 89) / 88).reshape(shape).astype(np.float32)


def unit(x):
    """As in the LPIPS package: [N, C, H, W] with channels of unit length."""
    return x / (x.square().sum(1, keepdim=True).sqrt() + 1e-10)


def distance(shape):
    a, b = (torch.from_numpy(x - np.float32(0.5)).permute(0, 3, 1, 2).double() for x in pair(shape))
    return (unit(a) - unit(b)).square().sum(1).mean((1, 2))


a, b = (x.astype(np.float64) for x in pair((2, 14, 17, 3)))
record = {
    "psnr": [peak_signal_noise_ratio(x, y, data_range=1) for x, y in zip(a, b)],
    "ssim": [structural_similarity(x, y, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=1,
        channel_axis=2) for x, y in zip(a, b)],
    "perceptual": ((distance((2, 4, 5, 6)) + distance((2, 2, 3, 4))) / 2).tolist(),
}
out = pathlib.Path(__file__).parent.parent / "MetricsTests/Fixtures/image_measures.json"
out.write_text(json.dumps(record, indent=1) + "\n")
