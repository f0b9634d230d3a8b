"""Modern cities from afar."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import scenery


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
