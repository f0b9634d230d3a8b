"""The sea: calm, at sunset, in a storm; its ships and its coasts."""
import math

from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import scenery

SUNSET = {"sunset": 5, "sunrise": 1}
CALM = {"day": 4, "cloudy": 1, "sunrise": 1, "dusk": 1, "night": 1.2, "sunset": 0.8}


def sunset(canvas, chance):
    """The sun at the horizon and its path on the water."""
    air = sky.air(chance, {"sunset": 1})
    horizon = chance.uniform(0.48, 0.68)
    sky.draw(canvas, chance, air, horizon)
    scenery.water(canvas, chance, air, horizon, roughness=chance.uniform(0.2, 0.6), mirror=0.8)
    x, y = air.sun
    canvas.glow(x, horizon, 0.35, air.low, 0.25)
    scenery.glitter(canvas, chance, x, horizon, mix(air.low, (1, 0.97, 0.8), 0.6), chance.randrange(30, 70))
    extra = chance.choice(["none", "none", "birds", "island", "boat"])
    if extra == "birds":
        _birds(canvas, chance, horizon)
    elif extra == "island":
        headland(canvas, chance, air, horizon, mix(air.high, (0.05, 0.03, 0.08), 0.6))
    elif extra == "boat":
        _far_boat(canvas, chance, chance.random(), horizon + 0.02)
    names = ["a sunset over the ocean", "a sunset over the sea", "the sun setting over the ocean",
        "a red sunset over the ocean",
             "a sunset at the sea", "the ocean at sunset", "the sea at sunset"]
    return Scene("sunset", names, ["in the evening", "on a calm evening"])


def _birds(canvas, chance, horizon):
    for _ in range(chance.randrange(2, 6)):
        x, y, s = chance.random(), chance.uniform(0.08, horizon - 0.08), chance.uniform(0.015, 0.03)
        wing = shapes.curve([(x - s, y - s * 0.3), (x - s * 0.4, y - s * 0.5), (x, y), (x + s * 0.4, y - s * 0.5),
            (x + s, y - s * 0.3)], False)
        canvas.stroke(wing, (0.1, 0.08, 0.12), 0.008, line=0.8)


def headland(canvas, chance, air, horizon, colour):
    """A dark piece of land that comes into the picture from one side."""
    side = chance.sign()
    n, h = chance.uniform(0.25, 0.6), chance.uniform(0.05, 0.18)
    points = [(0.5 + side * 0.55, horizon - h)]
    for t in (0.3, 0.6, 0.85):
        points.append((0.5 + side * (0.55 - n * t), horizon - h * (1 - t) * chance.uniform(0.8, 1.2)))
    points += [(0.5 + side * (0.55 - n), horizon + 0.005), (0.5 + side * 0.55, horizon + 0.005)]
    canvas.fill(shapes.polygon(points), colour, line=0.6)


def _far_boat(canvas, chance, x, y):
    dark = (0.12, 0.09, 0.12)
    s = chance.uniform(0.05, 0.09)
    canvas.fill(shapes.polygon([(x - s, y - s * 0.15), (x + s, y - s * 0.15), (x + s * 0.7, y + s * 0.2),
        (x - s * 0.7, y + s * 0.2)]), dark, line=0.5)
    canvas.fill(shapes.polygon([(x, y - s * 1.8), (x, y - s * 0.2), (x + s * 0.8, y - s * 0.2)]), dark, line=0.5)


def calm_sea(canvas, chance):
    """Open water or a beach under any sky but a stormy one."""
    air = sky.air(chance, CALM)
    horizon = chance.uniform(0.4, 0.6)
    sky.draw(canvas, chance, air, horizon)
    if chance.maybe(0.35):
        headland(canvas, chance, air, horizon, air.lit(varied(chance, rgb("5f6f4e"), 0.08), 0.35))
    scenery.water(canvas, chance, air, horizon, roughness=chance.uniform(0.15, 0.7), mirror=chance.uniform(0.35, 0.6))
    if air.sun and air.hour != "day":
        scenery.glitter(canvas, chance, air.sun[0], horizon, mix(air.low, (1, 1, 0.9), 0.7), 35)
    beach = chance.maybe(0.45)
    if beach:
        _beach(canvas, chance, air)
    names = ["a calm sea", "the ocean", "the sea", "a quiet ocean", "the open sea"]
    if beach:
        names = ["a beach", "a beach by the sea", "the ocean from a beach", "a sandy beach"]
    return Scene("sea", names, air.clauses, "dark" if air.dark else "bright")


