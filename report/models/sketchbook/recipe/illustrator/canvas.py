"""The sheet that a scene is drawn on: colours and, for renderings that draw lines, the artist's contours."""
import contextlib

import cv2
import numpy as np
import skia

from . import shapes, textures
from .palette import mix, shade

SIZE = 128  # twice the size of the finished picture

LINE_COLOUR = skia.Color4f(1, 0, 0, 1)
FILL_COLOUR = skia.Color4f(0, 0, 0, 1)


def colour4(colour, alpha=1.0):
    """A colour of ours as one of skia's."""
    return skia.Color4f(*colour[:3], alpha)


def code(colour, alpha=1.0):
    """A colour as the integer that skia's gradients want."""
    r, g, b = (int(255 * min(1, max(0, v)) + 0.5) for v in colour[:3])
    return (int(255 * alpha + 0.5) << 24) | (r << 16) | (g << 8) | b


class Canvas:
    """Draws from back to front in the coordinates of the unit square.

    pixels: [SIZE, SIZE, 4] uint8, the colours
    contours: the same, or None; red is ink. A shape hides the contours behind it, as it hides colours.
    monochrome: the rendering has no colours, so that tones alone must tell things apart
    plain: the rendering shades with tones, not with strokes, which 32 pixels cannot hold
    light: where the light comes from, -1 (left) ... 1 (right)
    """

    def __init__(self, with_contours, monochrome=False, plain=False):
        self.pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
        self.pixels[..., 3] = 255
        self.contours = np.zeros((SIZE, SIZE, 4), np.uint8) if with_contours else None
        self._colour = skia.Surface(self.pixels).getCanvas()
        self._lines = skia.Surface(self.contours).getCanvas() if with_contours else None
        self._sheets = [sheet for sheet in (self._colour, self._lines) if sheet is not None]
        for sheet in self._sheets:
            sheet.scale(SIZE, SIZE)
        self.light = -0.6
        self.monochrome, self.plain = monochrome, plain
        self._scale = 1.0

    # Placing

    @contextlib.contextmanager
    def placed(self, x=0.0, y=0.0, scale=1.0, turn=0.0, mirror=False, stretch=1.0):
        """Inside, the origin is at (x, y), lengths are `scale` times as long, and the sheet is turned by degrees."""
        before, light = self._scale, self.light
        self._scale *= scale
        if mirror:
            self.light = -light
        for sheet in self._sheets:
            sheet.save()
            sheet.translate(x, y)
            sheet.rotate(turn)
            sheet.scale(-scale if mirror else scale, scale * stretch)
        yield self
        for sheet in self._sheets:
            sheet.restore()
        self._scale, self.light = before, light

    @contextlib.contextmanager
    def within(self, path):
        """Inside, nothing is drawn outside of the path."""
        for sheet in self._sheets:
            sheet.save()
            sheet.clipPath(path, True)
        yield self
        for sheet in self._sheets:
            sheet.restore()

    # Drawing

    def fill(self, path, colour, form=None, line=0.7, alpha=1.0):
        """Fills a path; `form` gives it a body: 'ball', 'tube', 'lying tube', 'down' or 'side'."""
        if form:
            paint = skia.Paint(AntiAlias=True, Shader=self._body(path.getBounds(), colour, form))
            if alpha < 1:
                paint.setAlphaf(alpha)
        else:
            paint = skia.Paint(AntiAlias=True, Color4f=colour4(colour, alpha))
        self._colour.drawPath(path, paint)
        self._contour(path, line, alpha)

    def stroke(self, path, colour, width, alpha=1.0, line=0.0, cap=True):
        """Draws along a path with a pen of the given width; `line` > 0 inks it too."""
        paint = self._pen(width, colour4(colour, alpha), cap)
        self._colour.drawPath(path, paint)
        if self._lines is not None and line > 0:
            if width * self._scale * SIZE > 2.5:
                outline = skia.Path()
                paint.getFillPath(path, outline)
                self._contour(outline, line, alpha)
            else:
                self._lines.drawPath(path, self._pen(self._hairline(), skia.Color4f(1, 0, 0, line), cap))

    def gradient(self, path, stops, start, end, line=0.0, alpha=1.0):
        """Fills a path with colours that change evenly from the point `start` to the point `end`."""
        shader = skia.GradientShader.MakeLinear([start, end], [code(c) for c in stops])
        paint = skia.Paint(AntiAlias=True, Shader=shader)
        if alpha < 1:
            paint.setAlphaf(alpha)
        self._colour.drawPath(path, paint)
        self._contour(path, line, alpha)

    def glow(self, x, y, radius, colour, strength=1.0):
        """Adds light around a point."""
        shader = skia.GradientShader.MakeRadial(
            (x, y), radius, [code(colour, strength), code(colour, strength * 0.35), code(colour, 0)], [0, 0.4, 1])
        paint = skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kPlus)
        self._colour.drawRect(skia.Rect(x - radius, y - radius, x + radius, y + radius), paint)

    def shadow(self, path, blur=0.03, strength=0.45, dx=0.0, dy=0.0, colour=(0.05, 0.04, 0.08)):
        """Darkens a path softly."""
        paint = skia.Paint(
            AntiAlias=True, Color4f=colour4(colour, strength),
            MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        if dx or dy:
            path = skia.Path(path)
            path.offset(dx, dy)
        self._colour.drawPath(path, paint)

    def haze(self, colour, amount, path=None):
        """Lays a veil over all that is drawn, or over a path."""
        paint = skia.Paint(AntiAlias=True, Color4f=colour4(colour, amount))
        self._colour.drawPath(path or shapes.rectangle(-1, -1, 2, 2), paint)

    def texture(self, chance, path, name="cloud", strength=0.15, scale=1.0):
        """Darkens and lightens a path by a noise field."""
        shader = _noise_image(name, strength).makeShader(
            skia.TileMode.kRepeat, skia.TileMode.kRepeat, skia.SamplingOptions(skia.FilterMode.kLinear),
            skia.Matrix().setScale(scale / SIZE, scale / SIZE).preTranslate(
                -chance.randrange(textures.SIZE), -chance.randrange(textures.SIZE)))
        self._colour.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader))

    # Whole-sheet operations

    def soften(self, pixels, top=0.0, bottom=1.0):
        """Blurs what has been drawn so far between two heights: it lies out of focus."""
        rows = slice(int(top * SIZE), int(bottom * SIZE))
        self.pixels[rows] = cv2.GaussianBlur(self.pixels[rows], (0, 0), pixels)

    def reflect(self, chance, horizon, strength=0.6, ripple=2.0, tint=(0.2, 0.3, 0.4)):
        """Mirrors what stands above the horizon in the water below it."""
        h = int(horizon * SIZE)
        n = SIZE - h
        y, x = np.mgrid[:n, :SIZE].astype(np.float32)
        wave = textures.crop(chance, "streaks", n, SIZE)
        depth = y / max(n, 1)
        source_y = np.clip(h - 1 - y * (h / max(n, 1)) * 0.9 + wave * ripple * (0.3 + 2 * depth), 0, h - 1)
        mirror = cv2.remap(
            self.pixels, x + wave * ripple, source_y.astype(np.float32), cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT)
        base = np.array([255 * v for v in tint] + [255], np.float32)
        amount = strength * (1 - 0.45 * depth[..., None])
        self.pixels[h:] = base + (mirror.astype(np.float32) - base) * amount

    # Inside

    def _hairline(self):
        return 1.7 / (SIZE * self._scale)

    def _pen(self, width, colour, round_cap):
        return skia.Paint(
            AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width, Color4f=colour,
            StrokeCap=skia.Paint.kRound_Cap if round_cap else skia.Paint.kButt_Cap,
            StrokeJoin=skia.Paint.kRound_Join)

    def _contour(self, path, line, alpha):
        if self._lines is None or alpha < 0.5:
            return
        self._lines.drawPath(path, skia.Paint(AntiAlias=True, Color4f=FILL_COLOUR))
        if line > 0:
            self._lines.drawPath(path, self._pen(self._hairline(), skia.Color4f(line, 0, 0, 1), True))

    def _body(self, bounds, colour, form):
        """A shader that models the shape of these bounds in the light."""
        l, t, r, b = bounds.left(), bounds.top(), bounds.right(), bounds.bottom()
        w, h, x, y = r - l, b - t, (l + r) / 2, (t + b) / 2
        bright, dark = shade(colour, 1.45), shade(colour, 0.45)
        if form == "ball":
            matrix = skia.Matrix().setScale(max(w, 1e-4), max(h, 1e-4)).postTranslate(
                x + 0.2 * self.light * w, y - 0.2 * h)
            stops = [shade(colour, 1.6), shade(colour, 1.1), shade(colour, 0.75), dark, shade(colour, 0.55)]
            return skia.GradientShader.MakeRadial(
                (0, 0), 0.78, [code(c) for c in stops], [0, 0.35, 0.62, 0.92, 1], localMatrix=matrix)
        if form in ("tube", "lying tube"):
            stops = [shade(colour, 0.8), bright, colour, dark, shade(colour, 0.6)]
            ends = [(l, y), (r, y)] if form == "tube" else [(x, t), (x, b)]
            if form == "tube" and self.light > 0:
                ends.reverse()
            return skia.GradientShader.MakeLinear(ends, [code(c) for c in stops], [0, 0.25, 0.5, 0.85, 1])
        stops = [shade(colour, 1.15), colour, shade(colour, 0.6)]
        ends = [(x, t), (x, b)] if form == "down" else [(l, y), (r, y)]
        if form == "side" and self.light > 0:
            ends.reverse()
        return skia.GradientShader.MakeLinear(ends, [code(c) for c in stops])


_noise_images = {}


def _noise_image(name, strength):
    """A field as an image that darkens where it is low and lightens where it is high."""
    key = name, round(strength, 2)
    if key not in _noise_images:
        noise = np.clip(textures.field(name), -2.5, 2.5)
        image = np.zeros((*noise.shape, 4), np.uint8)
        image[..., 3] = np.clip(np.abs(noise) * key[1] * 255, 0, 255)
        image[..., :3] = np.where(noise > 0, image[..., 3], 0)[..., None]
        _noise_images[key] = skia.Image.fromarray(image, colorType=skia.kRGBA_8888_ColorType)
    return _noise_images[key]


def lit(colour, light, haze, distance):
    """A surface in coloured light, seen through haze: distance 0 (near) ... 1."""
    return mix(tuple(min(1.0, c * l) for c, l in zip(colour, light)), haze, distance)
