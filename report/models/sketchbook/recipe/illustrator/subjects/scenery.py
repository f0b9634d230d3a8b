"""Trees, water, rocks and ground, from which landscapes are put together."""
import math

from .. import shapes
from ..palette import hsv, mix, rgb, shade, varied

FOLIAGE = {
    "summer": ["3f6b2e", "4f7f35", "2f5a2b", "5a8a3c"],
    "spring": ["7fae4c", "9cc25a", "e7b0c4", "6fa055", "f0c7d3"],
    "autumn": ["c4561f", "d98a22", "b5331f", "e0b030", "8f3a1c", "cf6f1e"],
    "winter": ["e9eef2", "dfe6ec", "f4f6f8"],
}
GROUND = {"summer": "6f8a45", "spring": "83a74f", "autumn": "a3703a", "winter": "e8edf2"}


def conifer(canvas, chance, air, x, foot, height, colour, distance=0.0, snowy=False):
    """A fir: tiers of branches, lighter on the side of the light, with snow if asked for."""
    tiers = 4 if height > 0.2 else 3
    width = height * chance.uniform(0.2, 0.28)
    trunk = shapes.rectangle(x - height * 0.025, foot - height * 0.15, x + height * 0.025, foot)
    canvas.fill(trunk, air.lit(rgb("4a3524"), distance), line=0.3)
    for tier in range(tiers):
        low = foot - height * (0.1 + 0.85 * tier / tiers)
        high = foot - height * (0.1 + 0.9 * min(1.0, (tier + 1.75) / tiers))
        w = width * (1 - 0.78 * tier / tiers) * chance.uniform(0.9, 1.1)
        shape = shapes.polygon([(x, high), (x + w, low), (x + w * 0.3, low - height * 0.025),
            (x - w * 0.4, low - height * 0.02), (x - w, low)])
        canvas.fill(shape, air.lit(colour, distance), "side", line=0.55)
        if snowy:
            cap = shapes.polygon([(x, high), (x + w * 0.62, low - height * 0.08), (x + w * 0.2, low - height * 0.1),
                (x - w * 0.25, low - height * 0.07), (x - w * 0.65, low - height * 0.07)])
            canvas.fill(cap, air.lit((0.95, 0.97, 1.0), distance), line=0)


def leafy_tree(canvas, chance, air, x, foot, height, colour, distance=0.0, bare=False):
    """A tree with a crown of leaves in three tones; `bare` leaves out the leaves."""
    bark = air.lit(varied(chance, rgb("54402e")), distance)
    w = height * chance.uniform(0.03, 0.05)
    top = foot - height * 0.55
    trunk = shapes.curve([(x - w, foot), (x - w * 0.6, top), (x + w * 0.6, top), (x + w * 1.1, foot)], tension=0.1)
    canvas.fill(trunk, bark, "side", line=0.6)
    _branches(canvas, chance, x, top + height * 0.12, height, bark, 3 if bare else 1)
    if not bare:
        _crown(canvas, chance, air, x, foot - height * 0.66, height, colour, distance)


def _branches(canvas, chance, x, y, height, colour, depth, angle=-math.pi / 2, spread=0.75):
    for turn in (-spread, -spread * 0.2, spread * 0.9) if depth > 1 else (-spread, spread):
        a = angle + turn * chance.uniform(0.6, 1.1)
        n = height * chance.uniform(0.18, 0.27)
        bx, by = x + math.cos(a) * n, y + math.sin(a) * n
        canvas.stroke(shapes.polygon([(x, y), (bx, by)], False), colour, height * 0.016 * (depth + 0.4), line=0.5)
        if depth > 1:
            _branches(canvas, chance, bx, by, height * 0.72, colour, depth - 1, a, spread * 0.8)


def _crown(canvas, chance, air, x, y, height, colour, distance):
    r = height * chance.uniform(0.26, 0.36)
    outline = shapes.blob(chance, x, y, r, r * chance.uniform(0.85, 1.15), 11, 0.16)
    canvas.fill(outline, air.lit(shade(colour, 0.72), distance), line=0.6)
    side = 0.3 * canvas.light
    for tone, size, lift in ((0.92, 0.42, 0.05), (1.25, 0.26, 0.25)):
        puffs = []
        for _ in range(9):
            a, d = chance.uniform(0, math.tau), r * math.sqrt(chance.random()) * (0.78 if tone < 1 else 0.6)
            puffs.append(shapes.ellipse(
                x + math.cos(a) * d + side * r * lift * 2, y + math.sin(a) * d - r * lift,
                r * size * chance.uniform(0.6, 1)))
        canvas.fill(shapes.joined(puffs), air.lit(shade(varied(chance, colour, 0.04), tone), distance), line=0)