def _beach(canvas, chance, air):
    top = chance.uniform(0.7, 0.82)
    line = shapes.ridge(chance, top, 0.06, 0.4, 4)
    foam = [(x, y - 0.025) for x, y in line]
    canvas.fill(shapes.below(foam), air.lit((0.95, 0.97, 0.97)), line=0.4)
    sand = shapes.below(line)
    canvas.gradient(sand, [air.lit(rgb("c2a878")), air.lit(rgb("e5d3a5"))], (0.5, top), (0.5, 1), line=0.4)
    canvas.texture(chance, sand, "cloud", 0.08, 0.5)
    if chance.maybe(0.5):
        x, y = chance.uniform(0.2, 0.8), chance.uniform(0.88, 0.95)
        _parasol(canvas, chance, air, x, y)


def _parasol(canvas, chance, air, x, foot):
    h, r = chance.uniform(0.2, 0.3), chance.uniform(0.1, 0.15)
    canvas.shadow(shapes.ellipse(x + 0.05, foot, r, 0.02), 0.01, 0.4)
    canvas.stroke(shapes.polygon([(x, foot), (x, foot - h)], False), air.lit((0.9, 0.9, 0.88)), 0.012, line=0.7)
    colour = air.lit(varied(chance, rgb(chance.choice(["d9413a", "e9b72f", "3f7fc4", "3fa36b"]))))
    for i in range(4):
        a0, a1 = math.pi * (1 + i / 4), math.pi * (1 + (i + 1) / 4)
        rim = [(x + r * math.cos(a0 + (a1 - a0) * t), foot - h + r * 0.75 * math.sin(a0 + (a1 - a0) * t)) for t in (0,
            0.5, 1)]
        canvas.fill(shapes.polygon([(x, foot - h)] + rim), colour if i % 2 else air.lit((0.97, 0.96, 0.93)), line=0.6)


def waves(canvas, chance, air, horizon, height, rows=range(6)):
    """Rows of breaking waves: number 0 at the horizon, 5 nearest to us."""
    deep = varied(chance, rgb(chance.choice(["2f4f57", "27404d", "35545a", "2b4a3f"])), 0.08)
    for row in rows:
        t = (row + 0.3) / 6
        base = horizon + (1.02 - horizon) * t ** 1.2
        h = height * (0.25 + 0.9 * t)
        crest = _crest(chance, base, h, t)
        area = shapes.curve(crest + [(1.3, 1.2), (-0.3, 1.2)], tension=1 / 7)
        top = shade(mix(deep, air.low, 0.35), 1.15)
        canvas.gradient(area, [air.lit(top, 0.3 * (1 - t)), air.lit(shade(deep, 0.75), 0.2 * (1 - t))],
                        (0.5, base - h), (0.5, base + h * 0.8), line=0.8)
        _foam(canvas, chance, air, crest, h, t)


def _crest(chance, base, h, t):
    """Points along the top of a row of waves; every fourth from the third on is a peak."""
    crest, x = [], -0.1 - chance.random() * 0.2
    while x < 1.15:
        w = (0.14 + 0.3 * t) * chance.uniform(0.7, 1.3)
        lean = chance.uniform(0.1, 0.35) * w
        crest += [(x, base + h * 0.25), (x + w * 0.3, base - h * 0.1),
                  (x + w * 0.5 + lean * 0.5, base - h * chance.uniform(0.6, 1.1)), (x + w * 0.75, base)]
        x += w
    return crest


def _foam(canvas, chance, air, crest, h, t):
    white = mix(air.lit((0.95, 0.97, 0.98)), (1, 1, 1), 0.25)
    for x, y in crest[2::4]:
        if chance.maybe(0.25):
            continue
        w = h * chance.uniform(0.5, 1.0)
        cap = shapes.curve([(x - w, y + h * 0.45), (x - w * 0.3, y + h * 0.02), (x + w * 0.3, y - h * 0.04),
            (x + w * 0.7, y + h * 0.35), (x + w * 0.2, y + h * 0.22)])
        canvas.fill(cap, white, line=0.3)
        spray = [shapes.ellipse(x + chance.around(0, w), y - chance.random() * h * 0.5,
            0.004 + 0.007 * t) for _ in range(6)]
        canvas.fill(shapes.joined(spray), white, line=0, alpha=0.8)


def stormy_sea(canvas, chance):
    """High waves under dark clouds, sometimes with lightning."""
    air, horizon = _storm(canvas, chance)
    waves(canvas, chance, air, horizon, chance.uniform(0.1, 0.18))
    raining = chance.maybe(0.6)
    if raining:
        sky.rain(canvas, chance, 0.3)
    names = ["a stormy sea", "a storm at sea", "high waves in a storm", "a stormy ocean", "the sea in a storm"]
    return Scene("sea", names, ["under dark clouds"] + ["in the rain"] * raining)


