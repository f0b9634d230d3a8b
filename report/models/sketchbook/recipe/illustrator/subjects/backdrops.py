"""What lies behind a bust or an object: studios, rooms, blurred parks and streets; tables."""
from .. import shapes, sky
from ..palette import hsv, rgb, shade, varied
from . import scenery


def draw(canvas, chance):
    """A background for a bust; returns true details."""
    kind = chance.weighted({"studio": 5, "room": 1.5, "park": 1.5, "street": 1.2, "beach": 0.8})
    return {"studio": studio, "room": room, "park": park, "street": street, "beach": beach}[kind](canvas, chance)


def studio(canvas, chance, colour=None):
    """A plain wall, lighter in one place."""
    colour = colour or hsv(chance.random(), chance.uniform(0.05, 0.55), chance.uniform(0.15, 0.95))
    everything = shapes.rectangle(-0.05, -0.05, 1.05, 1.05)
    canvas.gradient(everything, [shade(colour, 1.2), shade(colour, 0.65)], (0.5 + 0.4 * canvas.light, 0),
        (0.5 - 0.4 * canvas.light, 1))
    canvas.glow(0.5 + 0.25 * canvas.light, 0.4, 0.6, shade(colour, 1.2), chance.uniform(0, 0.25))
    canvas.texture(chance, everything, "smooth", 0.03, 1.5)
    return []


def room(canvas, chance):
    """A wall with a picture frame, a lamp or a shelf."""
    studio(canvas, chance, hsv(chance.random(), chance.uniform(0.05, 0.35), chance.uniform(0.5, 0.9)))
    for _ in range(chance.randrange(1, 4)):
        x, y, w, h = chance.random(), chance.uniform(0.05, 0.5), chance.uniform(0.08, 0.2), chance.uniform(0.1, 0.25)
        canvas.fill(shapes.rectangle(x - w, y, x + w, y + h), varied(chance, rgb("7a5a3a"), 0.1), line=0.6)
        canvas.fill(shapes.rectangle(x - w * 0.8, y + h * 0.12, x + w * 0.8, y + h * 0.88),
            hsv(chance.random(), 0.4, 0.7), "down", line=0.4)
    canvas.soften(chance.uniform(1.0, 3.0))
    return ["in a room"]


def park(canvas, chance):
    """Blurred leaves and sky."""
    season = chance.choice(["summer", "autumn", "spring"])
    air = sky.air(chance, {"day": 3, "sunset": 1})
    sky.draw(canvas, chance, air, 0.6, sun=False, clouds=False)
    for i in range(26):
        colour = air.lit(varied(chance, rgb(chance.choice(scenery.FOLIAGE[season])), 0.08), chance.random() * 0.4)
        r = chance.uniform(0.06, 0.16)
        canvas.fill(shapes.ellipse(chance.random(), chance.uniform(0.15, 1.0), r), colour, line=0, alpha=0.9)
    canvas.soften(chance.uniform(3.0, 5.0))
    return ["in a park", "in a garden"]


def street(canvas, chance):
    """Blurred houses or lights."""
    night = chance.maybe(0.5)
    base = hsv(chance.uniform(0.55, 0.7), 0.35, 0.18) if night else hsv(chance.random(), 0.12, 0.75)
    studio(canvas, chance, base)
    for _ in range(14):
        x, y = chance.random(), chance.random()
        if night:
            canvas.glow(x, y, chance.uniform(0.06, 0.13), hsv(chance.choice([0.08, 0.12, 0.55, 0.95]), 0.6, 1), 0.9)
        else:
            w, h = chance.uniform(0.05, 0.15), chance.uniform(0.15, 0.4)
            canvas.fill(shapes.rectangle(x - w, y - h, x + w, y + h),
                hsv(chance.random(), 0.25, chance.uniform(0.4, 0.9)), line=0)
    canvas.soften(chance.uniform(2.0, 4.0))
    return ["in a street at night"] if night else ["in a street", "in the city"]


def beach(canvas, chance):
    """Blurred sea, sky and sand."""
    air = sky.air(chance, {"day": 3, "sunset": 1})
    sky.draw(canvas, chance, air, 0.45, sun=False)
    scenery.water(canvas, chance, air, 0.45, roughness=0.3, mirror=0)
    canvas.fill(shapes.rectangle(-0.05, 0.7, 1.05, 1.05), air.lit(rgb("dcc697")), line=0.3)
    canvas.soften(chance.uniform(2.0, 4.0))
    return ["at the beach", "by the sea"]


def cafe(canvas, chance):
    """Shelves with cups and bottles, lamps, a machine."""
    wall = varied(chance, rgb(chance.choice(["5a4636", "3a4a46", "8a7a66", "6b3f30", "2f3338"])), 0.06)
    studio(canvas, chance, wall)
    for y in (0.2, 0.42):
        canvas.fill(shapes.rectangle(-0.05, y, 1.05, y + 0.03), rgb("8a5f3a"), "down", line=0.6)
        for i in range(9):
            x = (i + chance.random()) / 9
            h = chance.uniform(0.06, 0.14)
            canvas.fill(shapes.rectangle(x - 0.03, y - h, x + 0.03, y, 0.01),
                hsv(chance.random(), chance.uniform(0.1, 0.6), chance.uniform(0.4, 0.95)), "tube", line=0.5)
    side = chance.choice([0.12, 0.88])
    canvas.fill(shapes.rectangle(side - 0.16, 0.58, side + 0.16, 0.9, 0.02), rgb("a9adb3"), "down", line=0.8)
    canvas.fill(shapes.rectangle(side - 0.11, 0.67, side + 0.11, 0.76), rgb("33363c"), line=0.6)
    canvas.soften(chance.uniform(0.8, 1.8))
    for x in (0.15, 0.85):
        canvas.glow(x, 0.06, 0.3, (1, 0.75, 0.4), 0.5)


def table(canvas, chance, edge=None):
    """A table top before a wall, for still lifes; returns the height of its far edge."""
    edge = edge or chance.uniform(0.56, 0.68)
    studio(canvas, chance)
    kind = chance.choice(["wood", "wood", "cloth", "stone"])
    colour = {"wood": varied(chance, rgb(chance.choice(["8a5a34", "a87648", "5a3a24", "c9a271"])), 0.06),
              "cloth": hsv(chance.random(), chance.uniform(0.0, 0.5), chance.uniform(0.6, 0.98)),
              "stone": varied(chance, rgb("b9b6b0"), 0.08)}[kind]
    top = shapes.rectangle(-0.05, edge, 1.05, 1.05)
    canvas.gradient(top, [shade(colour, 0.8), shade(colour, 1.1)], (0.5, edge), (0.5, 1), line=0.7)
    canvas.texture(chance, top, {"wood": "streaks", "cloth": "cloud", "stone": "cloud"}[kind],
        0.12 if kind == "wood" else 0.06, 1.0)
    return edge
