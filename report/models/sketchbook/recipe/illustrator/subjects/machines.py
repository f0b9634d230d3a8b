"""Robots, among them a goalkeeper, and rockets."""
import math

from .. import shapes, sky
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import backdrops, scenery
from .balls import soccer_ball

METAL = ["a8b0b8", "c8ccd0", "8f9aa6", "d8d4c8", "b8a890", "7f8fa8", "c8743a", "4f86b0", "c0483a"]
EYES = ["3fe0ff", "ff5a3c", "ffd23f", "7dff7a"]


def goalkeeper(canvas, chance):
    """A humanoid robot that dives in front of a goal to save a soccer ball."""
    night = chance.maybe(0.2)
    air = sky.air(chance, {"night": 1} if night else {"day": 4, "cloudy": 1, "sunset": 1})
    _pitch(canvas, chance, air)
    metal, eye = varied(chance, rgb(chance.choice(METAL)), 0.05), rgb(chance.choice(EYES))
    accent = hsv(chance.random(), 0.75, 0.8)
    x, y, turn = chance.uniform(0.44, 0.53), chance.uniform(0.5, 0.62), chance.uniform(-34, 2)
    canvas.shadow(shapes.ellipse(x, 0.88, 0.3, 0.03), 0.03, 0.5)
    size = chance.uniform(0.74, 0.88)
    with canvas.placed(x, y, size, turn):
        _diving_body(canvas, chance, air, metal, accent, eye)
    a = math.radians(turn)
    reach = 0.5 * size
    bx, by = x + reach * math.cos(a) + 0.04, y + reach * math.sin(a) - 0.02
    soccer_ball(canvas, chance, min(0.92, bx), by, chance.uniform(0.085, 0.105))
    names = ["a humanoid robot goalkeeper diving to save a soccer ball"] * 3 + [
        "a robot goalkeeper", "a robot goalkeeper diving to save a ball", "a humanoid robot saving a soccer ball",
        "a robot goalkeeper in front of a goal", "a humanoid robot playing soccer"]
    return Scene("robot goalkeeper", names, ["at night"] if night else [], "bright")


def _pitch(canvas, chance, air):
    edge = chance.uniform(0.62, 0.72)
    sky.draw(canvas, chance, air, edge)
    stand = shapes.rectangle(-0.05, edge - chance.uniform(0.18, 0.3), 1.05, edge)
    canvas.fill(stand, air.lit(rgb("5a6070"), 0.2), line=0.5)
    for _ in range(4):
        crowd = [shapes.ellipse(chance.random(), chance.uniform(edge - 0.17, edge - 0.02), 0.011) for _ in range(22)]
        canvas.fill(shapes.joined(crowd), air.lit(hsv(chance.random(), 0.5, 0.85)), line=0)
    canvas.soften(1.0)
    grass = varied(chance, rgb("4f9a3f"), 0.06)
    canvas.gradient(shapes.rectangle(-0.05, edge, 1.05, 1.05), [air.lit(shade(grass, 0.8)), air.lit(grass)],
        (0.5, edge), (0.5, 1), line=0.6)
    for i in range(0, 6, 2):
        y = edge + (1 - edge) * (i / 6) ** 1.3
        canvas.haze(air.lit(shade(grass, 1.25)), 0.4, shapes.rectangle(-0.05, y, 1.05, y + (1 - edge) * 0.15))
    _goal(canvas, chance, air, edge)


def _goal(canvas, chance, air, edge):
    top, foot, x0, x1 = chance.uniform(0.1, 0.2), edge + 0.14, chance.uniform(-0.1, 0.1), chance.uniform(0.93, 1.1)
    white = air.lit((0.97, 0.97, 0.97))
    net = [shapes.polygon([(x0 + (x1 - x0) * i / 14, top), (x0 + (x1 - x0) * i / 14, foot)], False) for i in range(15)]
    net += [shapes.polygon([(x0, top + (foot - top) * i / 9), (x1, top + (foot - top) * i / 9)],
        False) for i in range(10)]
    canvas.stroke(shapes.joined(net), white, 0.005, alpha=0.55, line=0.25)
    canvas.stroke(shapes.polygon([(x0, foot), (x0, top), (x1, top), (x1, foot)], False), white, 0.035, line=1)


def _limb(canvas, points, metal, width, accent=None):
    """A jointed limb: rods with balls at the joints."""
    for a, b in zip(points, points[1:]):
        canvas.stroke(shapes.polygon([a, b], False), shade(metal, 0.55), width * 1.15, line=1)
        canvas.stroke(shapes.polygon([a, b], False), metal, width * 0.8)
        canvas.stroke(shapes.polygon([(a[0], a[1] - width * 0.18), (b[0], b[1] - width * 0.18)], False),
            shade(metal, 1.5), width * 0.25)
    for x, y in points[:-1]:
        canvas.fill(shapes.ellipse(x, y, width * 0.62), accent or shade(metal, 0.6), "ball", line=0.9)


