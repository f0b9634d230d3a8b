"""Cities: ancient ones on their hills, skylines, streets by day and by night, neon and rain."""
from .. import shapes, sky
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import masonry, scenery

NEON = ["ff2fa0", "21e6ff", "a34dff", "ff5a36", "3dff9a", "ffe23d"]


def ancient_city(canvas, chance):
    """Temples, domes, towers and flat-roofed houses behind a wall, or an acropolis above them."""
    air = sky.air(chance, {"day": 4, "sunset": 1.5, "cloudy": 1, "sunrise": 0.8, "dusk": 0.6, "night": 0.5})
    horizon = chance.uniform(0.5, 0.6)
    sky.draw(canvas, chance, air, horizon)
    stone = varied(chance, rgb(chance.choice(["d8c39a", "c9a878", "e2d4b5", "bfa58a"])), 0.06)
    line = shapes.ridge(chance, horizon, 0.05, 0.4, 4)
    scenery.ground(canvas, chance, air, line, mix(stone, rgb("8a8a55"), 0.5))
    hill = chance.maybe(0.55)
    if hill:
        _acropolis(canvas, chance, air, horizon, stone)
    for row in range(4):
        t = row / 3
        y = horizon + 0.08 + 0.22 * t
        for _ in range(6 - row):
            x, size = chance.uniform(0.0, 1.0), (0.1 + 0.09 * t) * chance.uniform(0.85, 1.2)
            kind = chance.weighted({"house": 5, "temple": 1.6 if row > 0 else 0.6, "dome": 1.2, "tower": 1})
            {"house": _clay_house, "temple": masonry.temple, "dome": masonry.domed, "tower": masonry.watch_tower}[kind](
                canvas, chance, air, x, y, size, stone, 0.35 * (1 - t))
    front = chance.weighted({"wall": 3, "columns": 2, "trees": 1.5})
    if front == "wall":
        masonry.city_wall(canvas, chance, air, chance.uniform(0.82, 0.88), stone)
    elif front == "columns":
        for i in range(chance.randrange(2, 5)):
            masonry.column(canvas, chance, air, chance.random(), chance.uniform(0.92, 1.02),
                chance.uniform(0.3, 0.55), stone, chance.maybe(0.4))
    else:
        for _ in range(4):
            _cypress(canvas, chance, air, chance.random(), chance.uniform(0.9, 1.02), chance.uniform(0.22, 0.4))
    names = ["an ancient city", "an ancient city", "an ancient city with temples", "an ancient greek city",
        "an ancient roman city"]
    names.append({"columns": "the ruins of an ancient city", "wall": "an old city behind a wall"}.get(front,
        "an ancient town"))
    if hill:
        names.append("an ancient city on a hill")
    return Scene("ancient city", names, air.clauses, "dark" if air.dark else "bright")


def _acropolis(canvas, chance, air, horizon, stone):
    x, w = chance.uniform(0.3, 0.7), chance.uniform(0.28, 0.42)
    top = horizon - chance.uniform(0.1, 0.18)
    rock = shapes.polygon([(x - w * 1.3, horizon + 0.1), (x - w * 0.9, horizon - 0.03), (x - w * 0.75, top + 0.01),
        (x + w * 0.75, top), (x + w * 0.95, horizon - 0.02), (x + w * 1.3, horizon + 0.1)])
    canvas.fill(rock, air.lit(shade(stone, 0.72), 0.3), "side", line=0.9)
    canvas.texture(chance, rock, "cloud", 0.14, 0.5)
    masonry.temple(canvas, chance, air, x + chance.around(0, w * 0.3), top + 0.02, w * chance.uniform(0.75, 1.0),
        shade(stone, 1.1), 0.2)


