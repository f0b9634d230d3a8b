"""A charcoal drawing: soft black strokes and smudged tones that catch on the tooth of the paper."""
import cv2
import numpy as np

from .. import textures
from ..canvas import SIZE
from . import tones

PAPERS = [(0.90, 0.89, 0.87), (0.86, 0.85, 0.83), (0.93, 0.92, 0.90), (0.84, 0.81, 0.77)]


def render(canvas, chance, scene):
    tone = tones.key(canvas, scene)
    dark = (1 - tone) ** chance.uniform(1.0, 1.5)
    fading = _fading(chance)
    smudged = cv2.GaussianBlur(tones.wavering(chance, dark, 1.2), (0, 0), chance.uniform(0.8, 1.5))
    tooth = textures.crop(chance, "tooth", SIZE)
    shading = np.maximum(0.8 * smudged, 0.75 * _slanted(chance, dark, canvas.plain)) * fading
    coverage = tones.step(shading + 0.055 * tooth, 0.06, 1.0)
    coverage = np.maximum(coverage, _strokes(canvas, chance, tone) * (0.88 + 0.14 * tooth))
    sheet = tones.paper(chance, chance.choice(PAPERS), 0.02, 0.012)
    return tones.shrunk(tones.printed(sheet, (0.09, 0.085, 0.085), 0.94 * coverage))


def _strokes(canvas, chance, tone):
    """Thick contours of uneven pressure."""
    lines = np.maximum(tones.ink(canvas), 0.8 * tones.step(tones.edges(tone, 1.1), 0.5, 1.2))
    lines = cv2.GaussianBlur(tones.wavering(chance, lines, 1.0), (0, 0), 1.0)
    pressure = 1.35 + 0.45 * textures.crop(chance, "smooth", SIZE)
    return np.clip(lines * pressure, 0, 1)


def _slanted(chance, dark, plain):
    """Broad strokes with the side of the stick in the dark places."""
    angle = chance.uniform(0.5, 1.1) * chance.sign()
    sway = 2.5 * textures.crop(chance, "smooth", SIZE)
    return tones.hatched(angle, chance.uniform(7, 11), sway, plain, lambda wave: tones.step(wave * dark, 0.25, 0.8))


def _fading(chance):
    """The drawing leaves the margins of the sheet free, unevenly."""
    if chance.maybe(0.35):
        return np.float32(1)
    x, y = np.abs(tones.X / SIZE - 0.5), np.abs(tones.Y / SIZE - 0.5)
    distance = np.maximum(x, y) + 0.035 * textures.crop(chance, "smooth2", SIZE)
    return 1 - 0.85 * tones.step(distance, 0.36, 0.5)
