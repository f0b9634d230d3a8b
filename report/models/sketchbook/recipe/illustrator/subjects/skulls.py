"""Skulls, sometimes beside a candle."""
from .. import shapes
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import backdrops
from .still_life import candle_at


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