def _clay_house(canvas, chance, air, x, foot, size, stone, distance):
    wall = varied(chance, stone, 0.08)
    w, h = size * chance.uniform(0.4, 0.7), size * chance.uniform(0.6, 1.1)
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot + 0.05), air.lit(wall, distance), "side", line=0.9)
    canvas.fill(shapes.rectangle(x - w * 1.05, foot - h - size * 0.06, x + w * 1.05, foot - h + size * 0.04),
        air.lit(shade(wall, 1.2), distance), line=0.6)
    dark = (1, 0.8, 0.45) if air.hour == "night" else air.lit(shade(wall, 0.35), distance)
    holes = [shapes.rectangle(x + w * a - size * 0.06, foot - h * 0.75, x + w * a + size * 0.06,
        foot - h * 0.45) for a in (-0.5, 0.1, 0.6)]
    canvas.fill(shapes.joined(holes), dark, line=0.2)


def _cypress(canvas, chance, air, x, foot, h):
    w = h * 0.14
    tree = shapes.curve([(x, foot - h), (x + w, foot - h * 0.45), (x + w * 0.8, foot), (x - w * 0.8, foot),
        (x - w, foot - h * 0.45)], tension=0.2)
    canvas.fill(tree, air.lit(varied(chance, rgb("33502f"), 0.06)), "side", line=0.9)


def skyline(canvas, chance):
    """A modern city from afar: towers in rows, lit windows at night, often water in front."""
    air = sky.air(chance, {"day": 3, "night": 2.5, "sunset": 1.5, "dusk": 1.2, "cloudy": 0.8})
    horizon = chance.uniform(0.66, 0.8)
    sky.draw(canvas, chance, air, horizon)
    tall = chance.uniform(0.3, 0.5)
    for row in range(3):
        distance = 0.5 - 0.22 * row
        x = -0.05 - chance.random() * 0.1
        while x < 1.05:
            w = chance.uniform(0.06, 0.13) * (0.8 + 0.2 * row)
            h = tall * chance.uniform(0.35, 1.05) * (1.1 - 0.25 * row) * (1.25 - abs(x - 0.5))
            tower_block(canvas, chance, air, x, x + w, horizon + 0.02 * row, h, distance)
            x += w * chance.uniform(0.9, 1.25)
    waterside = chance.maybe(0.65)
    if waterside:
        scenery.water(canvas, chance, air, horizon + 0.04, roughness=0.25, mirror=0.7)
    else:
        scenery.ground(canvas, chance, air, [(-0.1, horizon + 0.05), (1.1, horizon + 0.05)], rgb("5d6a4d"))
        scenery.wood_line(canvas, chance, air, [(i / 12, horizon + 0.1) for i in range(13)], rgb("3d5a3a"), 0.05, 0.05)
    names = ["a modern city", "a city skyline", "a city with skyscrapers", "skyscrapers",
        "the skyline of a modern city"]
    if waterside:
        names += ["a modern city by the water", "a city skyline by the sea"]
    return Scene("skyline", names, air.clauses, "dark" if air.dark else "bright")


def tower_block(canvas, chance, air, x0, x1, foot, h, distance, colour=None):
    """A tower with a grid of windows, with a flat, stepped or pointed top."""
    colour = colour or varied(chance, rgb(chance.choice(["7f8a99", "9aa3ad", "6a7585", "a8988a", "8fa8b8",
        "5a6472"])), 0.08)
    wall = air.lit(colour, distance)
    top = foot - h
    canvas.fill(shapes.rectangle(x0, top, x1, foot + 0.1), wall, "side", line=0.9)
    kind = chance.choice(["flat", "flat", "step", "spire"])
    middle, w = (x0 + x1) / 2, x1 - x0
    if kind != "flat":
        canvas.fill(shapes.rectangle(middle - w * 0.3, top - h * 0.1, middle + w * 0.3, top), wall, "side", line=0.8)
    if kind == "spire":
        canvas.stroke(shapes.polygon([(middle, top - h * 0.1), (middle, top - h * 0.3)], False), wall, 0.01, line=0.9)
    lit = chance.uniform(0.35, 0.8) if air.dark else 1.0
    glass = (1.0, chance.uniform(0.75, 0.92), 0.5) if air.dark else shade(air.lit(colour, distance),
        chance.choice([0.6, 1.4]))
    panes, columns, rows = [], max(2, int(w / 0.026)), max(2, int(h / 0.04))
    for i in range(columns):
        for j in range(rows):
            if chance.maybe(lit):
                px, py = x0 + w * (i + 0.25) / columns, top + h * (j + 0.3) / rows
                panes.append(shapes.rectangle(px, py, px + w * 0.5 / columns, py + h * 0.5 / rows))
    canvas.fill(shapes.joined(panes), mix(glass, air.low, distance * 0.5), line=0, alpha=0.9)


