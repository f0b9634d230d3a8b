"""Suspension bridges, bridges of stone, and palaces with domes."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from . import masonry, scenery
from .buildings import finish


def bridge(canvas, chance):
    """A suspension bridge over a strait, or an old bridge of arches over a river."""
    air = sky.air(chance)
    horizon = chance.uniform(0.55, 0.66)
    sky.draw(canvas, chance, air, horizon)
    line = shapes.ridge(chance, horizon - 0.04, 0.1, 0.4, 4)
    canvas.fill(shapes.below(line, horizon + 0.01), air.lit(varied(chance, rgb("7a8260"), 0.08), 0.4), line=0.6)
    hanging = chance.maybe(0.6)
    if hanging:
        scenery.water(canvas, chance, air, horizon, roughness=0.4, mirror=0.5)
        red = _suspension(canvas, chance, air, horizon)
        names = ["a suspension bridge", "a bridge", "a long bridge over the sea", "a bridge over a bay"]
        names += ["a red bridge over the water", "a red suspension bridge"] if red else []
    else:
        _stone_bridge(canvas, chance, air, horizon)
        names = ["a stone bridge", "a bridge", "an old stone bridge", "a stone bridge over a river",
            "a bridge over a river"]
    return finish("bridge", names, air)


def _suspension(canvas, chance, air, horizon):
    red = chance.maybe(0.6)
    steel = air.lit(varied(chance, rgb("c0392b" if red else chance.choice(["8a939c", "5a6672", "a8a090"])), 0.05))
    deck, tall = horizon - 0.04, chance.uniform(0.36, 0.46)
    a, b = chance.uniform(0.16, 0.28), chance.uniform(0.7, 0.86)
    tilt = chance.around(0, 0.06)
    level = lambda x: deck + tilt * (x - 0.5)
    top = lambda x: level(x) - tall
    cables, hangers = [], []
    spans = [(a - 0.5, a, True), (a, b, False), (b, b + 0.5, True)]
    for x0, x1, half in spans:
        points = []
        for i in range(13):
            t = i / 12
            x = x0 + (x1 - x0) * t
            sag = 4 * t * (1 - t) if not half else (1 - t if x0 < a else t) * (1.6 - 0.6 * (1 - t if x0 < a else t))
            y = level(x) - 0.03 - (tall - 0.05) * (1 - min(1, sag))
            points.append((x, y))
            if i % 2 == 0:
                hangers.append(shapes.polygon([(x, y), (x, level(x))], False))
        cables.append(shapes.curve(points, False))
    canvas.stroke(shapes.joined(hangers), steel, 0.005, alpha=0.8, line=0.45)
    canvas.stroke(shapes.joined(cables), steel, 0.013, line=0.8)
    canvas.fill(shapes.polygon([(-0.1, level(-0.1) - 0.015), (1.1, level(1.1) - 0.015), (1.1, level(1.1) + 0.025),
        (-0.1, level(-0.1) + 0.025)]), shade(steel, 0.85), "down", line=0.9)
    for x in (a, b):
        _pylon(canvas, air, x, top(x), horizon + 0.05, steel)
    return red


def _pylon(canvas, air, x, top, foot, steel):
    for dx in (-0.026, 0.026):
        canvas.fill(shapes.rectangle(x + dx - 0.013, top, x + dx + 0.013, foot), steel, "side", line=0.9)
    for t in (0.0, 0.3, 0.6):
        y = top + (foot - top) * t
        canvas.fill(shapes.rectangle(x - 0.038, y, x + 0.038, y + 0.025), steel, line=0.7)
    canvas.fill(shapes.rectangle(x - 0.055, foot - 0.02, x + 0.055, foot + 0.03), air.lit((0.6, 0.58, 0.55)), "down",
        line=0.8)


def _stone_bridge(canvas, chance, air, horizon):
    stone = varied(chance, rgb(chance.choice(["a89a84", "b8a890", "8a867e"])), 0.06)
    deck = horizon - chance.uniform(0.16, 0.22)
    hump = chance.uniform(0, 0.1)
    crown = [(-0.1, deck + hump), (0.2, deck + hump * 0.4), (0.5, deck), (0.8, deck + hump * 0.4), (1.1, deck + hump)]
    foot = horizon + 0.13
    body = shapes.curve(crown + [(1.15, foot), (-0.15, foot)], tension=0.1)
    canvas.fill(body, air.lit(stone), "down", line=1)
    masonry.bricks(canvas, chance, body, (-0.1, deck, 1.1, foot), 0.035, air.lit(shade(stone, 0.6)))
    count = chance.choice([1, 2, 2, 3])
    openings = []
    for i in range(count):
        half = min(0.3, 0.42 / count * chance.uniform(0.85, 0.95))
        x = 0.5 + (i - (count - 1) / 2) * 0.96 / count
        h = min(half * 1.6, foot - deck - hump * 0.5 - 0.07)
        path = shapes.rectangle(x - half, foot - h * 0.4, x + half, foot + 0.02)
        path.addPath(shapes.ellipse(x, foot - h * 0.4, half, h * 0.6))
        openings.append(path)
    opening = shapes.joined(openings)
    canvas.gradient(opening, [shade(air.low, 1.1), mix(air.lit(rgb("4f7f88")), air.low, 0.4)], (0.5, foot - 0.3),
        (0.5, foot), line=0.95)
    wall = shapes.curve([(x, y - 0.025) for x, y in crown], False)
    canvas.stroke(wall, air.lit(shade(stone, 1.15)), 0.03, line=0.9)
    scenery.water(canvas, chance, air, foot, rgb("3f6f78"), 0.4, 0.65)


def palace(canvas, chance):
    """A rotunda or a palace: a dome on columns, wings with arches, mirrored in a pond."""
    air = sky.air(chance)
    foot = chance.uniform(0.66, 0.74)
    sky.draw(canvas, chance, air, foot)
    scenery.wood_line(canvas, chance, air, [(i / 10, foot) for i in range(11)], rgb("4a6a45"), 0.3, 0.1)
    stone = varied(chance, rgb(chance.choice(["d8b48a", "e2d2b4", "c9a080", "e8e2d8"])), 0.05)
    x, s = chance.uniform(0.44, 0.56), chance.uniform(0.85, 1.05)
    for side in (-1, 1):
        cx, w = x + side * 0.31 * s, 0.17 * s
        canvas.fill(shapes.rectangle(cx - w, foot - 0.17 * s, cx + w, foot), air.lit(stone, 0.1), "side", line=0.9)
        masonry.arches(canvas, air, cx, foot, w * 0.95, 0.12 * s, 3, shade(stone, 0.4), 0.1)
        canvas.fill(shapes.rectangle(cx - w * 1.03, foot - 0.2 * s, cx + w * 1.03, foot - 0.16 * s),
            air.lit(shade(stone, 1.1), 0.1), "down", line=0.8)
    _rotunda(canvas, chance, air, x, foot, s, stone)
    if chance.maybe(0.65):
        scenery.water(canvas, chance, air, foot + 0.02, roughness=0.2, mirror=0.75)
        where = ["a palace by a pond", "a palace with a dome by a lake"]
    else:
        scenery.ground(canvas, chance, air, [(-0.1, foot), (1.1, foot)], rgb("7f9a55"))
        canvas.fill(shapes.polygon([(x - 0.05, foot), (x + 0.05, foot), (x + 0.22, 1.05), (x - 0.22, 1.05)]),
            air.lit(rgb("d8c8a0")), line=0.6)
        where = ["a palace with a garden"]
    return finish("palace", ["a palace", "a palace with a dome", "a palace with columns", "an old palace",
        "a domed palace"] + where, air)


def _rotunda(canvas, chance, air, x, foot, s, stone):
    light, dark = air.lit(shade(stone, 1.1)), air.lit(shade(stone, 0.35))
    w, h = 0.17 * s, 0.26 * s
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot), air.lit(shade(stone, 0.85)), "tube", line=0.9)
    canvas.fill(masonry.arch(x, foot, w * 0.42, h * 0.85), dark, line=0.9)
    for a in (-0.9, -0.58, 0.58, 0.9):
        canvas.fill(shapes.rectangle(x + w * a - 0.017 * s, foot - h, x + w * a + 0.017 * s, foot), light, "tube",
            line=0.8)
    canvas.fill(shapes.rectangle(x - w * 1.15, foot - h - 0.045 * s, x + w * 1.15, foot - h), light, "down", line=0.9)
    canvas.fill(shapes.rectangle(x - w * 0.92, foot - h - 0.1 * s, x + w * 0.92, foot - h - 0.04 * s), air.lit(stone),
        "tube", line=0.8)
    roof = air.lit(varied(chance, rgb(chance.choice(["c98a5a", "b5653f", "8a9aa0", "9aa890", "d8b870"])), 0.05))
    y = foot - h - 0.09 * s
    dome = shapes.curve([(x - w * 0.92, y), (x - w * 0.8, y - 0.11 * s), (x, y - 0.19 * s),
        (x + w * 0.8, y - 0.11 * s), (x + w * 0.92, y)], tension=0.17)
    canvas.fill(dome, roof, "ball", line=1)
    canvas.fill(shapes.rectangle(x - 0.012 * s, y - 0.24 * s, x + 0.012 * s, y - 0.18 * s), light, line=0.8)
