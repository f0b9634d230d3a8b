"""Towers, castles and lighthouses, and the site that a building stands on."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import masonry, scenery

BRICK = ["a8553f", "c9b08a", "d9cdb4", "8f8a80", "b98a5f", "e6dfd0"]


def site(canvas, chance, low=0.62, high=0.8, hours=None):
    """Sky, hills and ground for a building; returns the air and the height where it stands."""
    air = sky.air(chance, hours)
    foot = chance.uniform(low, high)
    sky.draw(canvas, chance, air, foot)
    green = varied(chance, rgb(chance.choice(["6f8a45", "83a74f", "a8a060", "7a8a6a", "c9b27a"])), 0.06)
    if chance.maybe(0.6):
        line = shapes.ridge(chance, foot - 0.05, 0.12, 0.4, 4)
        canvas.fill(shapes.below(line), air.lit(mix(green, rgb("5a7a6a"), 0.5), 0.5), line=0.5)
    scenery.ground(canvas, chance, air, shapes.ridge(chance, foot, 0.02, 0.4, 3), green)
    if chance.maybe(0.5):
        scenery.wood_line(canvas, chance, air, [(i / 10, foot + 0.01) for i in range(11)], shade(green, 0.6), 0.2, 0.06)
    return air, foot


def trees_around(canvas, chance, air, foot, clear=0.3):
    for _ in range(chance.randrange(0, 4)):
        x = 0.5 + chance.sign() * chance.uniform(clear, 0.5)
        scenery.leafy_tree(canvas, chance, air, x, foot + chance.uniform(0.02, 0.15), chance.uniform(0.22, 0.4),
            rgb(chance.choice(scenery.FOLIAGE["summer"])))


def finish(label, names, air, extra=()):
    return Scene(label, names, air.clauses + list(extra), "dark" if air.dark else "bright")


def tower(canvas, chance):
    """A tall tower: a campanile with a belfry and a pointed roof, a clock tower, or a round stone tower."""
    air, foot = site(canvas, chance)
    kind = chance.weighted({"bell": 3, "clock": 3, "stone": 2})
    x, h = chance.uniform(0.38, 0.62), chance.uniform(0.5, 0.62)
    w = h * chance.uniform(0.11, 0.15)
    stone = varied(chance, rgb(chance.choice(BRICK)), 0.06)
    foot += 0.08
    canvas.shadow(shapes.polygon([(x - w, foot), (x + w, foot), (x + w - canvas.light * 0.35, foot + 0.06),
        (x - w - canvas.light * 0.35, foot + 0.06)]), 0.02, 0.4)
    if chance.maybe(0.6):
        _low_houses(canvas, chance, air, foot)
    trees_around(canvas, chance, air, foot - 0.04, 0.22)
    if kind == "stone":
        _round_tower(canvas, chance, air, x, foot, w * 1.5, h * 0.9, stone)
        names = ["a stone tower", "an old tower", "a round stone tower", "a tower"]
    else:
        _campanile(canvas, chance, air, x, foot, w, h, stone, kind)
        names = ["a clock tower", "a tower with a clock", "a tower"] if kind == "clock" else ["a bell tower",
            "a tall tower", "a tower", "a tower with a pointed roof"]
    return finish("tower", names, air)


def _low_houses(canvas, chance, air, foot):
    for _ in range(chance.randrange(3, 6)):
        x, w, h = chance.random(), chance.uniform(0.06, 0.12), chance.uniform(0.08, 0.15)
        wall = air.lit(varied(chance, rgb(chance.choice(BRICK)), 0.05), 0.15)
        canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot), wall, "side", line=0.7)
        canvas.fill(shapes.polygon([(x - w * 1.1, foot - h), (x - w * 0.7, foot - h * 1.45),
            (x + w * 0.7, foot - h * 1.45), (x + w * 1.1, foot - h)]), air.lit(rgb("9a5038"), 0.15), line=0.7)


def _campanile(canvas, chance, air, x, foot, w, h, stone, kind):
    wall, dark = air.lit(stone), air.lit(shade(stone, 0.3))
    lamp = (1, 0.82, 0.45) if air.dark else dark
    top = foot - h * 0.74
    canvas.fill(shapes.rectangle(x - w, top, x + w, foot), wall, "side", line=1)
    canvas.stroke(shapes.joined([shapes.polygon([(x + a * w, top + h * 0.05), (x + a * w, foot)],
        False) for a in (-0.5, 0.5)]), shade(wall, 0.75), w * 0.14, line=0.4)
    slits = [shapes.rectangle(x - w * 0.12, top + h * a, x + w * 0.12, top + h * (a + 0.05)) for a in (0.22, 0.38,
        0.54)]
    canvas.fill(shapes.joined(slits), dark, line=0.4)
    canvas.fill(shapes.rectangle(x - w * 1.2, top - h * 0.025, x + w * 1.2, top + h * 0.02), shade(wall, 1.15),
        line=0.9)
    belfry = top - h * 0.16
    canvas.fill(shapes.rectangle(x - w, belfry, x + w, top - h * 0.02), wall, "side", line=0.9)
    masonry.arches(canvas, air, x, top - h * 0.03, w * 0.9, h * 0.1, 3, shade(stone, 0.3))
    canvas.fill(shapes.rectangle(x - w * 1.15, belfry - h * 0.02, x + w * 1.15, belfry + h * 0.01), shade(wall, 1.15),
        line=0.9)
    roof = air.lit(varied(chance, rgb(chance.choice(["7f9f94", "9a5038", "55606c", "c9bfa8"])), 0.05))
    canvas.fill(shapes.polygon([(x - w * 1.05, belfry - h * 0.02), (x, belfry - h * chance.uniform(0.16, 0.24)),
        (x + w * 1.05, belfry - h * 0.02)]), roof, "side", line=1)
    if kind == "clock":
        y, r = top + h * 0.12, w * 0.78
        canvas.fill(shapes.ellipse(x, y, r), (1, 0.95, 0.75) if air.dark else air.lit((0.97, 0.96, 0.92)), line=1)
        canvas.stroke(shapes.ellipse(x, y, r), shade(wall, 0.4), w * 0.14, line=0.8)
        hands = [shapes.polygon([(x, y), (x, y - r * 0.75)], False),
            shapes.polygon([(x, y), (x + r * 0.5 * chance.sign(), y + r * chance.around(0, 0.4))], False)]
        canvas.stroke(shapes.joined(hands), (0.1, 0.1, 0.1), w * 0.15, line=0.8)
    elif air.dark:
        canvas.glow(x, belfry + h * 0.06, w * 2.2, lamp, 0.4)


def _round_tower(canvas, chance, air, x, foot, w, h, stone):
    wall = air.lit(stone)
    body = shapes.polygon([(x - w * 1.08, foot), (x - w * 0.92, foot - h), (x + w * 0.92, foot - h),
        (x + w * 1.08, foot)])
    canvas.fill(body, wall, "tube", line=1)
    masonry.bricks(canvas, chance, body, (x - w * 1.1, foot - h, x + w * 1.1, foot), 0.045, shade(wall, 0.5))
    canvas.texture(chance, body, "cloud", 0.12, 0.5)
    if chance.maybe(0.5):
        masonry.battlements(canvas, air, x - w * 1.1, x + w * 1.1, foot - h, w * 0.25, stone, 0, 4)
    else:
        canvas.fill(shapes.polygon([(x - w * 1.15, foot - h), (x, foot - h * 1.32), (x + w * 1.15, foot - h)]),
            air.lit(varied(chance, rgb("8a4a38"), 0.08)), "side", line=1)
    slits = [masonry.arch(x + w * a, foot - h * b, w * 0.13, h * 0.1) for a,
        b in ((-0.3, 0.72), (0.35, 0.5), (-0.1, 0.35))]
    canvas.fill(shapes.joined(slits), (1, 0.8, 0.4) if air.dark else (0.1, 0.09, 0.08), line=0.7)
    canvas.fill(masonry.arch(x, foot, w * 0.28, h * 0.17), air.lit(rgb("4a2f1c")), line=0.9)


def castle(canvas, chance):
    """A castle on a hill: a keep, round towers, battlements, a gate, flags."""
    air, foot = site(canvas, chance, 0.66, 0.78)
    stone = varied(chance, rgb(chance.choice(["9a948a", "b5a88f", "7f8088", "c2b8a8", "a08a78"])), 0.05)
    roof = varied(chance, rgb(chance.choice(["8a3a30", "3f4f6a", "6a4a3a", "4a6a5a"])), 0.06)
    x = chance.uniform(0.44, 0.56)
    if chance.maybe(0.6):
        hill = shapes.curve([(-0.2, foot + 0.25), (x - 0.4, foot + 0.08), (x - 0.25, foot), (x + 0.25, foot),
            (x + 0.4, foot + 0.08), (1.2, foot + 0.25), (1.2, 1.2), (-0.2, 1.2)], tension=0.13)
        canvas.fill(hill, air.lit(varied(chance, rgb("66803f"), 0.08)), "down", line=0.8)
    foot += 0.04
    w = chance.uniform(0.26, 0.33)
    keep = chance.uniform(0.32, 0.42)
    _turret(canvas, chance, air, x + chance.around(0, 0.1), foot, 0.085, keep + 0.08, stone, roof)
    canvas.fill(shapes.rectangle(x - w * 0.55, foot - keep, x + w * 0.55, foot), air.lit(stone, 0.05), "side", line=0.9)
    masonry.battlements(canvas, air, x - w * 0.6, x + w * 0.6, foot - keep, 0.022, stone, 0.05, 5)
    _slits(canvas, air, x, foot - keep * 0.75, w * 0.4, 3)
    wall = keep * 0.5
    front = shapes.rectangle(x - w, foot - wall, x + w, foot + 0.03)
    canvas.fill(front, air.lit(shade(stone, 1.05)), "side", line=1)
    masonry.bricks(canvas, chance, front, (x - w, foot - wall, x + w, foot + 0.03), 0.04, air.lit(shade(stone, 0.6)))
    masonry.battlements(canvas, air, x - w, x + w, foot - wall, 0.02, stone, 0, 8)
    for side in (-1, 1):
        _turret(canvas, chance, air, x + side * w, foot + 0.04, 0.07, keep * chance.uniform(0.75, 1.05), stone, roof)
    canvas.fill(masonry.arch(x, foot + 0.03, 0.055, 0.14), air.lit(rgb("2f2118")), line=1)
    names = ["a castle", "a castle", "an old castle", "a castle on a hill", "a castle with towers", "a stone castle"]
    return finish("castle", names, air)


def _turret(canvas, chance, air, x, foot, w, h, stone, roof):
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot), air.lit(stone), "tube", line=1)
    if chance.maybe(0.65):
        tip = foot - h - w * chance.uniform(2.0, 2.8)
        canvas.fill(shapes.polygon([(x - w * 1.25, foot - h), (x, tip), (x + w * 1.25, foot - h)]), air.lit(roof),
            "side", line=1)
        if chance.maybe(0.6):
            side = 0.07 * chance.sign()
            canvas.stroke(shapes.polygon([(x, tip), (x, tip - 0.07)], False), air.lit((0.2, 0.2, 0.2)), 0.008, line=0.7)
            canvas.fill(shapes.polygon([(x, tip - 0.07), (x + side, tip - 0.05), (x, tip - 0.03)]),
                rgb(chance.choice(["d83030", "f0c030", "3060c0"])), line=0.6)
    else:
        masonry.battlements(canvas, air, x - w * 1.15, x + w * 1.15, foot - h, w * 0.35, stone, 0, 3)
    _slits(canvas, air, x, foot - h * 0.7, 0.0, 1)


def _slits(canvas, air, x, y, spread, count):
    places = [x] if count == 1 else [x - spread + 2 * spread * i / (count - 1) for i in range(count)]
    lamp = (1, 0.8, 0.4) if air.dark else (0.12, 0.1, 0.09)
    canvas.fill(shapes.joined([masonry.arch(px, y + 0.03, 0.014, 0.055) for px in places]), lamp, line=0.6)


def lighthouse(canvas, chance):
    """A lighthouse on rocks above the sea; at night its beam."""
    air = sky.air(chance, {"day": 3, "night": 2, "sunset": 1.2, "storm": 1, "dusk": 1})
    horizon = chance.uniform(0.55, 0.65)
    sky.draw(canvas, chance, air, horizon)
    scenery.water(canvas, chance, air, horizon, roughness=chance.uniform(0.3, 0.9), mirror=0.5)
    x, h = chance.uniform(0.35, 0.65), chance.uniform(0.5, 0.6)
    foot = horizon + chance.uniform(0.05, 0.12)
    for _ in range(7):
        scenery.rock(canvas, chance, air, x + chance.around(0, 0.26), foot + chance.uniform(0.0, 0.12),
            chance.uniform(0.08, 0.14))
    if chance.maybe(0.5):
        side = chance.sign()
        canvas.fill(shapes.rectangle(x + side * 0.17 - 0.09, foot - 0.1, x + side * 0.17 + 0.09, foot + 0.01),
            air.lit((0.93, 0.92, 0.88)), "side", line=0.9)
        canvas.fill(shapes.polygon([(x + side * 0.17 - 0.11, foot - 0.1), (x + side * 0.17, foot - 0.18),
            (x + side * 0.17 + 0.11, foot - 0.1)]), air.lit(rgb("a03a2a")), line=0.9)
    striped = _lighthouse_tower(canvas, chance, air, x, foot, h)
    names = ["a lighthouse", "a lighthouse", "a lighthouse by the sea", "a lighthouse on the rocks",
        "a lighthouse above the sea"]
    if striped:
        names.append("a red and white lighthouse")
    return finish("lighthouse", names, air)


def _lighthouse_tower(canvas, chance, air, x, foot, h):
    w0, w1, top = h * 0.14, h * 0.085, foot - h * 0.78
    body = shapes.polygon([(x - w0, foot + 0.02), (x - w1, top), (x + w1, top), (x + w0, foot + 0.02)])
    canvas.fill(body, air.lit((0.95, 0.94, 0.91)), "tube", line=1)
    striped = chance.maybe(0.65)
    if striped:
        red = air.lit(rgb("c8322a"))
        with canvas.within(body):
            for i in range(1, 5, 2):
                y = top + (foot - top) * i / 5
                canvas.fill(shapes.rectangle(x - w0, y, x + w0, y + (foot - top) / 5), red, "tube", line=0.7)
    canvas.fill(shapes.rectangle(x - w1 * 1.5, top - h * 0.03, x + w1 * 1.5, top + h * 0.01),
        air.lit((0.2, 0.2, 0.22)), line=1)
    lamp = (1, 0.95, 0.7) if air.dark else air.lit(rgb("a8c8d8"))
    canvas.fill(shapes.rectangle(x - w1 * 0.75, top - h * 0.14, x + w1 * 0.75, top - h * 0.03), lamp, line=0.9)
    canvas.fill(shapes.curve([(x - w1, top - h * 0.13), (x - w1 * 0.6, top - h * 0.19), (x, top - h * 0.23),
        (x + w1 * 0.6, top - h * 0.19), (x + w1, top - h * 0.13)], tension=0.1), air.lit(rgb("b02f28")), line=1)
    if air.dark:
        y = top - h * 0.085
        side = chance.sign()
        for s in (side, -side):
            beam = shapes.polygon([(x, y - 0.01), (x + s * 1.0, y - 0.16), (x + s * 1.0, y + 0.1), (x, y + 0.01)])
            canvas.haze((1, 0.95, 0.7), 0.32, beam)
        canvas.glow(x, y, 0.25, (1, 0.92, 0.6), 0.9)
    slits = [shapes.rectangle(x - 0.012, top + h * a, x + 0.012, top + h * (a + 0.06)) for a in (0.14, 0.4)]
    canvas.fill(shapes.joined(slits), (1, 0.85, 0.5) if air.dark else (0.15, 0.15, 0.18), line=0.5)
    return striped
