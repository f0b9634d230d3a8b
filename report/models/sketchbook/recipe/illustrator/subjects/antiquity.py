"""Ancient cities: temples, domes, towers and flat-roofed houses, on their hills and behind their walls."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from ..scene import Scene
from . import masonry, scenery


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
