"""Single buildings: tower, house, castle, lighthouse, bridge, palace, windmill."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import masonry, scenery

BRICK = ["a8553f", "c9b08a", "d9cdb4", "8f8a80", "b98a5f", "e6dfd0"]


def _site(canvas, chance, low=0.62, high=0.8, hours=None):
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


def _trees_around(canvas, chance, air, foot, clear=0.3):
    for _ in range(chance.randrange(0, 4)):
        x = 0.5 + chance.sign() * chance.uniform(clear, 0.5)
        scenery.leafy_tree(canvas, chance, air, x, foot + chance.uniform(0.02, 0.15), chance.uniform(0.22, 0.4),
            rgb(chance.choice(scenery.FOLIAGE["summer"])))


def _finish(label, names, air, extra=()):
    return Scene(label, names, air.clauses + list(extra), "dark" if air.dark else "bright")


def tower(canvas, chance):
    """A tall tower: a campanile with a belfry and a pointed roof, a clock tower, or a round stone tower."""
    air, foot = _site(canvas, chance)
    kind = chance.weighted({"bell": 3, "clock": 3, "stone": 2})
    x, h = chance.uniform(0.38, 0.62), chance.uniform(0.5, 0.62)
    w = h * chance.uniform(0.11, 0.15)
    stone = varied(chance, rgb(chance.choice(BRICK)), 0.06)
    foot += 0.08
    canvas.shadow(shapes.polygon([(x - w, foot), (x + w, foot), (x + w - canvas.light * 0.35, foot + 0.06),
        (x - w - canvas.light * 0.35, foot + 0.06)]), 0.02, 0.4)
    if chance.maybe(0.6):
        _low_houses(canvas, chance, air, foot)
    _trees_around(canvas, chance, air, foot - 0.04, 0.22)
    if kind == "stone":
        _round_tower(canvas, chance, air, x, foot, w * 1.5, h * 0.9, stone)
        names = ["a stone tower", "an old tower", "a round stone tower", "a tower"]
    else:
        _campanile(canvas, chance, air, x, foot, w, h, stone, kind)
        names = ["a clock tower", "a tower with a clock", "a tower"] if kind == "clock" else ["a bell tower",
            "a tall tower", "a tower", "a tower with a pointed roof"]
    return _finish("tower", names, air)


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


def house(canvas, chance):
    """A house with a gable, a door, windows, a chimney, in a garden or in snow."""
    air, foot = _site(canvas, chance, 0.68, 0.8)
    winter = chance.maybe(0.15)
    if winter:
        scenery.ground(canvas, chance, air, [(-0.1, foot), (1.1, foot)], rgb("eef2f6"), 0.05)
    x, w, h = chance.uniform(0.42, 0.58), chance.uniform(0.22, 0.3), chance.uniform(0.22, 0.3)
    foot += 0.07
    wall_colour = varied(chance, rgb(chance.choice(["f0e8d8", "c8644a", "e8c878", "9ab8c8", "d8b8a0", "b5cfa0",
        "ffffff", "8f6a4a"])), 0.05)
    roof_colour = varied(chance, rgb(chance.choice(["9a4030", "5a4038", "4a5560", "7a3a2a", "6a6a58"])), 0.05)
    if winter:
        roof_colour = (0.94, 0.96, 0.98)
    _trees_around(canvas, chance, air, foot - 0.05)
    _house_body(canvas, chance, air, x, foot, w, h, wall_colour, roof_colour)
    _garden(canvas, chance, air, x, foot, w, winter)
    colour = _colour_word(wall_colour)
    names = ["a house", "a house", "a small house", "a house with a garden" if not winter else "a house in the snow",
        "a house with a chimney", f"a {colour} house" if colour else "a country house"]
    return _finish("house", names, air)


def _colour_word(colour):
    """What one would call a colour; None when unsure."""
    r, g, b = colour
    if min(colour) > 0.85:
        return "white"
    if r > 0.65 and g < 0.5 and b < 0.45:
        return "red"
    if r > 0.8 and g > 0.65 and b < 0.6:
        return "yellow"
    if b > r + 0.12 and b > 0.6:
        return "blue"
    return None


def _house_body(canvas, chance, air, x, foot, w, h, wall_colour, roof_colour):
    wall, roof = air.lit(wall_colour), air.lit(roof_colour)
    rise = chance.uniform(0.16, 0.24)
    canvas.fill(shapes.rectangle(x + w * 0.4, foot - h - rise * 1.05, x + w * 0.4 + 0.06, foot - h),
        air.lit(rgb("8a5040")), "side", line=0.9)
    if chance.maybe(0.5):
        smoke = [shapes.ellipse(x + w * 0.4 + 0.04 + 0.03 * i, foot - h - rise * 1.1 - 0.045 * i,
            0.02 + 0.008 * i) for i in range(4)]
        canvas.fill(shapes.joined(smoke), mix(air.low, (0.9, 0.9, 0.9), 0.5), line=0.3, alpha=0.7)
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot), wall, "side", line=1)
    if chance.maybe(0.55):
        canvas.fill(shapes.polygon([(x - w, foot - h), (x, foot - h - rise), (x + w, foot - h)]), shade(wall, 0.92),
            line=0.7)
        thick = 0.045
        slope = [(x - w * 1.16, foot - h + 0.03), (x, foot - h - rise), (x + w * 1.16, foot - h + 0.03),
            (x + w * 1.16, foot - h + 0.03 - thick), (x, foot - h - rise - thick * 1.3),
            (x - w * 1.16, foot - h + 0.03 - thick)]
        canvas.fill(shapes.polygon(slope), roof, line=1)
        _pane(canvas, air, x, foot - h - rise * 0.35, 0.04, 0.04)
    else:
        area = shapes.polygon([(x - w * 1.15, foot - h + 0.01), (x - w * 0.8, foot - h - rise),
            (x + w * 0.8, foot - h - rise), (x + w * 1.15, foot - h + 0.01)])
        canvas.fill(area, roof, "down", line=1)
        tiles = [shapes.polygon([(x - w, foot - h - rise * a), (x + w, foot - h - rise * a)], False) for a in (0.25,
            0.5, 0.75)]
        with canvas.within(area):
            canvas.stroke(shapes.joined(tiles), shade(roof, 0.7), 0.008, line=0.4)
    door = varied(chance, rgb(chance.choice(["6a3a22", "2f5a7a", "8a2a2a", "3a6a4a"])), 0.05)
    shift = chance.choice([-0.5, 0, 0.5])
    canvas.fill(shapes.rectangle(x + w * shift - 0.04, foot - h * 0.62, x + w * shift + 0.04, foot), air.lit(door),
        line=0.9)
    for a in {-0.5, 0.0, 0.5} - {shift}:
        _pane(canvas, air, x + w * a * 1.1, foot - h * 0.55, 0.045, 0.055)


def _pane(canvas, air, x, y, w, h):
    glass = (1.0, 0.84, 0.45) if air.dark else air.lit(rgb("5a7890"))
    canvas.fill(shapes.rectangle(x - w * 1.2, y - h * 1.2, x + w * 1.2, y + h * 1.2), air.lit((0.96, 0.95, 0.92)),
        line=0.8)
    canvas.fill(shapes.rectangle(x - w, y - h, x + w, y + h), glass, line=0.6)
    cross = [shapes.polygon([(x, y - h), (x, y + h)], False), shapes.polygon([(x - w, y), (x + w, y)], False)]
    canvas.stroke(shapes.joined(cross), air.lit((0.96, 0.95, 0.92)), w * 0.25, line=0.5)
    if air.dark:
        canvas.glow(x, y, w * 2.6, (1, 0.75, 0.35), 0.35)


def _garden(canvas, chance, air, x, foot, w, winter):
    if winter:
        if chance.maybe(0.5):
            sky.snow(canvas, chance)
        return
    if chance.maybe(0.6):
        path = shapes.polygon([(x - 0.03, foot), (x + 0.03, foot), (x + 0.15, 1.05), (x - 0.13, 1.05)])
        canvas.fill(path, air.lit(rgb("c9b894")), line=0.5)
    bushes = [(chance.random(), foot + chance.uniform(-0.01, 0.06)) for _ in range(chance.randrange(2, 6))]
    for bx, by in bushes:
        canvas.fill(shapes.blob(chance, bx, by, 0.06, 0.045), air.lit(varied(chance, rgb("4f7a3a"), 0.08)), "ball",
            line=0.7)
    if chance.maybe(0.35):
        posts = [shapes.rectangle(i / 12 - 0.012, 0.9, i / 12 + 0.012,
            1.02) for i in range(13)] + [shapes.rectangle(0, 0.93, 1, 0.945)]
        canvas.fill(shapes.joined(posts), air.lit((0.95, 0.94, 0.9)), line=0.7)


def castle(canvas, chance):
    """A castle on a hill: a keep, round towers, battlements, a gate, flags."""
    air, foot = _site(canvas, chance, 0.66, 0.78)
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
    return _finish("castle", names, air)


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
    return _finish("lighthouse", names, air)


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
    return _finish("bridge", names, air)


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
    return _finish("palace", ["a palace", "a palace with a dome", "a palace with columns", "an old palace",
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


def windmill(canvas, chance):
    """A windmill with four sails."""
    air, foot = _site(canvas, chance, 0.7, 0.82)
    x, h = chance.uniform(0.4, 0.6), chance.uniform(0.38, 0.46)
    foot += 0.05
    wall = air.lit(varied(chance, rgb(chance.choice(["e8e2d4", "a8644a", "8a6a4a", "d8c8a8"])), 0.05))
    w = h * 0.3
    canvas.fill(shapes.polygon([(x - w, foot), (x - w * 0.6, foot - h), (x + w * 0.6, foot - h), (x + w, foot)]),
        wall, "tube", line=1)
    canvas.fill(shapes.curve([(x - w * 0.72, foot - h + 0.01), (x, foot - h - w * 0.75),
        (x + w * 0.72, foot - h + 0.01)], tension=0.25), air.lit(rgb("6a4030")), "side", line=1)
    canvas.fill(masonry.arch(x, foot, w * 0.22, h * 0.25), air.lit(rgb("4a2f1f")), line=0.8)
    canvas.fill(shapes.rectangle(x - w * 0.14, foot - h * 0.6, x + w * 0.14, foot - h * 0.48),
        (1, 0.82, 0.4) if air.dark else (0.15, 0.16, 0.2), line=0.7)
    with canvas.placed(x, foot - h * 1.02, h * 0.85, chance.uniform(0, 90)):
        for turn in range(4):
            with canvas.placed(turn=90 * turn):
                canvas.fill(shapes.polygon([(0.02, -0.15), (0.2, -0.15), (0.2, -0.92), (0.02, -0.92)]),
                    air.lit((0.94, 0.91, 0.83)), line=0.9)
                canvas.stroke(shapes.polygon([(0, 0), (0, -0.96)], False), air.lit(rgb("4a3424")), 0.045, line=0.9)
                bars = [shapes.polygon([(0.0, -0.15 - 0.19 * i), (0.2, -0.15 - 0.19 * i)], False) for i in range(5)]
                canvas.stroke(shapes.joined(bars), air.lit(rgb("6a5444")), 0.022, line=0.4)
    return _finish("windmill", ["a windmill", "an old windmill", "a windmill in a field"], air)
