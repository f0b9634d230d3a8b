"""A watercolour: transparent washes with darker rims, blooms and pale paper."""
import cv2
import numpy as np

from .. import textures
from ..canvas import SIZE
from . import tones
from .oil import kuwahara


def render(canvas, chance, scene):
    image = tones.wavering(chance, tones.colours(canvas), chance.uniform(0.8, 1.5))
    wash = cv2.GaussianBlur(kuwahara(image, 2), (0, 0), 0.8)
    wash = _pale(wash, chance)
    density = (1 - wash) * _pooling(chance, wash)
    density *= _margin(chance)
    if chance.maybe(0.65):
        density += chance.uniform(0.3, 0.5) * _pencil(canvas, chance)[..., None]
    sheet = tones.paper(chance, (0.985, 0.98, 0.96), 0.014, 0.005)
    return tones.shrunk(sheet * (1 - np.clip(density, 0, 0.97)))


def _pale(image, chance):
    """Lifted towards the white of the paper, with clear colours."""
    grey = tones.brightness(image)[..., None]
    image = np.clip(grey + (image - grey) * chance.uniform(1.25, 1.5), 0, 1)
    lift = chance.uniform(0.2, 0.34)
    return lift + (1 - lift) * image ** 0.8


def _pooling(chance, wash):
    """Pigment gathers at the rims of a wash and in clouds; its grains settle in the paper."""
    grey = tones.brightness(wash)
    rims = tones.step(tones.edges(grey, 1.1), 0.12, 0.55) * 0.4
    blooms = 0.16 * textures.crop(chance, "cloud", SIZE) + 0.06 * textures.crop(chance, "tooth", SIZE)
    return (1 + rims + blooms)[..., None]


def _margin(chance):
    """The washes end in a ragged edge before the sheet does."""
    if chance.maybe(0.3):
        return np.float32(1)
    x, y = np.abs(tones.X / SIZE - 0.5), np.abs(tones.Y / SIZE - 0.5)
    distance = np.maximum(x, y) + 0.018 * textures.crop(chance, "smooth", SIZE) + 0.004 * textures.crop(chance,
        "tooth", SIZE)
    edge = chance.uniform(0.43, 0.47)
    return (1 - tones.step(distance, edge, edge + 0.025))[..., None]


def _pencil(canvas, chance):
    return tones.wavering(chance, tones.ink(canvas), 0.8)