def _storm(canvas, chance):
    air = sky.air(chance, {"storm": 1})
    horizon = chance.uniform(0.5, 0.62)
    sky.draw(canvas, chance, air, horizon, sun=False)
    if chance.maybe(0.3):
        _lightning(canvas, chance, horizon)
    canvas.gradient(shapes.rectangle(-0.05, horizon, 1.05, 1.1),
        [air.lit(rgb("4b626a"), 0.4), air.lit(rgb("263a42"))], (0.5, horizon), (0.5, 1))
    return air, horizon


def _lightning(canvas, chance, horizon):
    x, y = chance.uniform(0.15, 0.85), 0.0
    points = [(x, y)]
    while y < horizon - 0.03:
        x, y = x + chance.around(0, 0.06), y + chance.uniform(0.05, 0.1)
        points.append((x, min(y, horizon)))
    canvas.glow(points[2][0], horizon * 0.4, 0.35, (0.8, 0.85, 1), 0.35)
    canvas.stroke(shapes.polygon(points, False), (1, 1, 0.95), 0.012, line=0.5)


def ship_in_storm(canvas, chance):
    """A ship that heels between high waves."""
    air, horizon = _storm(canvas, chance)
    height = chance.uniform(0.08, 0.14)
    behind = chance.randrange(2, 4)
    waves(canvas, chance, air, horizon, height, range(behind))
    y = horizon + (1.02 - horizon) * ((behind + 0.2) / 6) ** 1.2
    kind = chance.weighted({"sailing": 4, "steam": 1})
    with canvas.placed(chance.uniform(0.35, 0.65), y + 0.02, chance.uniform(0.5, 0.68), chance.uniform(-16, 16),
            chance.maybe(0.5)):
        (sailing_ship if kind == "sailing" else steam_ship)(canvas, chance, air)
    waves(canvas, chance, air, horizon, height, range(behind, 6))
    if chance.maybe(0.5):
        sky.rain(canvas, chance, 0.3)
    names = ["a ship in a stormy sea", "a ship in a storm", "a ship in a storm at sea", "a ship on high waves",
        "a ship on a stormy ocean"]
    if kind == "sailing":
        names += ["a sailing ship in a stormy sea"]
    return Scene("ship", names, ["under dark clouds"])


def ship(canvas, chance):
    """A sailing ship, a steamer or a small boat on calm water."""
    air = sky.air(chance)
    horizon = chance.uniform(0.5, 0.68)
    sky.draw(canvas, chance, air, horizon)
    kind = chance.weighted({"sailing": 3, "steam": 1.5, "boat": 1.5})
    y = horizon + chance.uniform(0.02, 0.12)
    x, size, flip = chance.uniform(0.38, 0.62), chance.uniform(0.52, 0.68), chance.maybe(0.5)
    draw = {"sailing": sailing_ship, "steam": steam_ship, "boat": sailing_boat}[kind]
    scenery.water(canvas, chance, air, horizon, roughness=chance.uniform(0.2, 0.6), mirror=0.55)
    canvas.shadow(shapes.ellipse(x, y + 0.03, size * 0.42, 0.03), 0.02, 0.5)
    with canvas.placed(x, y, size, chance.uniform(-3, 3), flip):
        draw(canvas, chance, air)
    scenery.ripples(canvas, chance, y + 0.01, mix(air.low, (1, 1, 1), 0.4), air.lit(rgb("24424f")), 26)
    names = {"sailing": ["a sailing ship", "a ship", "a tall ship with white sails", "a ship on the sea",
        "an old ship on the ocean"],
             "steam": ["a steamship", "a ship", "a ship with a funnel", "a steamship on the ocean",
             "a ship on the sea"],
             "boat": ["a sailing boat", "a small boat with a sail", "a sailing boat on the sea",
             "a boat on the water"]}[kind]
    return Scene("ship", names, air.clauses, "dark" if air.dark else "bright")


def sailing_ship(canvas, chance, air):
    """A three-master about 1 wide whose water line is y = 0."""
    hull = air.lit(varied(chance, rgb(chance.choice(["4a2f1e", "5b3a22", "2f2a2a", "6a3a25", "3a4150"])), 0.06))
    sail = air.lit(varied(chance, rgb(chance.choice(["f2ead6", "fbf7ea", "e6d9bb", "e9e4da", "c9886a"])), 0.04))
    canvas.fill(shapes.curve([(-0.5, -0.15), (-0.44, 0.0), (-0.36, 0.06), (0.36, 0.06), (0.46, -0.04), (0.55, -0.17),
        (0.36, -0.11), (-0.3, -0.1)], tension=0.1), hull, "down", line=1)
    canvas.stroke(shapes.polygon([(-0.46, -0.07), (0.5, -0.08)], False), shade(hull, 1.7), 0.016, line=0.5)
    canvas.stroke(shapes.polygon([(0.48, -0.14), (0.68, -0.26)], False), hull, 0.02, line=0.8)
    for x, h in ((-0.3, 0.55), (0.0, 0.72), (0.27, 0.58)):
        canvas.stroke(shapes.polygon([(x, -0.1), (x, -0.12 - h)], False), hull, 0.02, line=0.8)
        _square_sails(canvas, x, h, sail)
    canvas.fill(shapes.polygon([(0.33, -0.6), (0.66, -0.25), (0.34, -0.2)]), shade(sail, 0.92), "side", line=0.8)