def _diving_body(canvas, chance, air, metal, accent, eye):
    """Stretched out to the right, about 1.1 long; the middle of the trunk is the origin."""
    metal, accent = air.lit(metal), air.lit(accent)
    bend = chance.uniform(0.05, 0.16)
    _limb(canvas, [(-0.2, 0.03), (-0.36, 0.06 + bend), (-0.56, 0.02 + bend)], shade(metal, 0.85), 0.085, accent)
    _boot(canvas, -0.57, 0.02 + bend, accent)
    _limb(canvas, [(-0.19, -0.03), (-0.38, -0.04), (-0.6, -0.06 - bend * 0.4)], metal, 0.09, accent)
    _boot(canvas, -0.61, -0.06 - bend * 0.4, accent)
    _limb(canvas, [(0.16, 0.05), (0.3, 0.1), (0.44, 0.04)], shade(metal, 0.85), 0.075, accent)
    trunk = shapes.curve([(-0.22, -0.07), (0.0, -0.1), (0.19, -0.13), (0.23, 0.0), (0.19, 0.13), (0.0, 0.1),
        (-0.22, 0.07)], tension=0.12)
    canvas.fill(trunk, metal, "lying tube", line=1)
    canvas.fill(shapes.rectangle(-0.02, -0.08, 0.14, 0.08, 0.03), accent, "down", line=0.8)
    canvas.fill(shapes.ellipse(0.06, 0.0, 0.035), mix(eye, (1, 1, 1), 0.2), line=0.7)
    with canvas.placed(0.29, -0.1, 0.115, 35):
        _robot_head(canvas, chance, metal, accent, eye)
    _limb(canvas, [(0.17, -0.06), (0.32, 0.0), (0.46, -0.04)], metal, 0.08, accent)
    for x, y in ((0.47, 0.04), (0.49, -0.05)):
        canvas.fill(shapes.ellipse(x, y, 0.055, 0.045), accent, "ball", line=1)


def _boot(canvas, x, y, colour):
    canvas.fill(shapes.rectangle(x - 0.07, y - 0.05, x + 0.03, y + 0.06, 0.025), colour, "down", line=1)


def _robot_head(canvas, chance, metal, accent, eye):
    """A head about 2 wide around the origin."""
    kind = chance.choice(["box", "round", "helmet"])
    if chance.maybe(0.6):
        canvas.stroke(shapes.polygon([(0, -0.8), (0, -1.4)], False), shade(metal, 0.6), 0.12, line=0.8)
        canvas.fill(shapes.ellipse(0, -1.45, 0.17), eye, line=0.8)
    for s in (-1, 1):
        canvas.fill(shapes.rectangle(s * 1.05 - 0.16, -0.35, s * 1.05 + 0.16, 0.3, 0.08), accent, line=0.9)
    shape = {"box": shapes.rectangle(-1, -0.9, 1, 0.9, 0.22), "round": shapes.ellipse(0, 0, 1.02, 0.95),
             "helmet": shapes.curve(shapes.mirrored([(0, -1.0), (0.85, -0.75), (1.0, 0.0), (0.75, 0.7), (0, 0.95)]),
             tension=0.17)}[kind]
    canvas.fill(shape, metal, "ball" if kind != "box" else "side", line=1)
    canvas.fill(shapes.rectangle(-0.78, -0.42, 0.78, 0.2, 0.25), (0.08, 0.09, 0.12), line=0.9)
    for s in (-1, 1):
        canvas.fill(shapes.ellipse(s * 0.38, -0.11, 0.2, 0.19), eye, line=0.8)
        canvas.fill(shapes.ellipse(s * 0.38, -0.14, 0.09), (1, 1, 1), line=0)
    grille = [shapes.rectangle(-0.42 + 0.2 * i, 0.42, -0.32 + 0.2 * i, 0.66) for i in range(5)]
    canvas.fill(shapes.joined(grille), shade(metal, 0.35), line=0.7)


