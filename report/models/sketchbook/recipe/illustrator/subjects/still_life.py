"""Still lifes: fruit, a bottle, a vase of flowers, books, a candle, a teapot, on a table."""
import math

from .. import shapes
from ..palette import hsv, rgb, shade, varied
from ..scene import Scene
from . import backdrops, people

FRUIT = {"apple": ["c8322c", "7fb03a", "d8a030"], "orange": ["ee8a22"], "pear": ["b8b840", "cfc048"],
    "plum": ["5a2f6a"], "lemon": ["f0d83a"], "peach": ["f0a070"]}


def still_life(canvas, chance):
    """Fruit, a bottle, a jug, a vase of flowers, books, a candle, on a table."""
    canvas.light = chance.choice([-0.8, 0.8])
    backdrops.table(canvas, chance)
    kind = chance.weighted({"fruit bowl": 3, "vase": 3, "bottle": 1.5, "books": 1.2, "teapot": 1.2, "apple": 1.5,
        "candle": 1.0})
    return {"fruit bowl": _fruit_bowl, "vase": _vase, "bottle": _bottle_scene, "books": _books, "teapot": _teapot,
        "apple": _apples, "candle": _candle}[kind](canvas, chance)


def fruit(canvas, chance, name, x, y, r):
    """A piece of fruit about (x, y)."""
    colour = varied(chance, rgb(chance.choice(FRUIT[name])), 0.04)
    if name == "pear":
        body = shapes.curve([(x, y - r * 1.5), (x + r * 0.4, y - r * 0.9), (x + r * 0.95, y + r * 0.1),
            (x + r * 0.6, y + r), (x - r * 0.6, y + r), (x - r * 0.95, y + r * 0.1), (x - r * 0.4, y - r * 0.9)],
            tension=0.17)
    elif name == "lemon":
        body = shapes.curve([(x - r * 1.3, y), (x - r * 0.7, y - r * 0.7), (x + r * 0.7, y - r * 0.7),
            (x + r * 1.3, y), (x + r * 0.7, y + r * 0.7), (x - r * 0.7, y + r * 0.7)], tension=0.17)
    else:
        body = shapes.ellipse(x, y, r, r * 0.95)
    canvas.fill(body, colour, "ball", line=1)
    canvas.glow(x + canvas.light * r * 0.35, y - r * 0.4, r * 0.35, (1, 1, 1), 0.55)
    if name in ("apple", "pear"):
        top = y - r * (0.8 if name == "apple" else 1.4)
        canvas.stroke(shapes.curve([(x, top + r * 0.1), (x + r * 0.08, top - r * 0.25), (x + r * 0.2, top - r * 0.4)],
            False), rgb("4a2f1c"), r * 0.12, line=0.9)
        if name == "apple" and chance.maybe(0.5):
            canvas.fill(shapes.curve([(x + r * 0.1, top - r * 0.1), (x + r * 0.4, top - r * 0.35),
                (x + r * 0.7, top - r * 0.25), (x + r * 0.4, top - r * 0.05)]), rgb("4f8a3a"), line=0.8)


def _fruit_bowl(canvas, chance):
    x, y, s = chance.uniform(0.44, 0.56), chance.uniform(0.58, 0.66), chance.uniform(0.27, 0.34)
    names = [chance.choice(list(FRUIT)) for _ in range(6)]
    canvas.shadow(shapes.ellipse(x - canvas.light * 0.05, y + s * 0.72, s * 0.9, s * 0.16), 0.03, 0.5)
    for name, (dx, dy) in zip(names, [(-0.5, -0.12), (0.5, -0.12), (-0.02, -0.35), (-0.3, 0.0), (0.28, 0.0),
            (0.0, 0.05)]):
        fruit(canvas, chance, name, x + dx * s, y + dy * s, s * chance.uniform(0.28, 0.34))
    bowl = shapes.curve([(x - s, y), (x + s, y), (x + s * 0.8, y + s * 0.45), (x + s * 0.35, y + s * 0.72),
        (x - s * 0.35, y + s * 0.72), (x - s * 0.8, y + s * 0.45)], tension=0.1)
    canvas.fill(bowl, varied(chance, rgb(chance.choice(["f0eee8", "3f6a9a", "a8603a", "d8c8a0", "6a8a7a"])), 0.05),
        "tube", line=1)
    if chance.maybe(0.5):
        fruit(canvas, chance, chance.choice(["apple", "orange", "lemon"]), 0.15 if x > 0.5 else 0.85, 0.86, 0.085)
    return Scene("still life", ["a still life with fruit", "a still life", "a bowl of fruit",
        "a bowl of fruit on a table"], [])


