"""Deserts, waterfalls, steep coasts with towns, campfires."""
import math

from .. import shapes, sky
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import scenery


def desert(canvas, chance):
    """Dunes with a lit and a shaded flank; cacti, palms or pyramids."""
    air = sky.air(chance, {"day": 4, "sunset": 2, "sunrise": 1, "night": 1, "dusk": 0.7})
    horizon = chance.uniform(0.42, 0.58)
    sky.draw(canvas, chance, air, horizon, clouds=chance.maybe(0.3))
    sand = varied(chance, rgb(chance.choice(["d9a860", "e0b878", "c98a4b", "d8946a"])), 0.07)
    extra = chance.choice(["none", "cactus", "palm", "pyramids"])
    if extra == "pyramids":
        _pyramids(canvas, chance, air, horizon, sand)
    for i in range(chance.randrange(3, 5)):
        _dune(canvas, chance, air, horizon + 0.02 + i * chance.uniform(0.08, 0.13), sand, 0.35 - 0.12 * i)
    if extra == "cactus":
        for _ in range(chance.randrange(1, 4)):
            _cactus(canvas, chance, air, chance.uniform(0.1, 0.9), chance.uniform(horizon + 0.2, 0.95),
                chance.uniform(0.2, 0.4))
    elif extra == "palm":
        for _ in range(chance.randrange(1, 4)):
            palm(canvas, chance, air, chance.uniform(0.15, 0.85), chance.uniform(horizon + 0.15, 0.9),
                chance.uniform(0.25, 0.45))
    names = ["a desert", "sand dunes", "sand dunes in the desert", "a desert landscape"]
    names += {"cactus": ["a cactus in the desert", "a desert with a cactus"],
        "palm": ["palm trees in the desert", "an oasis in the desert"],
              "pyramids": ["pyramids in the desert", "the pyramids"], "none": []}[extra]
    return Scene("desert", names, air.clauses, "dark" if air.dark else "bright")


def _dune(canvas, chance, air, y, sand, distance):
    distance = max(0.0, distance)
    x, h = chance.uniform(0.2, 0.8), chance.uniform(0.05, 0.13)
    crest = [(-0.1, y + chance.uniform(0, 0.04)), (x - 0.25, y - h * 0.4), (x, y - h), (x + 0.2, y - h * 0.35),
        (1.1, y + chance.uniform(0, 0.04))]
    area = shapes.curve(crest + [(1.2, 1.2), (-0.2, 1.2)], tension=0.13)
    canvas.gradient(area, [air.lit(shade(sand, 1.15), distance), air.lit(shade(sand, 0.85), distance * 0.6)],
        (0.5, y - h), (0.5, y + 0.3), line=0.7)
    side = -1 if canvas.light > 0 else 1
    flank = [(x, y - h), (x + side * 0.2, y - h * 0.35), (x + side * 0.65, y + 0.08), (x + side * 0.3, y + 0.3),
        (x - side * 0.06, y + 0.25), (x + side * 0.05, y + 0.06)]
    with canvas.within(area):
        canvas.fill(shapes.curve(flank, tension=0.12), air.lit(shade(sand, 0.62), distance), line=0.4, alpha=0.85)
        canvas.texture(chance, area, "streaks", 0.05)


def _cactus(canvas, chance, air, x, foot, h):
    green = air.lit(varied(chance, rgb("4d7a45"), 0.07))
    w = h * 0.17
    canvas.shadow(shapes.ellipse(x, foot, h * 0.25, 0.015), 0.01, 0.5, dx=-0.1 * canvas.light)
    for side, at, n in ((-1, 0.5, 0.3), (1, 0.38, 0.34)):
        if chance.maybe(0.85):
            elbow = x + side * h * 0.25
            arm = shapes.polygon([(x, foot - h * at), (elbow, foot - h * at), (elbow, foot - h * (at + n))], False)
            canvas.stroke(arm, shade(green, 0.8), w * 0.75, line=0.9)
    canvas.fill(shapes.rectangle(x - w / 2, foot - h, x + w / 2, foot, w / 2), green, "tube", line=0.9)