def robot(canvas, chance):
    """A standing robot, or the head of one."""
    canvas.light = chance.choice([-0.8, 0.8])
    details = backdrops.draw(canvas, chance)
    metal, eye, accent = varied(chance, rgb(chance.choice(METAL)),
        0.05), rgb(chance.choice(EYES)), hsv(chance.random(), 0.7, 0.75)
    if chance.maybe(0.3):
        x, y, s = chance.uniform(0.45, 0.55), chance.uniform(0.48, 0.55), chance.uniform(0.26, 0.32)
        canvas.fill(shapes.rectangle(x - s * 0.4, y + s * 0.7, x + s * 0.4, 1.1), shade(metal, 0.6), "tube", line=0.9)
        canvas.fill(shapes.curve([(x - s * 1.4, 1.1), (x - s, y + s * 1.5), (x + s, y + s * 1.5), (x + s * 1.4, 1.1)],
            tension=0.1), metal, "side", line=1)
        with canvas.placed(x, y, s, chance.uniform(-6, 6)):
            _robot_head(canvas, chance, metal, accent, eye)
        return Scene("robot", ["a robot", "the head of a robot", "a portrait of a robot", "the face of a robot"],
            details)
    ground = mix(canvas_mean(canvas), (0.3, 0.3, 0.32), 0.5)
    canvas.gradient(shapes.rectangle(-0.05, 0.82, 1.05, 1.05), [shade(ground, 0.8), ground], (0.5, 0.82), (0.5, 1),
        line=0.6)
    canvas.shadow(shapes.ellipse(0.5, 0.94, 0.25, 0.03), 0.02, 0.55)
    with canvas.placed(chance.uniform(0.45, 0.55), 0.94, chance.uniform(0.8, 0.9)):
        _standing_body(canvas, chance, metal, accent, eye)
    return Scene("robot", ["a robot", "a robot", "a humanoid robot", "a standing robot", "a metal robot"], details)


def canvas_mean(canvas):
    """The mean colour of what has been drawn."""
    return tuple(canvas.pixels[::8, ::8, :3].reshape(-1, 3).mean(0) / 255)


def _standing_body(canvas, chance, metal, accent, eye):
    """About 1 high, its feet at y = 0."""
    for s in (-1, 1):
        _limb(canvas, [(s * 0.09, -0.38), (s * 0.11, -0.2), (s * 0.11, -0.05)], metal, 0.085, accent)
        canvas.fill(shapes.rectangle(s * 0.12 - 0.08, -0.06, s * 0.12 + 0.08, 0.0, 0.02), accent, "down", line=1)
        raised = chance.maybe(0.3)
        elbow, hand = ((s * 0.32, -0.58), (s * 0.36, -0.8)) if raised else ((s * 0.3, -0.52), (s * 0.3, -0.34))
        _limb(canvas, [(s * 0.21, -0.66), elbow, hand], metal, 0.075, accent)
        canvas.fill(shapes.ellipse(*hand, 0.05), shade(metal, 0.7), "ball", line=1)
    canvas.fill(shapes.polygon([(-0.2, -0.72), (0.2, -0.72), (0.14, -0.37), (-0.14, -0.37)]), metal, "side", line=1)
    canvas.fill(shapes.rectangle(-0.1, -0.66, 0.1, -0.5, 0.02), shade(accent, 0.9), line=0.8)
    lights = [shapes.ellipse(-0.055 + 0.055 * i, -0.58, 0.018) for i in range(3)]
    canvas.fill(shapes.joined(lights), mix(eye, (1, 1, 1), 0.2), line=0.5)
    with canvas.placed(0, -0.86, 0.14):
        _robot_head(canvas, chance, metal, accent, eye)


def rocket(canvas, chance):
    """A rocket at its start, in flight, or among the stars."""
    kind = chance.weighted({"start": 3, "space": 3, "standing": 1})
    turn = 0 if kind != "space" else chance.uniform(-50, 50)
    if kind == "space":
        _space(canvas, chance)
        x, y, size, details = chance.uniform(0.4, 0.6), chance.uniform(0.42, 0.55), chance.uniform(0.62,
            0.78), ["in space", "among the stars", "flying through space"]
    else:
        air, horizon = sky.air(chance, {"day": 4, "dusk": 1, "night": 1, "sunset": 1}), chance.uniform(0.78, 0.86)
        sky.draw(canvas, chance, air, horizon)
        scenery.ground(canvas, chance, air, shapes.ridge(chance, horizon, 0.03, 0.4, 3),
            varied(chance, rgb("8a8a6a"), 0.1))
        flying = kind == "start"
        x, y, size = chance.uniform(0.4, 0.6), chance.uniform(0.34,
            0.5) if flying else horizon - 0.32, chance.uniform(0.62, 0.74)
        details = ["at its start", "taking off", "rising into the sky"] if flying else ["on the ground",
            "before its start"]
        if flying:
            turn = chance.uniform(-8, 8)
            _smoke(canvas, chance, x, y + size * 0.42, horizon)
    with canvas.placed(x, y, size, turn):
        if kind != "standing":
            _exhaust(canvas, chance)
        _rocket_body(canvas, chance, kind == "space")
    return Scene("rocket", ["a rocket ship", "a rocket ship", "a rocket", "a space rocket"], details,
        "dark" if kind == "space" else "bright")