def street_by_day(canvas, chance):
    """A street that runs away from us between houses, with cars, trees and people."""
    return _street(canvas, chance, sky.air(chance, {"day": 4, "cloudy": 1.5, "sunset": 1, "sunrise": 0.5}), False)


def street_at_night(canvas, chance):
    """A busy street with lamps, lit windows and the lights of cars."""
    return _street(canvas, chance, sky.air(chance, {"night": 1}), True)


def _street(canvas, chance, air, night):
    vx, vy = chance.uniform(0.4, 0.6), chance.uniform(0.42, 0.52)
    sky.draw(canvas, chance, air, vy, clouds=not night)
    busy = night or chance.maybe(0.6)
    lamps = chance.choice([None, None, ["ffd27a", "ffe9c0", "ffb45a"],
        ["bcd8ff", "ffd9a0", "ff9ec8"]]) if night else None
    for side in (-1, 1):
        _houses(canvas, chance, air, vx, vy, side, night, chance.choice([(0.45, 0.95), (0.35, 0.6), (0.8, 1.5)]),
            lamp=lamps)
        if night and chance.maybe(0.5):
            _shop_signs(canvas, chance, vx, vy, side)
    _road(canvas, chance, air, vx, vy)
    for side in (-1, 1):
        _furniture(canvas, chance, air, vx, vy, side, night)
    if busy:
        _traffic(canvas, chance, air, vx, vy, night)
    _walkers(canvas, chance, air, vx, vy, chance.randrange(3, 8) if busy else chance.randrange(0, 3), night)
    wet = night and chance.maybe(0.35)
    if wet:
        sky.rain(canvas, chance, 0.25)
    if night:
        names = ["a busy city street at night", "a busy city street at night", "a city street at night",
            "a street at night with cars", "a busy street at night", "city lights at night in a street"]
        details = ["in the rain"] if wet else ["with bright lights"]
    else:
        names = ["a busy city street", "a busy street"] if busy else ["a quiet street", "a quiet city street"]
        names += ["a city street", "a street in a city", "a street with houses"]
        details = air.clauses + ["in daylight"] * (air.hour == "day")
    return Scene("street at night" if night else "street", names, details, "dark" if night else "bright")


def _along(vx, vy, x, t):
    """A point on the line from the vanishing point (t = 0) to (x, 1) on the lower edge (t = 1)."""
    return vx + (x - vx) * t, vy + (1.0 - vy) * t


def _houses(canvas, chance, air, vx, vy, side, night, heights=(0.45, 0.95), walls=None, lamp=None):
    """A row of fronts towards the vanishing point, nearest last."""
    edges = [0.06, 0.12, 0.2, 0.33, 0.55, 0.95, 1.7]
    kerb = 0.5 + side * 0.42
    palette = walls or ["b5654a", "c9a27a", "8a8f99", "d8cbb0", "9a5a4a", "a9b0a0", "d0a060"]
    for t0, t1 in zip(edges, edges[1:]):
        wall = varied(chance, rgb(chance.choice(palette)), 0.07)
        tall = chance.uniform(*heights)
        (x0, y0), (x1, y1) = _along(vx, vy, kerb, t0), _along(vx, vy, kerb, t1)
        h0, h1 = tall * t0 * 1.9, tall * t1 * 1.9
        distance = 0.4 * (1 - min(1, t0 * 1.6))
        front = shapes.polygon([(x0, y0), (x0, y0 - h0), (x1, y1 - h1), (x1, y1)])
        tone = 1.1 if side * canvas.light < 0 else 0.75
        canvas.fill(front, air.lit(shade(wall, tone), distance), line=1)
        end = shapes.polygon([(x0, y0), (x0, y0 - h0), (x0 - side * -0.04 * t0, y0 - h0), (x0 - side * -0.04 * t0, y0)])
        canvas.fill(end, air.lit(shade(wall, 0.6), distance), line=0.4)
        _windows(canvas, chance, air, (x0, y0, h0), (x1, y1, h1), night, distance, lamp)


