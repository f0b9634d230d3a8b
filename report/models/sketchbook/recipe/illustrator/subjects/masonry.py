"""Things of stone from which cities and buildings are put together."""
from .. import shapes
from ..palette import rgb, shade, varied


def temple(canvas, chance, air, x, foot, size, stone, distance=0.0):
    """A front of columns under a pediment; 1.6 size wide."""
    light, dark = air.lit(shade(stone, 1.15), distance), air.lit(shade(stone, 0.45), distance)
    w, h = size * 0.8, size * chance.uniform(0.55, 0.75)
    canvas.fill(shapes.rectangle(x - w * 0.92, foot - h, x + w * 0.92, foot), dark, line=0.6)
    canvas.fill(shapes.rectangle(x - w * 1.1, foot - size * 0.08, x + w * 1.1, foot + size * 0.05),
        air.lit(stone, distance), line=0.9)
    count = chance.choice([4, 5, 6])
    thick = w * 0.62 / count
    for i in range(count):
        cx = x - w * 0.88 + 1.76 * w * i / (count - 1)
        canvas.fill(shapes.rectangle(cx - thick / 2, foot - h, cx + thick / 2, foot - size * 0.06), light, "tube",
            line=0.8)
    canvas.fill(shapes.rectangle(x - w * 1.08, foot - h - size * 0.1, x + w * 1.08, foot - h), light, "down", line=0.9)
    canvas.fill(shapes.polygon([(x - w * 1.14, foot - h - size * 0.1), (x, foot - h - size * 0.42),
        (x + w * 1.14, foot - h - size * 0.1)]), air.lit(stone, distance), "down", line=0.9)


def domed(canvas, chance, air, x, foot, size, stone, distance=0.0):
    """A block under a dome with a lantern."""
    wall = varied(chance, stone, 0.05)
    w, h = size * 0.55, size * 0.6
    roof = varied(chance, rgb(chance.choice(["c9b58a", "7fa098", "b5653f", "d8c070", "9aa4ad"])), 0.06)
    canvas.fill(shapes.rectangle(x - w * 0.72, foot - h * 1.35, x + w * 0.72, foot),
        air.lit(shade(wall, 0.9), distance), "side", line=0.8)
    dome = shapes.curve([(x - w * 0.8, foot - h * 1.3), (x - w * 0.72, foot - h * 1.85), (x, foot - h * 2.3),
        (x + w * 0.72, foot - h * 1.85), (x + w * 0.8, foot - h * 1.3)], tension=0.17)
    canvas.fill(dome, air.lit(roof, distance), "ball", line=1)
    canvas.fill(shapes.rectangle(x - w * 0.1, foot - h * 2.6, x + w * 0.1, foot - h * 2.2), air.lit(wall, distance),
        "side", line=0.8)
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot + 0.02), air.lit(wall, distance), "side", line=0.9)
    arches(canvas, air, x, foot, w, h * 0.7, 3, shade(wall, 0.35), distance)


def arches(canvas, air, x, foot, w, h, count, colour, distance=0.0):
    """A row of dark arched openings that stand on `foot` between x - w and x + w."""
    openings = []
    for i in range(count):
        cx, half = x - w + 2 * w * (i + 0.5) / count, w * 0.62 / count
        openings.append(arch(cx, foot, half, h))
    canvas.fill(shapes.joined(openings), air.lit(colour, distance), line=0.7)


def arch(x, foot, half, h):
    """An opening with a round top."""
    path = shapes.rectangle(x - half, foot - h + half, x + half, foot)
    path.addPath(shapes.ellipse(x, foot - h + half, half))
    return path


def watch_tower(canvas, chance, air, x, foot, size, stone, distance=0.0):
    """A square tower with battlements or a pointed roof."""
    wall = varied(chance, stone, 0.05)
    w, h = size * 0.3, size * chance.uniform(1.5, 2.1)
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot + 0.03), air.lit(wall, distance), "side", line=0.9)
    if chance.maybe(0.5):
        battlements(canvas, air, x - w * 1.15, x + w * 1.15, foot - h, w * 0.4, wall, distance, 3)
    else:
        canvas.fill(shapes.polygon([(x - w * 1.2, foot - h), (x, foot - h - size * 0.6), (x + w * 1.2, foot - h)]),
            air.lit(rgb("a8583a"), distance), "side", line=0.9)
    slits = [shapes.rectangle(x - w * 0.2, foot - h * a, x + w * 0.2, foot - h * (a - 0.14)) for a in (0.85, 0.5)]
    canvas.fill(shapes.joined(slits), (1, 0.8, 0.4) if air.hour == "night" else air.lit(shade(wall, 0.3), distance),
        line=0.5)