def _vase(canvas, chance):
    x, foot, s = chance.uniform(0.42, 0.58), chance.uniform(0.86, 0.92), chance.uniform(0.26, 0.32)
    colour = hsv(chance.random(), chance.uniform(0.1, 0.7), chance.uniform(0.4, 0.95))
    canvas.shadow(shapes.ellipse(x - canvas.light * 0.06, foot, s * 0.6, s * 0.12), 0.03, 0.5)
    hues = [chance.choice([0.0, 0.95, 0.13, 0.78, 0.6, 0.05]) for _ in range(2)]
    blooms = [(x + chance.around(0, s * 0.85), foot - s * chance.uniform(1.5, 2.5)) for _ in range(chance.randrange(6,
        11))]
    for bx, by in blooms:
        canvas.stroke(shapes.curve([(x, foot - s * 1.1), ((x + bx) / 2 + 0.02, by + s * 0.5), (bx, by)], False),
            rgb("4a7a38"), 0.016, line=0.6)
    leaves = [shapes.ellipse(x + chance.around(0, s * 0.7), foot - s * chance.uniform(1.2, 1.8), 0.05,
        0.03) for _ in range(6)]
    canvas.fill(shapes.joined(leaves), rgb("558a40"), line=0.6)
    for bx, by in sorted(blooms, key=lambda p: p[1]):
        flower(canvas, chance, bx, by, s * chance.uniform(0.22, 0.32),
            hsv(chance.choice(hues), chance.uniform(0.3, 0.85), 0.95))
    outline = shapes.curve(shapes.mirrored([(x + s * 0.22, foot - s * 1.2), (x + s * 0.16, foot - s * 1.0),
        (x + s * 0.42, foot - s * 0.6), (x + s * 0.36, foot - s * 0.2), (x + s * 0.22, foot)], x), tension=0.14)
    canvas.fill(outline, colour, "tube", line=1)
    return Scene("still life", ["a vase of flowers", "flowers in a vase", "a still life with flowers",
        "a vase with flowers on a table"], [])


def flower(canvas, chance, x, y, r, colour):
    """A round blossom with petals."""
    petals = [shapes.ellipse(x + r * 0.6 * math.cos(a), y + r * 0.6 * math.sin(a),
        r * 0.45) for a in [math.tau * i / 6 for i in range(6)]]
    canvas.fill(shapes.joined(petals), colour, line=0.7)
    canvas.fill(shapes.ellipse(x, y, r * 0.36), rgb("f0c030") if chance.maybe(0.7) else shade(colour, 0.5), line=0.6)


def bottle(canvas, chance, x, foot, s):
    """A bottle of height 2s with a label."""
    glass = varied(chance, rgb(chance.choice(["2f5a35", "3a2a1a", "2a3a5a", "6a2a2a"])), 0.05)
    outline = shapes.curve(shapes.mirrored([(x + s * 0.13, foot - s * 2), (x + s * 0.13, foot - s * 1.4),
        (x + s * 0.34, foot - s * 1.1), (x + s * 0.34, foot - s * 0.1), (x + s * 0.3, foot)], x), tension=0.08)
    canvas.fill(outline, glass, "tube", line=1)
    canvas.fill(shapes.rectangle(x - s * 0.33, foot - s * 0.8, x + s * 0.33, foot - s * 0.35), (0.93, 0.9, 0.8),
        "tube", line=0.8)
    canvas.fill(shapes.rectangle(x - s * 0.14, foot - s * 2.05, x + s * 0.14, foot - s * 1.8), rgb("8a2a2a"), "tube",
        line=0.8)


def _bottle_scene(canvas, chance):
    foot, x = chance.uniform(0.84, 0.9), chance.uniform(0.28, 0.4)
    canvas.shadow(shapes.ellipse(0.5, foot, 0.35, 0.04), 0.03, 0.5)
    bottle(canvas, chance, x, foot, chance.uniform(0.32, 0.36))
    for i in range(chance.randrange(2, 4)):
        fruit(canvas, chance, chance.choice(list(FRUIT)), x + 0.2 + 0.15 * i, foot - 0.06 + chance.around(0, 0.02),
            0.095)
    return Scene("still life", ["a still life with a bottle and fruit", "a still life",
        "a bottle and fruit on a table", "a bottle of wine and fruit"], [])


def _books(canvas, chance):
    y, s = chance.uniform(0.86, 0.92), chance.uniform(0.28, 0.34)
    canvas.shadow(shapes.ellipse(0.5, y, s * 1.2, 0.04), 0.03, 0.5)
    for _ in range(chance.randrange(2, 5)):
        h, w, x = chance.uniform(0.07, 0.11), s * chance.uniform(0.85, 1.1), 0.5 + chance.around(0, 0.04)
        colour = hsv(chance.random(), chance.uniform(0.4, 0.8), chance.uniform(0.35, 0.8))
        canvas.fill(shapes.rectangle(x - w, y - h, x + w, y, 0.012), colour, "down", line=1)
        canvas.fill(shapes.rectangle(x - w * 0.93, y - h * 0.82, x + w * 1.01, y - h * 0.18), (0.93, 0.9, 0.82),
            line=0.7)
        canvas.fill(shapes.rectangle(x - w, y - h, x - w * 0.8, y, 0.01), shade(colour, 1.15), line=0.8)
        y -= h
    extra = chance.choice(["apple", "candle", "cup"])
    if extra == "apple":
        fruit(canvas, chance, "apple", 0.5, y - 0.1, 0.11)
    elif extra == "candle":
        candle_at(canvas, chance, 0.5, y, 0.32)
    else:
        people.cup(canvas, chance, 0.5, y, 0.1)
    return Scene("still life",
        ["a still life with books", f"{'an apple' if extra == 'apple' else 'a ' + extra} on books",
        "a stack of books", f"books and {'an apple' if extra == 'apple' else 'a ' + extra}"], [])