def _windows(canvas, chance, air, inner, outer, night, distance, lamp):
    (x0, y0, h0), (x1, y1, h1) = inner, outer
    rows, columns = 4, 3
    lit, dark = [], []
    for i in range(columns):
        for j in range(rows):
            a0, a1 = (i + 0.22) / columns, (i + 0.72) / columns
            b0, b1 = (j + 0.25) / rows, (j + 0.75) / rows
            if j == 0:
                a0, b0 = (i + 0.1) / columns, 0.02
            corner = lambda a, b: (x0 + (x1 - x0) * a, y0 + (y1 - y0) * a - (h0 + (h1 - h0) * a) * b)
            pane = shapes.polygon([corner(a0, b0), corner(a1, b0), corner(a1, b1), corner(a0, b1)])
            (lit if night and chance.maybe(0.35 if lamp else 0.55) else dark).append(pane)
    if dark:
        canvas.fill(shapes.joined(dark), air.lit(rgb("3a4757"), distance), line=0.35)
    if lit:
        glow = lamp and rgb(chance.choice(lamp)) or (0.95, chance.uniform(0.68, 0.85), chance.uniform(0.35, 0.6))
        canvas.fill(shapes.joined(lit), glow, line=0.35)


def _road(canvas, chance, air, vx, vy):
    tar = air.lit(varied(chance, rgb("55565c"), 0.05))
    walk = air.lit(varied(chance, rgb("a19c94"), 0.05))
    ground = shapes.polygon([(vx, vy), (-1.2, 1.1), (2.2, 1.1)])
    canvas.fill(ground, walk, line=0.5)
    road = shapes.polygon([(vx, vy), (0.08, 1.05), (0.92, 1.05)])
    canvas.gradient(road, [shade(tar, 1.2), tar], (vx, vy), (vx, 1), line=0.8)
    marks = []
    for t0, t1 in ((0.12, 0.17), (0.24, 0.33), (0.45, 0.6), (0.78, 1.0)):
        (ax, ay), (bx, by) = _along(vx, vy, 0.5, t0), _along(vx, vy, 0.5, t1)
        marks.append(shapes.polygon([(ax - 0.012 * t0, ay), (ax + 0.012 * t0, ay), (bx + 0.012 * t1, by),
            (bx - 0.012 * t1, by)]))
    canvas.fill(shapes.joined(marks), air.lit((0.93, 0.92, 0.86)), line=0.3)


def _furniture(canvas, chance, air, vx, vy, side, night):
    """Lamps, and by day trees, along the kerb."""
    trees = not night and chance.maybe(0.5)
    for t in (0.3, 0.5, 0.85):
        x, y = _along(vx, vy, 0.5 + side * 0.47, t)
        if trees:
            scenery.leafy_tree(canvas, chance, air, x, y, 0.5 * t, varied(chance, rgb("557f3c"), 0.08), 0.2 * (1 - t))
            continue
        pole = shapes.polygon([(x, y), (x, y - 0.55 * t), (x - side * 0.09 * t, y - 0.57 * t)], False)
        canvas.stroke(pole, air.lit(rgb("2f3238")), 0.02 * t, line=0.9)
        if night:
            lx, ly = x - side * 0.09 * t, y - 0.56 * t
            canvas.glow(lx, ly, 0.17 * t + 0.04, (1.0, 0.8, 0.5), 0.6)
            canvas.fill(shapes.ellipse(lx, ly, 0.02 * t + 0.006), (1, 0.97, 0.85), line=0.6)


def _traffic(canvas, chance, air, vx, vy, night):
    for t in (0.2, 0.36, 0.68):
        for side in (-1, 1):
            if chance.maybe(0.75):
                x, y = _along(vx, vy, 0.5 + side * 0.24, t)
                car(canvas, chance, air, x, y, 0.17 * t, side > 0, night)