def palm(canvas, chance, air, x, foot, h):
    """A palm with a curved trunk."""
    lean = chance.around(0, 0.25) * h
    top = (x + lean, foot - h)
    trunk = shapes.curve([(x, foot), (x + lean * 0.3, foot - h * 0.5), top], False)
    canvas.stroke(trunk, air.lit(rgb("6f5236")), h * 0.06, line=0.8)
    green = varied(chance, rgb("3f7a3a"), 0.07)
    for i in range(8):
        a = -math.pi / 2 + (i - 3.5) * 0.62 + chance.around(0, 0.12)
        n = h * chance.uniform(0.36, 0.48)
        tip = (top[0] + math.cos(a) * n, top[1] + math.sin(a) * n * 0.6 + h * 0.16)
        middle = (top[0] + math.cos(a) * n * 0.55, top[1] + math.sin(a) * n * 0.55 - h * 0.03)
        lower = (middle[0], middle[1] + h * 0.09)
        canvas.fill(shapes.curve([top, middle, tip, lower], tension=0.14),
            air.lit(shade(green, chance.uniform(0.75, 1.2))), line=0.6)


def _pyramids(canvas, chance, air, horizon, sand):
    for i in range(chance.randrange(1, 4)):
        x, h = chance.uniform(0.15, 0.85), chance.uniform(0.18, 0.32)
        w, ridge = h * 0.95, h * 0.25 * (-1 if canvas.light > 0 else 1)
        y = horizon + 0.06
        canvas.fill(shapes.polygon([(x - w, y), (x, y - h), (x + w, y)]), air.lit(shade(sand, 1.1), 0.2), line=0.9)
        dark = [(x, y - h), (x + (w if ridge > 0 else -w), y), (x + ridge, y)]
        canvas.fill(shapes.polygon(dark), air.lit(shade(sand, 0.6), 0.2), line=0.6)


def waterfall(canvas, chance):
    """White water down a rock face into a pool, between trees."""
    air = sky.air(chance, {"day": 4, "cloudy": 2, "fog": 1, "sunset": 0.6, "dusk": 0.5})
    lip = chance.uniform(0.16, 0.32)
    pool = chance.uniform(0.72, 0.82)
    sky.draw(canvas, chance, air, lip + 0.15)
    rock = varied(chance, rgb(chance.choice(["5f5a55", "6b6258", "4f5358", "75685a"])), 0.08)
    _cliff(canvas, chance, air, lip, rock)
    falls = chance.weighted({1: 5, 2: 2.5, 3: 1.5})
    xs = [chance.uniform(0.35, 0.65)] if falls == 1 else [(i + 0.7) / (falls + 0.4) + chance.around(0,
        0.04) for i in range(falls)]
    for x in xs:
        width = (chance.uniform(0.16, 0.34) if falls == 1 else chance.uniform(0.09, 0.16))
        _fall(canvas, chance, air, x, lip + chance.around(0.02, 0.03), pool, width)
    _pool(canvas, chance, air, pool, xs)
    _banks(canvas, chance, air, lip, pool, rock)
    names = ["a waterfall", "waterfalls", "a waterfall in the mountains", "a high waterfall",
        "a waterfall over rocks", "a waterfall in a forest"]
    if falls > 1:
        names = ["waterfalls", "waterfalls", "waterfalls over rocks",
            "two waterfalls" if falls == 2 else "three waterfalls", "waterfalls in the mountains"]
    return Scene("waterfall", names, air.clauses, "dark" if air.dark else "bright")


def _cliff(canvas, chance, air, lip, rock):
    line = shapes.ridge(chance, lip, 0.07, 0.5, 5)
    area = shapes.below(line)
    canvas.gradient(area, [air.lit(shade(rock, 1.15), 0.15), air.lit(shade(rock, 0.6))], (0.5, lip), (0.5, 0.85),
        line=0.9)
    with canvas.within(area):
        for _ in range(22):
            x, y = chance.random(), chance.uniform(lip, 0.85)
            w, h = chance.uniform(0.03, 0.09), chance.uniform(0.06, 0.18)
            face = [(x, y), (x + w, y + chance.around(0, 0.02)), (x + w * 0.9, y + h), (x + w * 0.1, y + h * 0.9)]
            canvas.fill(shapes.polygon(face), air.lit(shade(rock, chance.uniform(0.5, 1.2))), line=0.35, alpha=0.8)
    canvas.texture(chance, area, "cloud", 0.15, 0.6)


