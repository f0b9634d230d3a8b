"""Things: pencils, balls, skulls, fruit, vases, candles, books, cups."""
import math

from .. import shapes
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import backdrops, people


def pencil(canvas, chance):
    """One pencil or a few on paper, on a table or in the air."""
    canvas.light = chance.choice([-0.7, 0.7])
    if chance.maybe(0.35):
        backdrops.studio(canvas, chance)
    else:
        _desk(canvas, chance)
    count = chance.weighted({1: 6, 2: 1, 3: 1.2})
    name, colour = chance.choice([("yellow", "eab226"), ("red", "cf3a30"), ("blue", "3268b8"), ("green", "3a8a48"),
        ("black", "2c2c30"), ("yellow", "f0c030"), ("orange", "e8802a")])
    turn = chance.uniform(0, 360) if count == 1 else chance.uniform(-60, 60)
    for i in range(count):
        shift = (i - (count - 1) / 2) * 0.2
        body = varied(chance, rgb(colour) if i == 0 else hsv(chance.random(), 0.75, 0.8), 0.04)
        size = chance.uniform(0.84, 1.05) if count == 1 else 0.85
        with canvas.placed(0.5 + shift * math.cos(math.radians(turn)), 0.5 + shift * math.sin(math.radians(turn)),
                size, turn + chance.around(0, 5)):
            _pencil_body(canvas, chance, body)
    names = ["a pencil", "a pencil", f"{'an' if name == 'orange' else 'a'} {name} pencil", "a sharpened pencil",
        "a wooden pencil"]
    if count > 1:
        names = ["pencils", f"{'two' if count == 2 else 'three'} pencils", "coloured pencils"]
    return Scene("pencil", names, [])


def _desk(canvas, chance):
    wood = varied(chance, rgb(chance.choice(["a87a4f", "8a5f3f", "c9b29a", "5a5f6a", "d8d4cc"])), 0.07)
    everything = shapes.rectangle(-0.05, -0.05, 1.05, 1.05)
    canvas.gradient(everything, [wood, shade(wood, 0.75)], (0, 0), (1, 1))
    canvas.texture(chance, everything, "streaks", 0.1)
    if chance.maybe(0.65):
        with canvas.placed(chance.uniform(0.4, 0.6), chance.uniform(0.45, 0.6), 1, chance.uniform(-25, 25)):
            sheet = shapes.rectangle(-0.38, -0.45, 0.38, 0.45)
            canvas.shadow(sheet, 0.02, 0.4, 0.01, 0.015)
            canvas.fill(sheet, (0.96, 0.95, 0.92), line=0.8)
            lines = [shapes.polygon([(-0.3, -0.35 + 0.09 * i), (0.3 - 0.2 * chance.random(), -0.35 + 0.09 * i)],
                False) for i in range(9)]
            canvas.stroke(shapes.joined(lines), (0.6, 0.65, 0.75), 0.008, alpha=0.6, line=0.2)


def _pencil_body(canvas, chance, colour):
    """About 1 long around the origin, its point down."""
    w = chance.uniform(0.055, 0.075)
    whole = shapes.polygon([(-w, -0.46), (w, -0.46), (w, 0.24), (0, 0.48), (-w, 0.24)])
    canvas.shadow(whole, 0.025, 0.45, 0.03 * -canvas.light, 0.025)
    canvas.fill(shapes.rectangle(-w, -0.5, w, -0.4, w * 0.4), rgb("e08a90"), "tube", line=0.9)
    canvas.fill(shapes.rectangle(-w, -0.42, w, -0.34), rgb("c8c8cc"), "tube", line=0.9)
    canvas.stroke(shapes.joined([shapes.polygon([(-w, y), (w, y)], False) for y in (-0.4, -0.37)]), rgb("77777c"),
        0.01, line=0.5)
    for x0, x1, tone in ((-w, -w * 0.45, 0.8 if canvas.light > 0 else 1.25), (-w * 0.45, w * 0.45, 1.0),
            (w * 0.45, w, 1.25 if canvas.light > 0 else 0.62)):
        canvas.fill(shapes.polygon([(x0, -0.34), (x1, -0.34), (x1, 0.25), ((x0 + x1) / 2, 0.27), (x0, 0.25)]),
            shade(colour, tone), line=0.7)
    canvas.fill(shapes.polygon([(-w, 0.24), (-w * 0.5, 0.265), (0, 0.24), (w * 0.5, 0.265), (w, 0.24), (0, 0.48)]),
        rgb("e6c290"), "side", line=0.9)
    canvas.fill(shapes.polygon([(-w * 0.32, 0.405), (w * 0.32, 0.405), (0, 0.485)]),
        shade(colour, 0.55) if chance.maybe(0.3) else (0.14, 0.14, 0.15), line=0.9)


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


