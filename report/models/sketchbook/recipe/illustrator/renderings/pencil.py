"""A pencil sketch: thin grey lines, drawn twice by an unsteady hand, and light shading on white paper."""
import numpy as np

from .. import textures
from ..canvas import SIZE
from . import tones


def render(canvas, chance, scene):
    tone = tones.key(canvas, scene)
    lines = _contours(canvas, chance, tone)
    coverage = np.maximum(lines, _shading(chance, tone, canvas.plain) * chance.uniform(0.5, 0.8))
    grain = textures.crop(chance, "tooth", SIZE)
    coverage = np.clip(coverage * (0.9 + 0.16 * grain), 0, 0.85)
    sheet = tones.paper(chance, chance.choice([(0.97, 0.97, 0.96), (0.95, 0.95, 0.94), (0.98, 0.97, 0.94)]), 0.008,
        0.006)
    lead = chance.uniform(0.2, 0.34)
    return tones.shrunk(tones.printed(sheet, (lead, lead, lead + 0.02), coverage))


def _contours(canvas, chance, tone):
    drawn = np.maximum(tones.ink(canvas), 0.7 * tones.step(tones.edges(tone, 1.0), 0.45, 1.0))
    first = tones.wavering(chance, drawn, 0.9)
    second = tones.wavering(chance, drawn, 1.7)
    pressure = 0.8 + 0.2 * textures.crop(chance, "smooth2", SIZE)
    return np.clip(np.maximum(first, 0.6 * second) * pressure * 1.1, 0, 1)


def _shading(chance, tone, plain):
    """Close parallel strokes that leave the light places white."""
    angle = chance.uniform(0.5, 1.0) * chance.choice([1, 1, 1, -1])
    sway = 1.5 * textures.crop(chance, "smooth", SIZE)
    strokes = tones.hatched(angle, chance.uniform(4.2, 5.4), sway, plain, lambda wave: wave)
    dark = np.clip(0.72 - tone, 0, 0.72) * 1.2
    patch = np.clip(0.9 + 0.35 * textures.crop(chance, "smooth2", SIZE), 0.2, 1.2)
    return np.clip(dark * (0.35 + 0.75 * strokes) * patch, 0, 0.75)
