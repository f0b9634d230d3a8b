"""A photograph: exposure, white balance, bloom, vignette, the lens's softness and the film's grain."""
import cv2
import numpy as np

from .. import textures
from ..canvas import SIZE
from . import tones


def render(canvas, chance, scene):
    image = tones.colours(canvas)
    if scene.tone == "dark":
        image = image + _bloom(image) * chance.uniform(0.3, 0.6)
    image = tones.shrunk(image)
    image *= _exposure(chance)
    image *= _vignette(chance)
    image = _film_curve(image, chance.uniform(0.0, 0.6))
    if chance.maybe(0.3):
        image = cv2.GaussianBlur(image, (0, 0), chance.uniform(0.35, 0.6))
    return image + _grain(chance)


def _bloom(image):
    bright = np.maximum(cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA) - 0.55, 0)
    return cv2.resize(cv2.GaussianBlur(bright, (0, 0), 1.6), (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)


def _exposure(chance):
    warmth = chance.gauss(0, 0.03)
    return np.array([1 + warmth, 1, 1 - warmth], np.float32) * np.float32(chance.uniform(0.9, 1.1))


def _vignette(chance):
    strength = chance.uniform(0.05, 0.35)
    y, x = np.mgrid[-1:1:64j, -1:1:64j].astype(np.float32)
    return (1 - strength * np.clip(x * x + y * y - 0.4, 0, 2) * 0.6)[..., None]


def _film_curve(image, contrast):
    image = np.clip(image, 0, 1)
    return image + contrast * (image * image * (3 - 2 * image) - image)


def _grain(chance):
    strength = chance.uniform(0.004, 0.014)
    return (textures.crop(chance, "grain", 64) * strength)[..., None]
