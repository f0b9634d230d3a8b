"""Pencils on paper, on a desk, in the air."""
import math

from .. import shapes
from ..palette import hsv, rgb, shade, varied
from ..scene import Scene
from . import backdrops


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
