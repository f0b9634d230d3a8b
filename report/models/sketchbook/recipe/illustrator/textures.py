"""Noise that is made once, the same in every process, and cropped wherever a picture needs a texture."""
import functools

import cv2
import numpy as np

SIZE = 1024


def _smoothed(white, sigma_x, sigma_y):
    """White noise blurred on a torus and scaled to standard deviation 1."""
    pad = int(3 * max(sigma_x, sigma_y)) + 1
    padded = np.pad(white, pad, mode="wrap")
    soft = cv2.GaussianBlur(padded, (0, 0), sigmaX=max(sigma_x, 0.01), sigmaY=max(sigma_y, 0.01))
    soft = soft[pad:-pad, pad:-pad]
    return ((soft - soft.mean()) / soft.std()).astype(np.float32)


def _white(number):
    return np.random.default_rng([20, number]).standard_normal((SIZE, SIZE)).astype(np.float32)


@functools.cache
def field(name):
    """A tileable [SIZE, SIZE] float32 field with mean 0 and standard deviation 1.

    grain: fine film grain - tooth: paper - smooth, cloud: soft lumps - streaks: horizontal fibres
    """
    if name == "grain":
        return _smoothed(_white(1), 0.8, 0.8)
    if name == "tooth":
        return _standard(_smoothed(_white(2), 1.1, 1.1) + 0.5 * _smoothed(_white(3), 3, 3))
    if name == "smooth":
        return _smoothed(_white(4), 7, 7)
    if name == "smooth2":
        return _smoothed(_white(14), 7, 7)
    if name == "cloud":
        return _standard(sum(_smoothed(_white(5 + i), s, s) * w for i, (s, w) in enumerate(
            [(18, 1.0), (9, 0.55), (4.5, 0.3), (2, 0.17)])))
    if name == "streaks":
        return _smoothed(_white(11), 7, 0.9)
    if name == "weave":
        y, x = np.mgrid[:SIZE, :SIZE]
        return _standard(np.sin(x * np.pi / 2) * np.sin(y * np.pi / 2) + 0.35 * _smoothed(_white(12), 1, 1))
    raise KeyError(name)


def _standard(values):
    return ((values - values.mean()) / values.std()).astype(np.float32)


def crop(chance, name, height, width=None):
    """A piece of a field at a random place, as a view: never written to."""
    width = height if width is None else width
    y, x = chance.randrange(SIZE - height), chance.randrange(SIZE - width)
    return field(name)[y:y + height, x:x + width]
