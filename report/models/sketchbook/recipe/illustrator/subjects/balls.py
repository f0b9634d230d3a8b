"""Balls: for soccer, basketball, tennis, the beach, and plain ones."""
import math

from .. import shapes
from ..palette import hsv, rgb, shade, varied
from ..scene import Scene
from . import backdrops


def ball(canvas, chance):
    """A ball: for soccer, basketball, tennis, the beach, or plain, on grass or on a floor."""
    kind = chance.weighted({"soccer": 3, "basket": 2, "tennis": 1.2, "beach": 1.5, "plain": 1.5})
    canvas.light = chance.choice([-0.8, 0.8])
    edge = backdrops.table(canvas, chance, chance.uniform(0.5, 0.68))
    if kind == "soccer" or chance.maybe(0.3):
        grass = varied(chance, rgb("5a9a40"), 0.06)
        canvas.gradient(shapes.rectangle(-0.05, edge, 1.05, 1.05), [shade(grass, 0.75), grass], (0.5, edge), (0.5, 1),
            line=0.6)
        canvas.texture(chance, shapes.rectangle(0, edge, 1, 1), "cloud", 0.12, 0.4)
    canvas.soften(1.2)
    r = chance.uniform(0.22, 0.33)
    x, y = chance.uniform(0.38, 0.62), min(0.93 - r, edge + 0.22 - r * 0.6)
    canvas.shadow(shapes.ellipse(x - canvas.light * r * 0.4, y + r * 0.95, r * 1.0, r * 0.18), 0.03, 0.55)
    name = {"soccer": soccer_ball, "basket": _basket_ball, "tennis": _tennis_ball, "beach": _beach_ball,
        "plain": _plain_ball}[kind](canvas, chance, x, y, r)
    return Scene("ball", name, [])


def _gloss(canvas, x, y, r):
    """The shadow and the highlight that any ball has."""
    disc = shapes.ellipse(x, y, r)
    with canvas.within(disc):
        canvas.shadow(shapes.ellipse(x - canvas.light * r * 0.95, y + r * 0.75, r * 1.05), r * 0.35, 0.5)
    canvas.glow(x + canvas.light * r * 0.38, y - r * 0.42, r * 0.5, (1, 1, 1), 0.5)


def soccer_ball(canvas, chance, x, y, r):
    """White leather with dark five-cornered patches."""
    disc = shapes.ellipse(x, y, r)
    canvas.fill(disc, (0.95, 0.95, 0.93), "ball", line=1)
    dark = rgb(chance.choice(["1e1e22", "1e1e22", "24345a"]))
    spin = chance.uniform(0, math.tau)
    cx, cy = chance.around(0, 0.18), chance.around(0, 0.18)
    with canvas.placed(x, y, r), canvas.within(shapes.ellipse(0, 0, 1)):
        seams, patches = [], [_pentagon(cx, cy, 0.34, spin)]
        for i in range(5):
            a = spin + math.tau * i / 5
            inner = (cx + 0.34 * math.cos(a), cy + 0.34 * math.sin(a))
            outer = (cx + 0.72 * math.cos(a), cy + 0.72 * math.sin(a))
            seams.append(shapes.polygon([inner, outer], False))
            patches.append(_pentagon(cx + 0.98 * math.cos(a), cy + 0.98 * math.sin(a), 0.33, a + math.pi))
        canvas.stroke(shapes.joined(seams), dark, 0.06, line=0.7)
        canvas.fill(shapes.joined(patches), dark, line=0.6)
    _gloss(canvas, x, y, r)
    return ["a soccer ball", "a soccer ball", "a ball", "a soccer ball on the grass"]


def _pentagon(x, y, r, spin):
    return shapes.polygon([(x + r * math.cos(spin + math.tau * i / 5),
        y + r * math.sin(spin + math.tau * i / 5)) for i in range(5)])


def _basket_ball(canvas, chance, x, y, r):
    canvas.fill(shapes.ellipse(x, y, r), rgb("d8702a"), "ball", line=1)
    with canvas.placed(x, y, r, chance.uniform(-90, 90)), canvas.within(shapes.ellipse(0, 0, 1)):
        lines = [shapes.polygon([(-1, 0), (1, 0)], False), shapes.polygon([(0, -1), (0, 1)], False)]
        lines += [shapes.curve([(s * 0.75, -0.9), (s * 0.35, 0), (s * 0.75, 0.9)], False) for s in (-1, 1)]
        canvas.stroke(shapes.joined(lines), (0.12, 0.09, 0.08), 0.07, line=1)
    _gloss(canvas, x, y, r)
    return ["a basketball", "a basketball", "an orange basketball"]


def _tennis_ball(canvas, chance, x, y, r):
    canvas.fill(shapes.ellipse(x, y, r), rgb("cfdf3a"), "ball", line=1)
    with canvas.placed(x, y, r, chance.uniform(0, 180)), canvas.within(shapes.ellipse(0, 0, 1)):
        lines = [shapes.curve([(s * 1.0, -0.75), (s * 0.4, 0), (s * 1.0, 0.75)], False) for s in (-1, 1)]
        canvas.stroke(shapes.joined(lines), (0.95, 0.96, 0.9), 0.1, line=0.9)
    canvas.texture(chance, shapes.ellipse(x, y, r), "grain", 0.06, 0.6)
    _gloss(canvas, x, y, r)
    return ["a tennis ball", "a tennis ball", "a yellow tennis ball"]


def _beach_ball(canvas, chance, x, y, r):
    disc = shapes.ellipse(x, y, r)
    canvas.fill(disc, (0.97, 0.97, 0.95), "ball", line=1)
    hues = chance.sample([0.0, 0.14, 0.33, 0.58, 0.8], 3)
    spin = chance.uniform(0, math.tau)
    with canvas.placed(x, y, r), canvas.within(shapes.ellipse(0, 0, 1)):
        cx, cy = 0.3 * math.cos(spin), 0.3 * math.sin(spin) - 0.1
        for i in range(3):
            a0, a1 = spin + math.tau * i / 3, spin + math.tau * (i + 0.5) / 3
            rim = [(cx + 2 * math.cos(a0 + (a1 - a0) * t / 4),
                cy + 2 * math.sin(a0 + (a1 - a0) * t / 4)) for t in range(5)]
            canvas.fill(shapes.polygon([(cx, cy)] + rim), hsv(hues[i], 0.8, 0.9), line=0.8)
        canvas.fill(shapes.ellipse(cx, cy, 0.13), (0.97, 0.97, 0.95), line=0.7)
    _gloss(canvas, x, y, r)
    return ["a beach ball", "a colourful beach ball", "a beach ball"]


def _plain_ball(canvas, chance, x, y, r):
    name, colour = chance.choice([("red", "d0322c"), ("blue", "2f62c0"), ("green", "3a9a4a"), ("yellow", "ecc22c"),
        ("white", "eeeeea"), ("black", "26262a"), ("purple", "7a3aa0")])
    canvas.fill(shapes.ellipse(x, y, r), varied(chance, rgb(colour), 0.04), "ball", line=1)
    _gloss(canvas, x, y, r)
    return [f"a {name} ball", f"a {name} ball", "a ball", f"a shiny {name} ball"]
