"""Mountain ranges, and a village below them."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import scenery

ROCK = ["6d6a70", "7a6a5c", "5b6472", "85766a", "60584f"]


def mountain_range(canvas, chance):
    """Ridges behind ridges, often snow-capped, over a valley, a lake or a wood."""
    air = sky.air(chance)
    horizon = chance.uniform(0.55, 0.78)
    sky.draw(canvas, chance, air, horizon)
    snow = chance.maybe(0.65)
    _ridges(canvas, chance, air, horizon, snow, chance.randrange(2, 5))
    front = chance.choice(["lake", "forest", "meadow", "bare"])
    _front(canvas, chance, air, horizon, front)
    names = ["a mountain range", "mountains", "a range of mountains", "high mountains", "a mountain landscape",
        "a mountain range"]
    if snow:
        names += ["snowy mountains", "snow-capped mountains", "a snowy mountain range"]
    if front == "lake":
        names += ["a mountain lake", "mountains behind a lake", "a lake in the mountains"]
    if front == "forest":
        names += ["mountains above a forest", "a mountain range behind a forest"]
    return Scene("mountains", names, air.clauses, "dark" if air.dark else "bright")


def _ridges(canvas, chance, air, horizon, snow, count):
    rock = varied(chance, rgb(chance.choice(ROCK)), 0.08)
    tall = chance.uniform(0.34, 0.54)
    for i in range(count):
        t = i / max(count - 1, 1)
        base = horizon - 0.02 + 0.05 * t
        peaks = _peaks(chance, base, tall * (1 - 0.5 * t), chance.randrange(2, 4) + i)
        mountain(canvas, chance, air, peaks, base, rock, 0.55 * (1 - t), snow and t < 0.75)


def _peaks(chance, base, height, count):
    """A jagged line with a few summits."""
    centre = chance.uniform(0.2, 0.8)
    points = [(-0.1, base - height * chance.uniform(0.1, 0.5))]
    for i in range(count):
        x = (i + chance.uniform(0.3, 0.7)) / count
        tall = height * (1.0 - 0.6 * abs(x - centre)) * chance.uniform(0.7, 1.1)
        points += [(x, base - tall), ((i + 1) / count + chance.around(0, 0.06),
            base - tall * chance.uniform(0.25, 0.6))]
    points.append((1.1, base - height * chance.uniform(0.1, 0.5)))
    points.sort()
    return points


def mountain(canvas, chance, air, peaks, base, rock, distance, snow):
    """One ridge: a rough outline, a side in shadow below every summit, snow above a line."""
    outline = _roughened(chance, peaks, 0.018)
    area = shapes.below(outline, base + 0.25)
    top = min(y for _, y in outline)
    canvas.gradient(area, [air.lit(shade(rock, 1.1), distance), air.lit(shade(rock, 0.85), min(1, distance + 0.2))],
                    (0.5, top), (0.5, base + 0.05), line=0.9)
    shadow, white = air.lit(shade(rock, 0.55), distance), air.lit((0.96, 0.97, 1.0), distance * 0.9)
    with canvas.within(area):
        summits = [p for a, p, b in zip(peaks, peaks[1:], peaks[2:]) if p[1] < a[1] and p[1] < b[1]]
        for summit in summits:
            if snow:
                _snow_cap(canvas, chance, summit, base, top, white)
            _dark_side(canvas, chance, summit, base, mix(shadow, air.low, 0.05), 0.75)
        canvas.texture(chance, area, "cloud", 0.12, 0.7)


def _roughened(chance, points, amount):
    out = []
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        out.append((ax, ay))
        for t in (0.25, 0.5, 0.75):
            out.append((ax + (bx - ax) * t, ay + (by - ay) * t + chance.around(0, amount)))
    return out + [points[-1]]


def _snow_cap(canvas, chance, summit, base, top, white):
    x, y = summit
    depth = (base - top) * chance.uniform(0.35, 0.55)
    w = depth * 1.3
    teeth = [(x - w + 2 * w * i / 8, y + depth * chance.uniform(0.55, 1.1)) for i in range(9)]
    canvas.fill(shapes.polygon([(x, y - 0.03)] + teeth[::-1]), white, line=0.3)


def _dark_side(canvas, chance, summit, base, colour, alpha):
    x, y = summit
    side = -1 if canvas.light > 0 else 1
    n = base + 0.1 - y
    edge = [(x + side * n * 0.1 * t + chance.around(0, 0.03) * t, y + n * t) for t in (0.2, 0.4, 0.6, 0.8, 1)]
    canvas.fill(shapes.polygon([(x, y - 0.01)] + edge + [(x + side * n * 1.3, y + n)]), colour, line=0.35, alpha=alpha)


def _front(canvas, chance, air, horizon, kind):
    green = varied(chance, rgb("55703f"), 0.1)
    if kind == "lake":
        scenery.water(canvas, chance, air, horizon, roughness=chance.uniform(0, 0.35), mirror=0.75)
        return
    line = shapes.ridge(chance, horizon + 0.03, 0.04, levels=4)
    scenery.ground(canvas, chance, air, line, green if kind != "bare" else rgb("8a7a62"))
    if kind == "forest":
        scenery.wood_line(canvas, chance, air, line, shade(green, 0.6), 0.25, 0.06)
        for x in sorted(chance.random() for _ in range(chance.randrange(5, 11))):
            scenery.conifer(canvas, chance, air, x, chance.uniform(horizon + 0.15, 1.0), chance.uniform(0.18, 0.34),
                shade(green, 0.7))
    elif kind == "meadow":
        scenery.grass(canvas, chance, air.lit(shade(green, 0.8)), horizon + 0.08)
    else:
        for _ in range(chance.randrange(3, 7)):
            scenery.rock(canvas, chance, air, chance.random(), chance.uniform(horizon + 0.08, 0.98),
                chance.uniform(0.03, 0.1))


def snowy_village(canvas, chance):
    """Houses with snow on their roofs and light in their windows, below mountains."""
    air = sky.air(chance, {"day": 2, "cloudy": 2, "dusk": 2, "night": 1.5, "sunset": 1})
    horizon = chance.uniform(0.45, 0.55)
    sky.draw(canvas, chance, air, horizon)
    _ridges(canvas, chance, air, horizon + 0.06, True, 2)
    scenery.ground(canvas, chance, air, shapes.ridge(chance, horizon + 0.08, 0.04, levels=4), rgb("eef2f6"), 0.05)
    scenery.wood_line(canvas, chance, air, [(i / 14, horizon + 0.1) for i in range(15)], rgb("3f5a48"), 0.2, 0.06)
    rows = sorted(chance.uniform(horizon + 0.16, 0.9) for _ in range(chance.randrange(5, 9)))
    for foot in rows:
        _chalet(canvas, chance, air, chance.uniform(0.05, 0.95), foot, 0.1 + 0.28 * (foot - horizon))
        if chance.maybe(0.5):
            scenery.conifer(canvas, chance, air, chance.random(), foot + 0.04, 0.12 + 0.3 * (foot - horizon),
                rgb("37513f"), 0, True)
    if chance.maybe(0.4):
        sky.snow(canvas, chance)
    names = ["a snowy mountain village", "a village in the snow", "a snowy village in the mountains",
        "a mountain village in winter"]
    return Scene("village", names, air.clauses, "dark" if air.dark else "bright")


def _chalet(canvas, chance, air, x, foot, size):
    wall = air.lit(varied(chance, rgb(chance.choice(["8a5a38", "a06b40", "c9b28d", "74492f", "b98a5a"])), 0.06))
    w, h = size * chance.uniform(0.42, 0.6), size * chance.uniform(0.4, 0.55)
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot), wall, "side", line=0.8)
    peak = foot - h - size * 0.42
    canvas.fill(shapes.polygon([(x - w, foot - h), (x, peak), (x + w, foot - h)]), shade(wall, 0.9), line=0.6)
    roof = [(x - w * 1.3, foot - h + 0.01), (x, peak - 0.005), (x + w * 1.3, foot - h + 0.01),
            (x + w * 1.3, foot - h - size * 0.13), (x, peak - size * 0.16), (x - w * 1.3, foot - h - size * 0.13)]
    canvas.fill(shapes.polygon(roof), air.lit((0.95, 0.97, 1)), line=0.8)
    glass = (1.0, 0.82, 0.4) if air.dark or chance.maybe(0.3) else air.lit(rgb("35455a"))
    panes = [shapes.rectangle(x + w * a - size * 0.09, foot - h * 0.75, x + w * a + size * 0.09,
        foot - h * 0.35) for a in (-0.5, 0.5)]
    canvas.fill(shapes.joined(panes), glass, line=0.6)
    if air.dark:
        canvas.glow(x, foot - h * 0.5, size * 0.9, (1, 0.7, 0.3), 0.35)