def car(canvas, chance, air, x, foot, s, away, night):
    """A car seen from behind (`away`) or from the front; 2s wide."""
    paint = air.lit(varied(chance, rgb(chance.choice(["c03030", "2f5fa0", "e8e8e6", "22242a", "e0a820", "7f8a90",
        "e0b818"])), 0.06))
    canvas.shadow(shapes.ellipse(x, foot, s * 1.2, s * 0.22), s * 0.2, 0.6)
    canvas.fill(shapes.rectangle(x - s * 0.85, foot - s * 0.35, x - s * 0.5, foot + s * 0.08), (0.05, 0.05, 0.06),
        line=0.4)
    canvas.fill(shapes.rectangle(x + s * 0.5, foot - s * 0.35, x + s * 0.85, foot + s * 0.08), (0.05, 0.05, 0.06),
        line=0.4)
    canvas.fill(shapes.polygon([(x - s * 0.72, foot - s * 0.75), (x - s * 0.52, foot - s * 1.35),
        (x + s * 0.52, foot - s * 1.35), (x + s * 0.72, foot - s * 0.75)]), paint, line=0.9)
    canvas.fill(shapes.polygon([(x - s * 0.6, foot - s * 0.78), (x - s * 0.45, foot - s * 1.25),
        (x + s * 0.45, foot - s * 1.25), (x + s * 0.6, foot - s * 0.78)]), air.lit(rgb("3f4f60")), line=0.5)
    canvas.fill(shapes.rectangle(x - s, foot - s * 0.82, x + s, foot - s * 0.12, s * 0.2), paint, "down", line=0.9)
    lamp = (1.0, 0.15, 0.1) if away else (1.0, 0.97, 0.8)
    for side in (-1, 1):
        canvas.fill(shapes.ellipse(x + side * s * 0.72, foot - s * 0.52, s * 0.17, s * 0.13),
            lamp if night or away else (0.95, 0.95, 0.9), line=0.5)
        if night:
            canvas.glow(x + side * s * 0.72, foot - s * 0.5, s * 0.9, lamp, 0.55)


def _walkers(canvas, chance, air, vx, vy, count, night):
    for t in sorted(chance.uniform(0.2, 0.75) for _ in range(count)):
        x, y = _along(vx, vy, 0.5 + chance.sign() * chance.uniform(0.46, 0.62), t)
        walker(canvas, chance, air, x, y, 0.3 * t)


def walker(canvas, chance, air, x, foot, h):
    """A small standing or walking figure of height h."""
    cloth = air.lit(hsv(chance.random(), chance.uniform(0.2, 0.7), chance.uniform(0.3, 0.9)))
    for side in (-1, 1):
        canvas.stroke(shapes.polygon([(x, foot - h * 0.5), (x + side * h * 0.1, foot)], False),
            air.lit(rgb("2a2c35")), h * 0.11, line=0.6)
    canvas.fill(shapes.curve([(x - h * 0.1, foot - h * 0.4), (x - h * 0.15, foot - h * 0.78),
        (x + h * 0.15, foot - h * 0.78), (x + h * 0.1, foot - h * 0.4)], tension=0.12), cloth, "side", line=0.8)
    canvas.fill(shapes.ellipse(x, foot - h * 0.9, h * 0.085, h * 0.1),
        air.lit(rgb(chance.choice(["e6b88f", "a56f49", "6f4630"]))), line=0.7)


