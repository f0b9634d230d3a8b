"""A lithograph: contours and hatching in one ink on toned paper, with the grain of the stone."""
import numpy as np

from .. import textures
from ..canvas import SIZE
from . import tones

PAPERS = [(0.93, 0.89, 0.78), (0.95, 0.92, 0.84), (0.90, 0.85, 0.74), (0.92, 0.90, 0.86), (0.96, 0.94, 0.88)]
INKS = [(0.10, 0.09, 0.08), (0.14, 0.10, 0.07), (0.08, 0.09, 0.12), (0.20, 0.12, 0.07)]


def render(canvas, chance, scene):
    tone = tones.key(canvas, scene)
    tone = 0.1 + 0.96 * tone + 0.02 * textures.crop(chance, "grain", SIZE)
    coverage = np.maximum(_hatching(chance, tone, canvas.plain), _contours(canvas, tone))
    coverage *= 0.92 + 0.1 * textures.crop(chance, "tooth", SIZE)
    sheet = tones.paper(chance, chance.choice(PAPERS), 0.012, 0.02)
    return tones.shrunk(tones.printed(sheet, chance.choice(INKS), coverage))


def _hatching(chance, tone, plain):
    """Lines that grow with the darkness: one direction, then a second across it, then solid ink."""
    period = chance.uniform(6.2, 8.4)
    angle = chance.choice([0.35, 0.6, 0.8, 1.0]) * chance.sign()
    sway = textures.crop(chance, "smooth", SIZE) * 1.2 + tone * chance.uniform(0, 10)
    across = angle + chance.uniform(1.0, 1.5)
    lines = tones.hatched(angle, period, sway, plain,
        lambda wave: tones.step(wave, 0.05 + 1.15 * tone, 0.35 + 1.15 * tone))
    crossed = tones.hatched(across, period, sway, plain,
        lambda wave: tones.step(wave, 0.25 + 1.9 * tone, 0.55 + 1.9 * tone))
    ink = lines + crossed - lines * crossed if plain else np.maximum(lines, crossed)
    return np.maximum(ink, 0.93 * tones.step(0.2 - tone, 0, 0.12))


def _contours(canvas, tone):
    return np.maximum(0.95 * tones.ink(canvas), tones.step(tones.edges(tone, 0.8), 0.55, 1.1) * 0.7)
