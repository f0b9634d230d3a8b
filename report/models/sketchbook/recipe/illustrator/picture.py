"""One picture: a subject, drawn; a rendering; a caption."""
import dataclasses

import cv2
import numpy as np

from . import captions
from .canvas import Canvas
from .chance import Chance
from .renderings import RENDERINGS
from .subjects.catalogue import SUBJECTS

cv2.setNumThreads(1)

STYLES = {"photo": 0.36, "oil": 0.17, "lithograph": 0.15, "charcoal": 0.11, "watercolour": 0.1, "pencil": 0.11}


@dataclasses.dataclass
class Picture:
    """pixels: [64, 64, 3] uint8; subject and style: labels, for judging."""

    pixels: np.ndarray
    caption: str
    subject: str
    style: str


def picture(seed, index, subject=None, style=None, held_out=False, plain=False):
    """Picture number `index` of a seed: the same whatever else was drawn before.

    subject (a drawing function) and style may be given; `held_out` asks for wordings kept for evaluation, `plain` for
    the same picture without hatching.
    """
    chance = Chance(seed, index)
    drawn, named = chance.weighted(SUBJECTS), chance.weighted(STYLES)
    subject, style = subject or drawn, style or named
    canvas = Canvas(style not in ("photo", "oil"), style in captions.MONOCHROME, plain)
    scene = subject(canvas, chance)
    pixels = RENDERINGS[style].render(canvas, chance, scene)
    if chance.maybe(0.5):
        pixels = pixels[:, ::-1]
    pixels = (np.clip(pixels, 0, 1) * 255 + 0.5).astype(np.uint8)
    return Picture(pixels, captions.caption(chance, scene, style, held_out), scene.label, style)