def candle_at(canvas, chance, x, foot, h):
    """A burning candle in a holder."""
    w = h * 0.13
    canvas.fill(shapes.ellipse(x, foot - 0.01, w * 2.2, w * 0.6), rgb("b08a3a"), "down", line=0.9)
    canvas.fill(shapes.rectangle(x - w, foot - h * 0.68, x + w, foot - w * 0.2, w * 0.3), rgb("f0e6d0"), "tube", line=1)
    top = foot - h * 0.7
    canvas.stroke(shapes.polygon([(x, top), (x, top - h * 0.05)], False), (0.1, 0.1, 0.1), 0.01, line=0.6)
    canvas.glow(x, top - h * 0.15, h * 0.8, (1, 0.75, 0.35), 0.6)
    canvas.fill(shapes.curve([(x, top - h * 0.3), (x + w * 0.6, top - h * 0.12), (x, top - h * 0.02),
        (x - w * 0.6, top - h * 0.12)], tension=0.2), (1, 0.85, 0.4), line=0.8)
    canvas.fill(shapes.ellipse(x, top - h * 0.1, w * 0.25, h * 0.05), (1, 1, 0.9), line=0)


def _candle(canvas, chance):
    if chance.maybe(0.6):
        canvas.haze((0.04, 0.03, 0.06), 0.55)
    candle_at(canvas, chance, chance.uniform(0.42, 0.58), chance.uniform(0.86, 0.92), chance.uniform(0.6, 0.72))
    return Scene("still life", ["a candle", "a burning candle", "a candle on a table"], [], "dark")


def _teapot(canvas, chance):
    x, y, s = chance.uniform(0.42, 0.52), chance.uniform(0.64, 0.7), chance.uniform(0.22, 0.26)
    colour = hsv(chance.random(), chance.uniform(0.1, 0.7), chance.uniform(0.5, 0.95))
    canvas.shadow(shapes.ellipse(x, y + s * 0.85, s * 1.2, s * 0.2), 0.03, 0.5)
    canvas.stroke(shapes.curve([(x - s * 0.8, y - s * 0.4), (x - s * 1.45, y - s * 0.35), (x - s * 1.4, y + s * 0.25),
        (x - s * 0.85, y + s * 0.35)], False), shade(colour, 0.8), s * 0.18, line=1)
    canvas.fill(shapes.polygon([(x + s * 0.75, y + s * 0.3), (x + s * 0.8, y - s * 0.1), (x + s * 1.4, y - s * 0.6),
        (x + s * 1.55, y - s * 0.5)]), colour, "side", line=1)
    canvas.fill(shapes.ellipse(x, y, s, s * 0.85), colour, "ball", line=1)
    canvas.fill(shapes.ellipse(x, y - s * 0.78, s * 0.5, s * 0.13), shade(colour, 0.9), "down", line=1)
    canvas.fill(shapes.ellipse(x, y - s * 0.98, s * 0.13), shade(colour, 1.1), "ball", line=1)
    cup = chance.maybe(0.6)
    if cup:
        people.cup(canvas, chance, 0.84, 0.9, 0.09, colour)
    return Scene("still life", ["a teapot", "a teapot on a table",
        "a teapot and a cup" if cup else "a still life with a teapot"], [])


def _apples(canvas, chance):
    name = chance.choice(["apple", "apple", "orange", "pear", "lemon"])
    count = chance.weighted({1: 3, 2: 1.2, 3: 1})
    r = {1: chance.uniform(0.2, 0.27), 2: 0.17, 3: 0.14}[count]
    for i in range(count):
        x, y = 0.5 + (i - (count - 1) / 2) * r * 2.1 + chance.around(0, 0.02), 0.84 - r + chance.around(0, 0.03)
        canvas.shadow(shapes.ellipse(x - canvas.light * r * 0.5, y + r * 0.95, r, r * 0.2), 0.025, 0.5)
        fruit(canvas, chance, name, x, y, r)
    article = "an" if name[0] in "ao" else "a"
    names = [f"{article} {name}", f"{article} {name} on a table",
        f"a still life with {article} {name}"] if count == 1 else [f"{'two' if count == 2 else 'three'} {name}s",
        f"{'two' if count == 2 else 'three'} {name}s on a table"]
    return Scene("still life", names, [])
