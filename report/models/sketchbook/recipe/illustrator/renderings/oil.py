"""An oil painting: flattened colours (Kuwahara 1976), brush strokes that follow the forms, relief, canvas."""
import cv2
import numpy as np

from .. import textures
from ..canvas import SIZE
from . import tones

ORIENTATIONS = 12


def render(canvas, chance, scene):
    image = tones.wavering(chance, tones.colours(canvas), chance.uniform(0.5, 1.1))
    image = _richer(image, chance.uniform(1.1, 1.4))
    image = kuwahara(image, chance.choice([2, 2, 3]))
    image = _brushed(image, chance)
    return tones.shrunk(image * (1 + 0.022 * textures.crop(chance, "weave", SIZE)[..., None]))


def kuwahara(image, radius):
    """Every pixel becomes the mean of whichever of the four squares at its corner varies least."""
    size = (radius + 1, radius + 1)
    mean = cv2.blur(image, size, anchor=(0, 0), borderType=cv2.BORDER_REFLECT)
    grey = tones.brightness(image)
    variance = cv2.blur(grey * grey, size, anchor=(0, 0), borderType=cv2.BORDER_REFLECT)
    variance -= cv2.blur(grey, size, anchor=(0, 0), borderType=cv2.BORDER_REFLECT) ** 2
    best, result = None, None
    for dy in (0, radius):
        for dx in (0, radius):
            spread, square = _moved(variance, dy, dx), _moved(mean, dy, dx)
            if best is None:
                best, result = spread, square.copy()
                continue
            better = spread < best
            best = np.where(better, spread, best)
            np.copyto(result, square, where=better[..., None])
    return result


def _moved(values, dy, dx):
    """The values `dy` rows above and `dx` columns to the left of every place."""
    if not dy and not dx:
        return values
    return cv2.copyMakeBorder(values, dy, 0, dx, 0, cv2.BORDER_REPLICATE)[:SIZE, :SIZE]


def _richer(image, amount):
    grey = tones.brightness(image)[..., None]
    return np.clip(grey + (image - grey) * amount, 0, 1)


def _brushed(image, chance):
    """Strokes along the contours, in colours that vary from stroke to stroke, with light on their ridges."""
    bristles = _bristles(chance, image)
    strength = chance.uniform(0.028, 0.05)
    relief = cv2.Sobel(bristles, cv2.CV_32F, 1, 0, ksize=1) - cv2.Sobel(bristles, cv2.CV_32F, 0, 1, ksize=1)
    warm = textures.crop(chance, "smooth", SIZE) * 0.022
    strokes = np.stack([bristles * 0.5 + warm / 0.05, bristles * 0.5, bristles * 0.5 - warm / 0.05], -1) * strength
    return image * (1 + strokes) + (strokes * 0.5) + (0.3 * strength) * relief[..., None]


def _bristles(chance, image):
    """Fibres of noise whose direction is that of the nearest contour, or the painter's habit where there is none."""
    grey = cv2.GaussianBlur(tones.brightness(image), (0, 0), 2)
    gx, gy = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.blur(v, (13, 13)) for v in (gx * gx, gy * gy, gx * gy))
    habit = chance.uniform(0, np.pi) + 0.5 * textures.crop(chance, "smooth2", SIZE)
    across = 0.5 * np.arctan2(2 * xy + 0.004 * np.sin(habit), xx - yy + 0.004 * np.cos(habit))
    along = ((across / np.pi + 0.5) * ORIENTATIONS).astype(np.int32) % ORIENTATIONS
    fibres = _fibres()
    y, x = chance.randrange(fibres.shape[1] - SIZE), chance.randrange(fibres.shape[2] - SIZE)
    piece = fibres[:, y:y + SIZE, x:x + SIZE]
    return np.take_along_axis(piece, along[None], 0)[0]


_kept = []


def _fibres():
    """[ORIENTATIONS, 512, 512]: noise drawn out along directions at right angles to k pi / ORIENTATIONS."""
    if not _kept:
        white = textures.field("grain")[:512, :512]
        _kept.append(np.stack([_drawn_out(white, np.pi * k / ORIENTATIONS) for k in range(ORIENTATIONS)]))
    return _kept[0]


def _drawn_out(white, angle):
    y, x = np.mgrid[-8:9, -8:9]
    across = x * np.cos(angle) + y * np.sin(angle)
    along = -x * np.sin(angle) + y * np.cos(angle)
    kernel = np.exp(-0.5 * (across / 1.3) ** 2 - 0.5 * (along / 4.0) ** 2).astype(np.float32)
    fibres = cv2.filter2D(white, -1, kernel, borderType=cv2.BORDER_REFLECT)
    return (fibres / fibres.std()).astype(np.float32)
