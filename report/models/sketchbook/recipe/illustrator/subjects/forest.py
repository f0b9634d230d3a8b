"""Forests by season, among their trunks or from outside."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import scenery


def forest(canvas, chance):
    """A wood in one of the seasons, often with a path or a stream."""
    season = chance.weighted({"autumn": 3, "summer": 2, "winter": 1.5, "spring": 1.2})
    air = sky.air(chance, {"day": 5, "cloudy": 1, "fog": 1.2, "sunset": 1, "sunrise": 0.7, "night": 0.6})
    conifers = season in ("summer", "winter") and chance.maybe(0.45)
    horizon = chance.uniform(0.5, 0.66)
    sky.draw(canvas, chance, air, horizon)
    leaves = [varied(chance, rgb(c), 0.07) for c in scenery.FOLIAGE[season]]
    earth = varied(chance, rgb(scenery.GROUND[season]), 0.06)
    _far_trees(canvas, chance, air, horizon, leaves, season)
    scenery.ground(canvas, chance, air, shapes.ridge(chance, horizon, 0.03, levels=4), earth)
    path = _path(canvas, chance, air, horizon) if chance.maybe(0.55) else None
    _litter(canvas, chance, air, horizon, leaves, season)
    _trees(canvas, chance, air, horizon, leaves, season, conifers, path)
    if season == "winter" and chance.maybe(0.4):
        sky.snow(canvas, chance)
    return Scene("forest", _names(season, conifers, path), air.clauses, "dark" if air.dark else "bright")


def _names(season, conifers, path):
    names = [f"a forest in {season}", f"a forest in {season}", f"{_article(season)} {season} forest",
        f"trees in {season}", f"a wood in {season}"]
    if season == "winter":
        names += ["a snowy forest", "trees in the snow"]
    if season == "summer":
        names += ["a green forest", "a forest"]
    if conifers:
        names += [f"a pine forest in {season}"]
    if path:
        names += [f"a path through a forest in {season}",
            f"a {path} in a forest in {season}" if path != "path" else f"a forest path in {season}"]
    return names


def _article(word):
    return "an" if word[0] in "aeiou" else "a"


def _far_trees(canvas, chance, air, horizon, leaves, season):
    for distance, lift in ((0.6, 0.12), (0.38, 0.07)):
        puffs = []
        for _ in range(16):
            r = chance.uniform(0.05, 0.1)
            puffs.append(shapes.ellipse(chance.random(), horizon - lift * chance.uniform(0.3, 1.6), r, r * 1.2))
        colour = chance.choice(leaves) if season != "winter" else rgb("8f98a0")
        canvas.fill(shapes.joined(puffs), air.lit(shade(colour, 0.8), distance), line=0.15)


def _path(canvas, chance, air, horizon):
    end, start = chance.uniform(0.35, 0.65), chance.uniform(0.25, 0.75)
    bend = chance.around(0, 0.25)
    left = [(end - 0.015, horizon + 0.01), ((end + start) / 2 + bend - 0.07, (horizon + 1) / 2), (start - 0.2, 1.05)]
    right = [(start + 0.2, 1.05), ((end + start) / 2 + bend + 0.05, (horizon + 1) / 2), (end + 0.015, horizon + 0.01)]
    kind = chance.choice(["path", "path", "stream"])
    colour = rgb("b79a72") if kind == "path" else rgb("6f95b0")
    outline = shapes.polygon(_samples(left) + _samples(right))
    canvas.gradient(outline, [air.lit(colour, 0.3), air.lit(colour)], (0.5, horizon), (0.5, 1), line=0.6)
    canvas.texture(chance, outline, "streaks", 0.12)
    return kind


def _samples(points, n=8):
    """Points of the parabola through three points."""
    (ax, ay), (bx, by), (cx, cy) = points
    out = []
    for i in range(n + 1):
        t = i / n
        u, v, w = (1 - t) * (1 - 2 * t), 4 * t * (1 - t), t * (2 * t - 1)
        out.append((u * ax + v * bx + w * cx, u * ay + v * by + w * cy))
    return out


def _litter(canvas, chance, air, horizon, leaves, season):
    if season == "winter":
        return
    for colour in leaves[:3]:
        spots = []
        for _ in range(18):
            y = chance.uniform(horizon + 0.05, 1)
            r = 0.004 + 0.012 * (y - horizon)
            spots.append(shapes.ellipse(chance.random(), y, r * 1.6, r))
        canvas.fill(shapes.joined(spots), air.lit(shade(colour, 0.95)), line=0, alpha=0.8)


def _trees(canvas, chance, air, horizon, leaves, season, conifers, path):
    feet = sorted(horizon + 0.03 + (0.97 - horizon) * chance.random() ** 1.3 for _ in range(chance.randrange(8, 14)))
    for foot in feet:
        near = (foot - horizon) / (1 - horizon)
        x = chance.random()
        if path and 0.25 < x < 0.75:
            x = x * 0.6 if x < 0.5 else 1 - (1 - x) * 0.6
        height = (0.34 + 0.46 * near) * chance.uniform(0.8, 1.2)
        distance = 0.4 * (1 - near)
        canvas.shadow(shapes.ellipse(x, foot, height * 0.16, height * 0.025), 0.01, 0.35,
            dx=-canvas.light * height * 0.1)
        if conifers:
            green = varied(chance, rgb("2f4f35"), 0.05)
            scenery.conifer(canvas, chance, air, x, foot, height * 0.9, green, distance, season == "winter")
        else:
            scenery.leafy_tree(canvas, chance, air, x, foot, height, chance.choice(leaves), distance,
                season == "winter")


def meadow(canvas, chance):
    """Hills and fields with a few trees, flowers or rows of crops."""
    season = chance.weighted({"summer": 3, "spring": 2, "autumn": 1.5, "winter": 1})
    air = sky.air(chance)
    horizon = chance.uniform(0.42, 0.62)
    sky.draw(canvas, chance, air, horizon)
    base = varied(chance, rgb(scenery.GROUND[season]), 0.1)
    line = None
    for i in range(3):
        y = horizon + i * chance.uniform(0.07, 0.13)
        line = shapes.ridge(chance, y, 0.09, 0.3, 4)
        area = shapes.below(line)
        colour = varied(chance, base, 0.07)
        canvas.gradient(area, [air.lit(shade(colour, 1.12), 0.35 - 0.15 * i), air.lit(shade(colour, 0.8))],
            (0.5, y - 0.05), (0.5, 1), line=0.7)
        canvas.texture(chance, area, "cloud", 0.08)
    for _ in range(chance.randrange(1, 4)):
        foot = chance.uniform(horizon + 0.15, 0.85)
        scenery.leafy_tree(canvas, chance, air, chance.random(), foot, 0.2 + 0.5 * (foot - horizon),
            rgb(chance.choice(scenery.FOLIAGE[season])), 0.1, season == "winter")
    flowers = season in ("spring", "summer") and chance.maybe(0.5)
    if flowers:
        _flowers(canvas, chance, air, horizon)
    names = [f"green hills in {season}" if season in ("summer", "spring") else f"hills in {season}",
        f"a meadow in {season}", "fields and hills", f"a landscape in {season}"]
    if flowers:
        names += ["a meadow with flowers", f"a field of flowers in {season}"]
    return Scene("meadow", names, air.clauses, "dark" if air.dark else "bright")


def _flowers(canvas, chance, air, horizon):
    for colour in chance.sample(["e2463f", "f2c531", "ffffff", "a35bc0", "f08bb0"], 2):
        dots = []
        for _ in range(28):
            y = chance.uniform(horizon + 0.25, 1)
            dots.append(shapes.ellipse(chance.random(), y, 0.005 + 0.016 * (y - horizon)))
        canvas.fill(shapes.joined(dots), air.lit(mix(rgb(colour), (1, 1, 1), 0.05)), line=0.2)