def battlements(canvas, air, x0, x1, y, size, stone, distance=0.0, count=5):
    """A parapet with merlons whose foot is at y."""
    step = (x1 - x0) / (2 * count - 1)
    teeth = [shapes.rectangle(x0 + 2 * i * step, y - 2 * size, x0 + (2 * i + 1) * step,
        y - size * 0.9) for i in range(count)]
    canvas.fill(shapes.joined(teeth), air.lit(stone, distance), line=0.8)
    canvas.fill(shapes.rectangle(x0, y - size, x1, y), air.lit(shade(stone, 1.08), distance), line=0.7)


def city_wall(canvas, chance, air, y, stone):
    """A wall along the lower edge, with a gate and towers."""
    stone = shade(stone, 0.85)
    wall = shapes.rectangle(-0.05, y, 1.05, 1.1)
    battlements(canvas, air, -0.05, 1.05, y + 0.03, 0.03, stone, 0, 12)
    canvas.gradient(wall, [air.lit(stone), air.lit(shade(stone, 0.65))], (0.5, y), (0.5, 1), line=0.9)
    bricks(canvas, chance, wall, (0, y, 1, 1), 0.06, air.lit(shade(stone, 0.6)))
    gate = chance.uniform(0.25, 0.75)
    for x in (gate - 0.16, gate + 0.16):
        canvas.fill(shapes.rectangle(x - 0.065, y - 0.1, x + 0.065, 1.05), air.lit(shade(stone, 1.05)), "tube",
            line=0.9)
        battlements(canvas, air, x - 0.08, x + 0.08, y - 0.1, 0.03, stone, 0, 3)
    canvas.fill(arch(gate, 1.02, 0.07, 1.02 - y - 0.03), air.lit(rgb("2c2119")), line=0.9)


def bricks(canvas, chance, path, box, size, colour):
    """Joints of masonry over a path inside the box (x0, y0, x1, y1)."""
    x0, y0, x1, y1 = box
    lines, row, y = [], 0, y0 + size
    while y < y1:
        lines.append(shapes.polygon([(x0, y), (x1, y)], False))
        x = x0 + size * (1.0 if row % 2 else 2.0)
        while x < x1:
            lines.append(shapes.polygon([(x, y - size), (x, y)], False))
            x += 2 * size
        y, row = y + size, row + 1
    with canvas.within(path):
        canvas.stroke(shapes.joined(lines), colour, size * 0.1, alpha=0.5, line=0.25, cap=False)


def column(canvas, chance, air, x, foot, h, stone, broken):
    """A column with base and capital, or its stump."""
    w = h * 0.09
    light = air.lit(shade(stone, 1.1))
    if broken:
        h *= chance.uniform(0.35, 0.7)
    canvas.fill(shapes.rectangle(x - w, foot - h, x + w, foot), light, "tube", line=1)
    flutes = [shapes.polygon([(x + w * a, foot - h), (x + w * a, foot)], False) for a in (-0.5, 0, 0.5)]
    canvas.stroke(shapes.joined(flutes), shade(light, 0.7), w * 0.14, line=0.4)
    canvas.fill(shapes.rectangle(x - w * 1.4, foot - w * 0.7, x + w * 1.4, foot), light, "down", line=0.9)
    if broken:
        canvas.fill(shapes.polygon([(x - w, foot - h), (x - w * 0.3, foot - h - w * 0.8),
            (x + w * 0.3, foot - h + w * 0.3), (x + w, foot - h - w * 0.4), (x + w, foot - h + w),
            (x - w, foot - h + w)]), light, line=0.8)
    else:
        canvas.fill(shapes.rectangle(x - w * 1.5, foot - h - w * 0.8, x + w * 1.5, foot - h), light, "down", line=0.9)
