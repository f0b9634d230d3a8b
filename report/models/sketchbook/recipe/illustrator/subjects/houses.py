"""Houses with their gardens, windmills."""
from .. import shapes, sky
from ..palette import mix, rgb, shade, varied
from . import masonry, scenery
from .buildings import finish, site, trees_around


def house(canvas, chance):
    """A house with a gable, a door, windows, a chimney, in a garden or in snow."""
    air, foot = site(canvas, chance, 0.68, 0.8)
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
    trees_around(canvas, chance, air, foot - 0.05)
    _house_body(canvas, chance, air, x, foot, w, h, wall_colour, roof_colour)
    _garden(canvas, chance, air, x, foot, w, winter)
    colour = _colour_word(wall_colour)
    names = ["a house", "a house", "a small house", "a house with a garden" if not winter else "a house in the snow",
        "a house with a chimney", f"a {colour} house" if colour else "a country house"]
    return finish("house", names, air)


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


def windmill(canvas, chance):
    """A windmill with four sails."""
    air, foot = site(canvas, chance, 0.7, 0.82)
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
    return finish("windmill", ["a windmill", "an old windmill", "a windmill in a field"], air)
