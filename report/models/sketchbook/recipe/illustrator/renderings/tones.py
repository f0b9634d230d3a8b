"""What several renderings do: colours as floats, tones, edges, wavering, shrinking."""
import cv2
import numpy as np

from .. import textures
from ..canvas import SIZE

Y, X = np.mgrid[:SIZE, :SIZE].astype(np.float32)
WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)


def colours(canvas):
    """The drawn colours as [SIZE, SIZE, 3] float32 in 0...1."""
    return canvas.pixels[..., :3].astype(np.float32) * np.float32(1 / 255)


def brightness(image):
    """[.., 3] -> [..]"""
    return image @ WEIGHTS


def stretched(tone, low=2, high=98, black=0.0, white=1.0):
    """The tone with its percentiles moved to `black` and `white`."""
    a, b = map(float, np.percentile(tone[::4, ::4], [low, high]))
    return np.clip((tone - a) / max(b - a, 0.15), 0, 1) * (white - black) + black


def key(canvas, scene):
    """The tones of a drawing in black and white: all of the scale is used, and its middle lies near one half."""
    tone = stretched(brightness(colours(canvas)), 2, 95 if scene.tone == "dark" else 98)
    middle = min(0.9, max(0.05, float(np.median(tone[::4, ::4]))))
    return tone ** min(1.15, max(0.5, float(np.log(0.55) / np.log(middle))))


def step(x, low, high):
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def edges(tone, sigma=1.0):
    """How fast the tone changes, roughly 0...1 at clear contours."""
    soft = cv2.GaussianBlur(tone, (0, 0), sigma)
    return np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)) * 0.6


def hatched(angle, period, sway, plain, lines):
    """The lines that a screen makes: `lines` of waves from 0 to 1 across the direction `angle`, `period` pixels long.

    plain: in their place the tone that they make from afar, their mean over all places of the wave.
    """
    phase = (X * np.sin(angle) + Y * np.cos(angle) + sway) * np.float32(2 * np.pi / period)
    moves = np.arange(8, dtype=np.float32) * np.float32(np.pi / 4) if plain else [np.float32(0)]
    return sum(lines(0.5 + 0.5 * np.cos(phase + move)) for move in moves) / np.float32(len(moves))


def ink(canvas):
    """The contours that the artist drew, [SIZE, SIZE] in 0...1."""
    return canvas.contours[..., 0].astype(np.float32) * np.float32(1 / 255)


def wavering(chance, image, pixels, name="smooth"):
    """The image as an unsteady hand would have it."""
    dx = textures.crop(chance, name, SIZE) * pixels
    dy = textures.crop(chance, name, SIZE) * pixels
    return cv2.remap(image, X + dx, Y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def shrunk(image):
    """Half the size, by the mean of 2x2 pixels."""
    return cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_AREA)


def printed(paper, ink_colour, coverage):
    """Ink of one colour on paper: [H, W, 3] or a colour, a colour, [H, W] -> [H, W, 3]."""
    amount = np.clip(coverage, 0, 1)[..., None]
    return paper * (1 - amount) + np.asarray(ink_colour, np.float32) * amount


def paper(chance, colour, tooth=0.02, stain=0.02):
    """A sheet with its grain and its stains, [SIZE, SIZE, 3]."""
    grain = textures.crop(chance, "tooth", SIZE) * tooth + textures.crop(chance, "cloud", SIZE) * stain
    return np.asarray(colour, np.float32) * (1 + grain[..., None])