def cyberpunk(canvas, chance):
    """A city of the future at night: dark towers, neon signs, wet ground, rain."""
    tint = hsv(chance.choice([0.6, 0.7, 0.78, 0.85, 0.52]), 0.7, 1)
    air = sky.Air("night", mix(rgb("1c1440"), tint, 0.35), rgb("0a0718"), mix((0.4, 0.35, 0.55), tint, 0.25), [])
    vx, vy = chance.uniform(0.4, 0.6), chance.uniform(0.55, 0.64)
    canvas.light = chance.choice([-0.6, 0.6])
    canvas.gradient(shapes.rectangle(-0.05, -0.05, 1.05, 1.05), [air.high, air.low], (0.5, 0), (0.5, vy))
    for _ in range(9):
        x, w = chance.random(), chance.uniform(0.06, 0.12)
        tower_block(canvas, chance, air, x - w, x + w, vy, chance.uniform(0.25, 0.6), 0.5, rgb("4a4468"))
    canvas.glow(vx, vy, 0.4, rgb(chance.choice(NEON)), 0.45)
    dark = ["2a2540", "1f2438", "33284a", "20303f"]
    for side in (-1, 1):
        _houses(canvas, chance, air, vx, vy, side, True, (1.1, 2.2), dark, ["5a6fd0", "b05ad0", "e0a860", "3fa8c0"])
        _signs(canvas, chance, vx, vy, side)
    canvas.reflect(chance, vy + 0.06, 0.75, 1.3, (0.04, 0.03, 0.09))
    _neon_lines(canvas, chance, vx, vy)
    for _ in range(chance.randrange(1, 4)):
        t = chance.uniform(0.25, 0.6)
        x, y = _along(vx, vy, 0.5 + chance.around(0, 0.35), t)
        walker(canvas, chance, air, x, y + 0.04, 0.35 * t)
    sky.rain(canvas, chance, chance.uniform(0.25, 0.45), mix((0.7, 0.8, 1), tint, 0.3))
    names = ["a cyberpunk city at night with neon lights and rain",
        "a cyberpunk city at night with neon lights and rain", "a cyberpunk city", "a cyberpunk city in the rain",
             "a city at night with neon lights", "neon lights in a rainy city at night",
             "a cyberpunk street with neon signs", "a cyberpunk city at night"]
    return Scene("cyberpunk city", names, [], "dark")


def _signs(canvas, chance, vx, vy, side):
    for t in (0.3, 0.48, 0.8):
        if chance.maybe(0.12):
            continue
        colour = rgb(chance.choice(NEON))
        x, y = _along(vx, vy, 0.5 + side * 0.36, t)
        y -= chance.uniform(0.45, 1.0) * t
        w, h = chance.uniform(0.045, 0.08) * t * 1.3, chance.uniform(0.14, 0.3) * t * 1.3
        canvas.glow(x, y, h * 1.6, colour, 0.6)
        board = shapes.rectangle(x - w, y - h, x + w, y + h, w * 0.3)
        canvas.fill(board, shade(colour, 0.25), line=0.8)
        canvas.stroke(board, mix(colour, (1, 1, 1), 0.3), 0.012 * t + 0.004)
        n = chance.randrange(2, 5)
        for k in range(n):
            cy = y - h + 2 * h * (k + 0.5) / n
            _glyph(canvas, chance, x, cy, w * 0.6, h / n * 0.6, mix(colour, (1, 1, 1), 0.45))


def _shop_signs(canvas, chance, vx, vy, side):
    """Bright boards above the shops of a street."""
    for t in (0.35, 0.55, 0.8):
        if chance.maybe(0.6):
            x, y = _along(vx, vy, 0.5 + side * 0.4, t)
            y, w, h = y - 0.3 * t, 0.09 * t, 0.035 * t
            colour = rgb(chance.choice(NEON + ["ffffff", "ffcf5a"]))
            canvas.glow(x, y, w * 2, colour, 0.5)
            canvas.fill(shapes.rectangle(x - w, y - h, x + w, y + h), mix(colour, (1, 1, 1), 0.35), line=0.7)


def _glyph(canvas, chance, x, y, w, h, colour):
    """A mark that looks like writing."""
    strokes = []
    for _ in range(3):
        strokes.append(shapes.polygon([(x + chance.around(0, w), y + chance.around(0, h)),
            (x + chance.around(0, w), y + chance.around(0, h))], False))
    canvas.stroke(shapes.joined(strokes), colour, min(w, h) * 0.5, line=0.4)


def _neon_lines(canvas, chance, vx, vy):
    for side in (-1, 1):
        colour = rgb(chance.choice(NEON))
        t0 = 0.12
        start, end = _along(vx, vy, 0.5 + side * 0.42, t0), _along(vx, vy, 0.5 + side * 0.42, 1.2)
        line = shapes.polygon([start, end], False)
        canvas.stroke(line, colour, 0.03, alpha=0.3)
        canvas.stroke(line, mix(colour, (1, 1, 1), 0.4), 0.01, line=0.6)
