"""Streets by day and by night, and the neon and rain of a city of the future."""
from .. import shapes, sky
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import scenery, traffic
from .skylines import tower_block

NEON = ["ff2fa0", "21e6ff", "a34dff", "ff5a36", "3dff9a", "ffe23d"]


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
                traffic.car(canvas, chance, air, x, y, 0.17 * t, side > 0, night)


def _walkers(canvas, chance, air, vx, vy, count, night):
    for t in sorted(chance.uniform(0.2, 0.75) for _ in range(count)):
        x, y = _along(vx, vy, 0.5 + chance.sign() * chance.uniform(0.46, 0.62), t)
        traffic.walker(canvas, chance, air, x, y, 0.3 * t)


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
        traffic.walker(canvas, chance, air, x, y + 0.04, 0.35 * t)
    sky.rain(canvas, chance, chance.uniform(0.25, 0.45), mix((0.7, 0.8, 1), tint, 0.3))
    names = ["a cyberpunk city at night with neon lights and rain",
        "a cyberpunk city at night with neon lights and rain", "a cyberpunk city", "a cyberpunk city in the rain",
             "a city at night with neon lights", "neon lights in a rainy city at night",
             "a cyberpunk street with neon signs", "a cyberpunk city at night"]
    return Scene("cyberpunk city", names, [], "dark")


def _shop_signs(canvas, chance, vx, vy, side):
    """Bright boards above the shops of a street."""
    for t in (0.35, 0.55, 0.8):
        if chance.maybe(0.6):
            x, y = _along(vx, vy, 0.5 + side * 0.4, t)
            y, w, h = y - 0.3 * t, 0.09 * t, 0.035 * t
            colour = rgb(chance.choice(NEON + ["ffffff", "ffcf5a"]))
            canvas.glow(x, y, w * 2, colour, 0.5)
            canvas.fill(shapes.rectangle(x - w, y - h, x + w, y + h), mix(colour, (1, 1, 1), 0.35), line=0.7)


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