def wood_line(canvas, chance, air, points, colour, distance, height=0.05):
    """A far wood: a line of small trees along the points."""
    trees = []
    for x, y in points:
        for _ in range(2):
            h = height * chance.uniform(0.6, 1.2)
            px = x + chance.around(0, 0.02)
            trees.append(shapes.polygon([(px - h * 0.3, y + 0.02), (px, y - h), (px + h * 0.3, y + 0.02)]))
    canvas.fill(shapes.joined(trees), air.lit(colour, distance), line=0.3)


def ground(canvas, chance, air, line, colour, texture=0.12):
    """Everything under a line of points, brighter far away, with patches."""
    area = shapes.below(line)
    top = min(y for _, y in line)
    near, far = air.lit(shade(colour, 0.75), 0.0), air.lit(shade(colour, 1.08), 0.22)
    canvas.gradient(area, [far, near], (0.5, top), (0.5, 1), line=0.5)
    canvas.texture(chance, area, "cloud", texture, 0.8)


def grass(canvas, chance, colour, top, count=40, height=0.03):
    """Tufts of blades below `top`, longer near the lower edge."""
    blades = []
    for _ in range(count):
        x, y = chance.random(), chance.uniform(top, 1.0)
        h = height * (0.4 + (y - top) / max(1 - top, 0.05))
        blades.append(shapes.polygon([(x - h * 0.2, y), (x + chance.around(0, h * 0.4), y - h), (x + h * 0.2, y)]))
    canvas.fill(shapes.joined(blades), colour, line=0.35)


def rock(canvas, chance, air, x, y, size, colour=None):
    """A boulder with lit upper faces."""
    colour = colour or varied(chance, rgb("7b766f"), 0.08)
    outline = [(x + size * math.cos(a) * chance.uniform(0.8, 1.1),
        y + size * 0.65 * math.sin(a) * chance.uniform(0.8, 1.1))
               for a in [math.tau * i / 7 for i in range(7)]]
    canvas.fill(shapes.polygon(outline), air.lit(colour), "down", line=0.8)
    face = [(px * 0.6 + x * 0.4 + canvas.light * size * 0.15, py * 0.55 + y * 0.45 - size * 0.15) for px, py in outline]
    canvas.fill(shapes.polygon(face), air.lit(shade(colour, 1.25)), line=0.2)


def water(canvas, chance, air, horizon, colour=None, roughness=0.3, mirror=0.5, bottom=1.0):
    """Water up to the horizon: mirrored sky, a gradient of depth, and ripples that grow towards us."""
    colour = colour or varied(chance, hsv(chance.uniform(0.5, 0.58), 0.6, 0.5), 0.05)
    near = air.lit(shade(colour, 0.55))
    area = shapes.rectangle(-0.05, horizon, 1.05, 1.1)
    if mirror > 0:
        canvas.reflect(chance, horizon, mirror, 1.5 + 4 * roughness, mix(air.lit(colour, 0.2), near, 0.4))
    else:
        canvas.gradient(area, [air.lit(colour, 0.45), near], (0.5, horizon), (0.5, 1))
    canvas.fill(shapes.rectangle(-0.05, horizon, 1.05, horizon + 0.002), air.lit(shade(colour, 0.7), 0.2), line=0.8,
        alpha=0.6)
    ripples(canvas, chance, horizon, mix(air.low, (1, 1, 1), 0.25), near, 14 + int(40 * roughness), bottom)


def ripples(canvas, chance, horizon, bright, dark, count, bottom=1.0):
    """Short strokes, sparse and fine far away, long and broad near by."""
    for colour, share, line in ((dark, 0.55, 0.45), (bright, 0.45, 0)):
        waves = []
        for _ in range(int(count * share)):
            t = chance.random() ** 1.4
            y = horizon + (bottom - horizon) * (0.03 + 0.97 * t)
            x, w, h = chance.random(), 0.02 + 0.09 * t, 0.002 + 0.006 * t
            waves.append(shapes.polygon([(x - w, y), (x, y - h), (x + w, y), (x, y + h)]))
        canvas.fill(shapes.joined(waves), colour, line=line, alpha=0.5)


def glitter(canvas, chance, x, horizon, colour, count=40):
    """The path of light that a low sun or the moon lays on water."""
    sparks = []
    for _ in range(count):
        t = chance.random()
        y = horizon + (1 - horizon) * t
        w = chance.uniform(0.01, 0.035) * (0.5 + t)
        px = x + chance.gauss(0, 0.02 + 0.05 * t)
        sparks.append(shapes.ellipse(px, y, w, 0.003 + 0.005 * t))
    canvas.fill(shapes.joined(sparks), colour, line=0, alpha=0.8)