def skull(canvas, chance):
    """A human skull, from the front, on a table or before a wall."""
    canvas.light = chance.choice([-0.9, -0.6, 0.6, 0.9])
    on_table = chance.maybe(0.5)
    if on_table:
        backdrops.table(canvas, chance, chance.uniform(0.66, 0.76))
    else:
        backdrops.studio(canvas, chance, hsv(chance.random(), chance.uniform(0, 0.4), chance.uniform(0.1, 0.8)))
    x, y, s = chance.uniform(0.44, 0.56), chance.uniform(0.44, 0.5), chance.uniform(0.3, 0.38)
    if on_table:
        canvas.shadow(shapes.ellipse(x - canvas.light * 0.08, y + s * 1.05, s * 0.85, s * 0.16), 0.03, 0.6)
    with canvas.placed(x, y, s, chance.uniform(-7, 7)):
        _skull(canvas, chance)
    if on_table and chance.maybe(0.4):
        candle_at(canvas, chance, 0.14 if x > 0.5 else 0.86, 0.9, 0.4)
        names = ["a skull and a candle", "a skull", "a skull on a table"]
    else:
        names = ["a skull", "a skull", "a human skull"] + (["a skull on a table"] if on_table else [])
    return Scene("skull", names, [])


def _skull(canvas, chance):
    bone = varied(chance, rgb(chance.choice(["e6dcc2", "efe8d6", "d8ccb0", "e2d8c8"])), 0.03)
    hollow = mix((0.08, 0.06, 0.06), bone, 0.05)
    turn = chance.around(0, 0.12)
    jaw = shapes.curve([(-0.46, 0.42), (-0.44, 0.8), (-0.26, 1.02), (0.26, 1.02), (0.44, 0.8), (0.46, 0.42),
        (0, 0.55)], tension=0.13)
    canvas.fill(jaw, shade(bone, 0.85), "side", line=1)
    dome = shapes.curve(shapes.mirrored([(0, -1.0), (0.5, -0.92), (0.8, -0.5), (0.8, -0.08), (0.66, 0.18),
        (0.62, 0.38), (0.38, 0.55), (0.3, 0.66), (0, 0.68)]), tension=0.15)
    canvas.fill(dome, bone, "side", line=1)
    with canvas.within(dome):
        side = -1 if canvas.light > 0 else 1
        canvas.shadow(shapes.ellipse(side * 0.95, 0.0, 0.5, 1.1), 0.25, 0.6)
        canvas.shadow(shapes.ellipse(-side * 0.3, -0.6, 0.3, 0.22), 0.2, 0.4, colour=(1, 1, 1))
        for s in (-1, 1):
            canvas.shadow(shapes.ellipse(s * 0.72, 0.22, 0.14, 0.24), 0.08, 0.55)
    canvas.texture(chance, dome, "cloud", 0.08, 0.6)
    for s in (-1, 1):
        socket = shapes.curve([(s * 0.12 + turn, -0.06), (s * 0.3 + turn, -0.22), (s * 0.55 + turn, -0.14),
            (s * 0.56 + turn, 0.1), (s * 0.36 + turn, 0.22), (s * 0.16 + turn, 0.12)], tension=0.17)
        canvas.fill(socket, hollow, line=1)
    nose = shapes.polygon([(turn, 0.18), (turn + 0.14, 0.42), (turn + 0.03, 0.44), (turn, 0.38), (turn - 0.03, 0.44),
        (turn - 0.14, 0.42)])
    canvas.fill(nose, hollow, line=1)
    canvas.fill(shapes.rectangle(-0.33 + turn, 0.6, 0.33 + turn, 0.86, 0.06), hollow, line=0.8)
    for row, (y0, y1) in enumerate(((0.58, 0.715), (0.735, 0.86))):
        teeth = [shapes.rectangle(-0.31 + turn + 0.104 * i, y0, -0.31 + turn + 0.104 * i + 0.085, y1,
            0.03) for i in range(6)]
        canvas.fill(shapes.joined(teeth), shade(bone, 1.1 - 0.1 * row), line=0.6)
    if chance.maybe(0.4):
        canvas.stroke(shapes.polygon([(0.1, -0.98), (0.16, -0.8), (0.08, -0.68), (0.17, -0.52)], False),
            shade(bone, 0.4), 0.03, line=0.8)


def still_life(canvas, chance):
    """Fruit, a bottle, a jug, a vase of flowers, books, a candle, on a table."""
    canvas.light = chance.choice([-0.8, 0.8])
    backdrops.table(canvas, chance)
    kind = chance.weighted({"fruit bowl": 3, "vase": 3, "bottle": 1.5, "books": 1.2, "teapot": 1.2, "apple": 1.5,
        "candle": 1.0})
    return {"fruit bowl": _fruit_bowl, "vase": _vase, "bottle": _bottle_scene, "books": _books, "teapot": _teapot,
        "apple": _apples, "candle": _candle}[kind](canvas, chance)


FRUIT = {"apple": ["c8322c", "7fb03a", "d8a030"], "orange": ["ee8a22"], "pear": ["b8b840", "cfc048"],
    "plum": ["5a2f6a"], "lemon": ["f0d83a"], "peach": ["f0a070"]}


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