def _fall(canvas, chance, air, x, top, pool, width):
    flare = chance.uniform(1.1, 1.5)
    left = [(x - width / 2, top), (x - width / 2 * 1.05, (top + pool) / 2), (x - width / 2 * flare, pool + 0.03)]
    right = [(x + width / 2 * flare, pool + 0.03), (x + width / 2 * 1.05, (top + pool) / 2), (x + width / 2, top)]
    area = shapes.curve(left + right, tension=0.1)
    canvas.gradient(area, [air.lit((0.9, 0.95, 0.98)), air.lit((0.98, 0.99, 1.0))], (x, top), (x, pool), line=0.8)
    with canvas.within(area):
        strands = []
        for _ in range(12):
            a = chance.uniform(-0.5, 0.5)
            y0 = chance.uniform(top - 0.05, pool - 0.15)
            y1 = y0 + chance.uniform(0.12, 0.4)
            strands.append(shapes.polygon([(x + a * width, y0), (x + a * width * 1.12, y1)], False))
        canvas.stroke(shapes.joined(strands), air.lit((0.62, 0.74, 0.83)), 0.011, alpha=0.75, line=0.45)


def _pool(canvas, chance, air, pool, xs):
    water = varied(chance, hsv(chance.uniform(0.46, 0.56), 0.5, 0.5), 0.06)
    area = shapes.below(shapes.ridge(chance, pool, 0.015, levels=3))
    canvas.gradient(area, [air.lit(shade(water, 1.2)), air.lit(shade(water, 0.6))], (0.5, pool), (0.5, 1), line=0.6)
    for x in xs:
        spray = [shapes.ellipse(x + chance.gauss(0, 0.09), pool + chance.around(0.01, 0.03),
            chance.uniform(0.02, 0.055), chance.uniform(0.012, 0.035)) for _ in range(12)]
        canvas.fill(shapes.joined(spray), air.lit((0.95, 0.98, 1)), line=0, alpha=0.75)
    scenery.ripples(canvas, chance, pool + 0.04, air.lit((0.85, 0.93, 0.96)), air.lit(shade(water, 0.5)), 16)


def _banks(canvas, chance, air, lip, pool, rock):
    for side in (0, 1):
        for _ in range(chance.randrange(2, 5)):
            x = chance.uniform(-0.02, 0.2)
            scenery.rock(canvas, chance, air, x if side == 0 else 1 - x, chance.uniform(pool - 0.05, 0.98),
                chance.uniform(0.06, 0.13), rock)
        green = varied(chance, rgb(chance.choice(["3f6b35", "2f5a33", "58803a", "8a7a2f"])), 0.07)
        for _ in range(chance.randrange(1, 4)):
            x, foot = chance.uniform(0.0, 0.24), chance.uniform(lip + 0.05, pool)
            x = x if side == 0 else 1 - x
            if chance.maybe(0.5):
                scenery.conifer(canvas, chance, air, x, foot, chance.uniform(0.2, 0.36), shade(green, 0.8))
            else:
                canvas.fill(shapes.blob(chance, x, foot, 0.1, 0.08), air.lit(green), "ball", line=0.6)