def _square_sails(canvas, x, h, sail):
    for low, high, w in ((0.16, 0.46, 0.14), (0.48, 0.74, 0.115), (0.76, 0.95, 0.085)):
        y0, y1 = -0.1 - h * low, -0.1 - h * high
        bulge = 0.035
        shape = shapes.curve([(x - w * 0.85, y1), (x + w * 0.8, y1), (x + w + bulge, (y0 + y1) / 2), (x + w, y0),
            (x, y0 - 0.02), (x - w, y0), (x - w + bulge, (y0 + y1) / 2)], tension=0.12)
        canvas.fill(shape, sail, "side", line=0.8)


def steam_ship(canvas, chance, air):
    """A steamer about 1 wide whose water line is y = 0."""
    hull = air.lit(varied(chance, rgb(chance.choice(["22252c", "7a2320", "1f3a5a", "e9e9e6"])), 0.06))
    white = air.lit((0.95, 0.95, 0.93))
    canvas.fill(shapes.polygon([(-0.5, -0.15), (0.56, -0.19), (0.46, 0.06), (-0.42, 0.06)]), hull, "down", line=1)
    canvas.fill(shapes.polygon([(-0.44, 0.02), (0.47, 0.02), (0.455, 0.06), (-0.42, 0.06)]), air.lit(rgb("9a2f28")),
        line=0.3)
    canvas.fill(shapes.rectangle(-0.36, -0.27, 0.34, -0.14), white, "side", line=0.9)
    canvas.fill(shapes.rectangle(-0.24, -0.37, 0.24, -0.26), shade(white, 0.95), "side", line=0.9)
    windows = [shapes.ellipse(-0.31 + 0.105 * i, -0.21, 0.018) for i in range(7)]
    canvas.fill(shapes.joined(windows), (1, 0.85, 0.5) if air.dark else rgb("3b4d66"), line=0)
    funnel = air.lit(varied(chance, rgb(chance.choice(["c8372d", "e0a020", "26282c"]))))
    smoke = mix(air.low, (0.35, 0.35, 0.37), 0.6)
    for x in ((-0.1, 0.1) if chance.maybe(0.5) else (0.0,)):
        puffs = [shapes.ellipse(x - 0.07 * i - 0.03, -0.62 - 0.05 * i, 0.05 + 0.022 * i) for i in range(5)]
        canvas.fill(shapes.joined(puffs), smoke, line=0.2, alpha=0.75)
        canvas.fill(shapes.rectangle(x - 0.055, -0.6, x + 0.055, -0.36), funnel, "tube", line=0.9)
        canvas.fill(shapes.rectangle(x - 0.057, -0.61, x + 0.057, -0.56), air.lit((0.1, 0.1, 0.11)), line=0)


def sailing_boat(canvas, chance, air):
    """A small boat about 0.8 wide with two sails; its water line is y = 0."""
    hull = air.lit(varied(chance, rgb(chance.choice(["a8542f", "e8e6df", "2e5a8a", "b03030", "6b4528"])), 0.06))
    sail = air.lit(varied(chance, rgb(chance.choice(["ffffff", "f5efdf", "e2574c", "f0b84a"])), 0.04))
    canvas.stroke(shapes.polygon([(0, 0), (0.02, -0.8)], False), air.lit(rgb("5a4029")), 0.022, line=0.8)
    canvas.fill(shapes.curve([(0.04, -0.78), (0.24, -0.4), (0.4, -0.13), (0.04, -0.12)], tension=0.08), sail, "side",
        line=0.9)
    canvas.fill(shapes.curve([(-0.02, -0.7), (-0.18, -0.36), (-0.33, -0.12), (-0.02, -0.12)], tension=0.08),
        shade(sail, 0.92), "side", line=0.9)
    canvas.fill(shapes.curve([(-0.4, -0.09), (0.44, -0.1), (0.3, 0.06), (-0.28, 0.06)], tension=0.08), hull, "down",
        line=1)