def _space(canvas, chance):
    canvas.light = chance.choice([-0.7, 0.7])
    deep = hsv(chance.uniform(0.58, 0.8), chance.uniform(0.4, 0.8), chance.uniform(0.08, 0.25))
    everything = shapes.rectangle(-0.05, -0.05, 1.05, 1.05)
    canvas.gradient(everything, [shade(deep, 0.6), shade(deep, 1.3)], (0, 0), (1, 1))
    for _ in range(3):
        canvas.glow(chance.random(), chance.random(), chance.uniform(0.2, 0.45), hsv(chance.random(), 0.6, 0.6), 0.35)
    stars = [shapes.ellipse(chance.random(), chance.random(), chance.uniform(0.003, 0.01)) for _ in range(45)]
    canvas.fill(shapes.joined(stars), (1, 1, 0.95), line=0)
    for _ in range(chance.randrange(0, 3)):
        x, y, r = chance.choice([0.12, 0.2, 0.8, 0.9]), chance.random(), chance.uniform(0.07, 0.2)
        disc = shapes.ellipse(x, y, r)
        canvas.fill(disc, hsv(chance.random(), chance.uniform(0.2, 0.7), 0.85), "ball", line=1)
        with canvas.within(disc):
            canvas.texture(chance, disc, "streaks", 0.15, 1.2)
        if chance.maybe(0.4):
            with canvas.placed(x, y, r, chance.uniform(-30, 30)):
                canvas.stroke(shapes.ellipse(0, 0, 1.7, 0.4), (0.85, 0.78, 0.65), 0.12, alpha=0.85, line=0.7)


def _smoke(canvas, chance, x, y, horizon):
    grey = chance.uniform(0.75, 0.95)
    for i in range(26):
        t = chance.random()
        px = x + chance.gauss(0, 0.03 + 0.16 * t ** 2)
        r = 0.03 + 0.08 * t
        canvas.fill(shapes.ellipse(px, y + (horizon + 0.06 - y) * t, r, r * 0.85),
            (grey * chance.uniform(0.8, 1.05),) * 3, "ball", line=0.35)


def _exhaust(canvas, chance):
    canvas.glow(0, 0.5, 0.35, (1, 0.6, 0.2), 0.7)
    n = chance.uniform(0.2, 0.34)
    for colour, w, h in (("ff5a1e", 0.11, 1.0), ("ffb02e", 0.075, 0.72), ("fff3b0", 0.04, 0.42)):
        canvas.fill(shapes.curve([(-w * 0.7, 0.36), (w * 0.7, 0.36), (w, 0.36 + n * h * 0.4), (0, 0.36 + n * h),
            (-w, 0.36 + n * h * 0.4)], tension=0.14), rgb(colour), line=0.6)


def _rocket_body(canvas, chance, toy):
    """About 1 high around the origin, nose up."""
    body = varied(chance, rgb(chance.choice(["f0f0ee", "f0f0ee", "d8dce0", "c8ccd4", "e8e0c8"])), 0.03)
    accent = hsv(chance.choice([0.0, 0.02, 0.6, 0.08, 0.33, 0.85]), 0.8, 0.8)
    w = chance.uniform(0.1, 0.15)
    for s in (-1, 1):
        fin = shapes.curve([(s * w * 0.8, 0.06), (s * (w + 0.13), 0.3), (s * (w + 0.12), 0.42), (s * w * 0.7, 0.32)],
            tension=0.1)
        canvas.fill(fin, accent, "side", line=1)
    canvas.fill(shapes.polygon([(-w * 0.55, 0.32), (w * 0.55, 0.32), (w * 0.75, 0.4), (-w * 0.75, 0.4)]),
        (0.25, 0.26, 0.28), "tube", line=1)
    hull = shapes.curve(shapes.mirrored([(0, -0.5), (w * 0.55, -0.38), (w * 0.95, -0.15), (w, 0.12),
        (w * 0.75, 0.34)]), tension=0.15)
    canvas.fill(hull, body, "tube", line=1)
    with canvas.within(hull):
        canvas.fill(shapes.rectangle(-0.3, -0.6, 0.3, -0.3), accent, "tube", line=0.9)
        canvas.fill(shapes.rectangle(-0.3, 0.2, 0.3, 0.26), accent, "tube", line=0.7)
    for y in ((-0.12, 0.06) if chance.maybe(0.5) else (-0.08,)):
        canvas.fill(shapes.ellipse(0, y, w * 0.5), shade(body, 0.5), line=1)
        canvas.fill(shapes.ellipse(0, y, w * 0.36), rgb("5ab0e0"), "ball", line=0.7)
    canvas.fill(shapes.polygon([(-0.018, 0.16), (0.018, 0.16), (0.02, 0.42), (-0.02, 0.42)]), shade(accent, 0.8),
        line=0.8)