def coast(canvas, chance):
    """A steep coast with a terraced town above the sea (as at Amalfi)."""
    air = sky.air(chance, {"day": 5, "sunset": 1.5, "sunrise": 1, "dusk": 0.8, "cloudy": 0.7})
    horizon = chance.uniform(0.45, 0.56)
    sky.draw(canvas, chance, air, horizon)
    scenery.water(canvas, chance, air, horizon, hsv(chance.uniform(0.5, 0.57), 0.75, 0.6), chance.uniform(0.2, 0.5),
        0.3)
    rock = varied(chance, rgb("8a7f68"), 0.06)
    far = [(0.25, horizon), (0.45, horizon - 0.12), (0.7, horizon - 0.2), (1.1, horizon - 0.3)]
    canvas.fill(shapes.below(far, horizon + 0.005), air.lit(mix(rock, rgb("5f7a4e"), 0.5), 0.45), line=0.6)
    slope = [(1.1, chance.uniform(0.0, 0.15)), (0.85, chance.uniform(0.15, 0.25)), (0.65, chance.uniform(0.38, 0.48)),
        (0.45, chance.uniform(0.62, 0.72)),
             (0.32, chance.uniform(0.82, 0.9)), (0.4, 1.1), (1.1, 1.1)]
    hill = shapes.curve(slope, tension=0.1)
    canvas.fill(hill, air.lit(mix(rock, rgb("58763f"), 0.45)), "side", line=0.9)
    canvas.texture(chance, hill, "cloud", 0.16, 0.5)
    _terraces(canvas, chance, air, slope)
    names = ["the amalfi coast", "the amalfi cost", "a town on a steep coast", "colourful houses above the sea",
        "a village on the coast", "a steep coast with houses"]
    return Scene("coast", names, air.clauses, "dark" if air.dark else "bright")


def _terraces(canvas, chance, air, slope):
    walls = ["f2e3c6", "f0b98a", "e88f6a", "fbf3e2", "f3cf6f", "e9a0a0", "d8704f", "ffffff"]
    houses = []
    for _ in range(chance.randrange(24, 36)):
        t = chance.random()
        x = 0.42 + 0.6 * t
        edge = 0.8 - 0.68 * t
        houses.append((edge + chance.uniform(0.06, 0.32), x))
    for y, x in sorted(houses):
        w, h = chance.uniform(0.04, 0.062) * (0.7 + 0.6 * y), chance.uniform(0.06, 0.095) * (0.7 + 0.6 * y)
        wall = air.lit(varied(chance, rgb(chance.choice(walls)), 0.04))
        canvas.fill(shapes.rectangle(x - w, y - h, x + w, y), wall, "side", line=0.8)
        canvas.fill(shapes.rectangle(x - w * 1.1, y - h * 1.15, x + w * 1.1, y - h * 0.95), air.lit(rgb("b5573a")),
            line=0.4)
        glass = (1, 0.8, 0.4) if air.dark else air.lit(rgb("4a5560"))
        panes = [shapes.rectangle(x + w * a - w * 0.18, y - h * 0.68, x + w * a + w * 0.18,
            y - h * 0.3) for a in (-0.45, 0.45)]
        canvas.fill(shapes.joined(panes), glass, line=0.3)


def campfire(canvas, chance):
    """People around a fire at night."""
    air = sky.air(chance, {"night": 4, "dusk": 1})
    horizon = chance.uniform(0.38, 0.5)
    sky.draw(canvas, chance, air, horizon, clouds=False)
    wood = rgb("1f3328")
    scenery.wood_line(canvas, chance, air, [(i / 12, horizon + 0.02) for i in range(13)], wood, 0.1, 0.16)
    scenery.ground(canvas, chance, air, shapes.ridge(chance, horizon + 0.03, 0.02, levels=3), rgb("6a5a42"))
    x, y = chance.uniform(0.42, 0.58), chance.uniform(0.72, 0.8)
    canvas.glow(x, y, 0.6, (1.0, 0.55, 0.2), 0.55)
    people = chance.maybe(0.8)
    count = chance.randrange(3, 7) if people else 0
    seats = [math.pi * (1.08 + 0.84 * (i + 0.5) / max(count, 1)) for i in range(count)]
    for a in seats:
        _sitter(canvas, chance, x + 0.38 * math.cos(a), y + 0.12 * math.sin(a) + 0.06, chance.uniform(0.22, 0.28), x)
    size = chance.uniform(0.17, 0.24)
    logs(canvas, chance, x, y, size)
    flames(canvas, chance, x, y, size)
    if people and chance.maybe(0.6):
        for side in (-1, 1):
            _sitter(canvas, chance, x + side * chance.uniform(0.3, 0.4), y + 0.2, 0.3, x, True)
    names = ["people around a campfire", "people sitting around a campfire", "friends around a campfire",
        "people around a fire"]
    if not people:
        names = ["a campfire", "a campfire in the forest", "a fire in the woods", "a burning campfire"]
    return Scene("campfire", names, air.clauses, "dark")


def logs(canvas, chance, x, y, size):
    """Crossed logs and a ring of stones."""
    for i in range(9):
        a = math.tau * i / 9
        r = size * 0.16
        canvas.fill(shapes.ellipse(x + size * 0.85 * math.cos(a), y + size * 0.28 * math.sin(a) + 0.02, r, r * 0.75),
            varied(chance, rgb("8a7a6c"), 0.06), "ball", line=0.7)
    for a in (-0.5, 0.45, 0.05):
        dx, dy = math.cos(a) * size * 0.62, math.sin(a) * size * 0.3
        canvas.stroke(shapes.polygon([(x - dx, y - dy), (x + dx, y + dy)], False),
            varied(chance, rgb("6b3d20"), 0.05), size * 0.17, line=0.8)


def flames(canvas, chance, x, y, size):
    """Tongues of fire, hottest in the middle."""
    for colour, scale in (("e8481c", 1.0), ("f98b1e", 0.74), ("ffd24a", 0.48), ("fff6c0", 0.24)):
        w, h = size * 0.62 * scale, size * 1.75 * scale
        sway = chance.around(0, 0.15) * size
        left = [(x - w * 0.6, y), (x - w, y - h * 0.25), (x - w * 0.55, y - h * 0.5),
            (x - w * 0.5, y - h * chance.uniform(0.6, 0.75)), (x - w * 0.12, y - h * 0.55)]
        right = [(x + sway, y - h), (x + w * 0.3, y - h * 0.58), (x + w * 0.62, y - h * chance.uniform(0.65, 0.8)),
            (x + w * 0.7, y - h * 0.42), (x + w, y - h * 0.22), (x + w * 0.6, y)]
        canvas.fill(shapes.curve(left + right, tension=0.14), rgb(colour), line=0.5 if scale == 1 else 0.2)
    canvas.glow(x, y - size * 0.6, size * 2.2, (1, 0.6, 0.2), 0.4)
    sparks = [shapes.ellipse(x + chance.gauss(0, size * 0.5), y - size * chance.uniform(1.2, 2.8),
        0.005) for _ in range(8)]
    canvas.fill(shapes.joined(sparks), (1, 0.75, 0.3), line=0)


def _sitter(canvas, chance, x, foot, size, fire_x, back=False):
    """A seated person, lit by the fire from one side, or a dark back in front of it."""
    cloth = varied(chance, hsv(chance.random(), 0.55, 0.5), 0.1)
    skin = varied(chance, rgb(chance.choice(["e0ac80", "b57b50", "8a5a3c", "f0c8a0"])), 0.04)
    dark = 0.3 if back else 1.0
    canvas.light = 1.0 if fire_x > x else -1.0
    body = [(x - size * 0.3, foot), (x - size * 0.3, foot - size * 0.45), (x - size * 0.16, foot - size * 0.62),
        (x + size * 0.16, foot - size * 0.62), (x + size * 0.3, foot - size * 0.45), (x + size * 0.34, foot)]
    canvas.fill(shapes.curve(body, tension=0.12), shade(cloth, dark), "side", line=0.9)
    if not back:
        legs = shapes.polygon([(x - size * 0.3 * canvas.light, foot),
            (x + size * 0.25 * canvas.light, foot - size * 0.22), (x + size * 0.5 * canvas.light, foot)], False)
        canvas.stroke(legs, shade(cloth, 0.7), size * 0.16, line=0.7)
    canvas.fill(shapes.ellipse(x, foot - size * 0.8, size * 0.17, size * 0.19), shade(skin, dark * 0.95), "side",
        line=0.9)
    hair = shapes.curve([(x - size * 0.18, foot - size * 0.8), (x - size * 0.12, foot - size * 1.0),
        (x + size * 0.12, foot - size * 1.0), (x + size * 0.18, foot - size * 0.82), (x, foot - size * 0.9)])
    canvas.fill(hair, shade(rgb(chance.choice(["2b1d14", "5a3a20", "a8742f", "14100e"])), dark), line=0.4)
