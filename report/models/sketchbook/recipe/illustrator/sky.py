"""Skies, and the light that a sky throws on all that stands below it."""
import dataclasses

from . import shapes
from .canvas import lit
from .palette import hsv, mix, rgb, shade, varied


@dataclasses.dataclass
class Air:
    """The hour of a scene: its colours, and what they do to surfaces.

    low, high: the sky's colours at the horizon and overhead
    light: multiplies surfaces; clauses: true words about the hour
    """

    hour: str
    low: tuple
    high: tuple
    light: tuple
    clauses: list
    sun: tuple = None

    @property
    def dark(self):
        return self.hour in ("night", "dusk", "storm")

    def lit(self, colour, distance=0.0):
        """A surface in this light, with the veil of distance (0...1)."""
        return lit(colour, self.light, self.low, distance)


HOURS = {"day": 5, "cloudy": 2, "sunset": 2, "sunrise": 1.2, "dusk": 1, "night": 1.6, "fog": 0.8}

CLAUSES = {
    "day": ["on a sunny day", "under a blue sky", "in daylight", "on a clear day", "in the morning"],
    "cloudy": ["under a cloudy sky", "on a cloudy day", "under grey clouds", "on a grey day"],
    "sunset": ["at sunset", "in the evening light", "at the end of the day", "under a red sky", "at sundown"],
    "sunrise": ["at sunrise", "at dawn", "in the early morning", "in the first light"],
    "dusk": ["at dusk", "in the evening", "at twilight"],
    "night": ["at night", "under the stars", "in the dark", "under a night sky"],
    "fog": ["in the fog", "in the mist", "on a misty morning"],
    "storm": ["in a storm", "under a stormy sky", "under dark clouds"],
}


def air(chance, hours=None):
    """Draws an hour from weights (`HOURS` by default) and mixes its colours."""
    hour = chance.weighted(hours or HOURS)
    low, high, light = _colours(chance, hour)
    return Air(hour, low, high, light, CLAUSES[hour])


def _colours(chance, hour):
    v = lambda code, amount=0.06: varied(chance, rgb(code), amount)
    if hour == "day":
        hue = chance.uniform(0.53, 0.61)
        return (hsv(hue - 0.02, chance.uniform(0.12, 0.35), 0.97),
            hsv(hue, chance.uniform(0.45, 0.8), chance.uniform(0.7, 0.95)),
                mix((1.05, 1.03, 0.97), (1.1, 1.0, 0.86), chance.random()))
    if hour == "cloudy":
        return v("cfd4d8"), v("8d99a5"), (0.86, 0.88, 0.92)
    if hour == "sunset":
        low = v(chance.choice(["ffb347", "ff8c42", "ff6b4a", "ffc46b"]), 0.08)
        return low, v(chance.choice(["5b4b8a", "8a4a7d", "36518f", "b3546a", "d06a52"]), 0.08), (1.08, 0.8, 0.66)
    if hour == "sunrise":
        return v(chance.choice(["ffd9b0", "ffc6b8", "ffe3a8"])), v(chance.choice(["86a9d6", "a99ccf",
            "7fb4d4"])), (1.05, 0.9, 0.82)
    if hour == "dusk":
        return v(chance.choice(["d68f8a", "8f86b5", "c79a7d"])), v(chance.choice(["2c3a66", "3a3560",
            "27476b"])), (0.6, 0.58, 0.72)
    if hour == "night":
        return v(chance.choice(["46609a", "3d5590", "5a5f94"])), v(chance.choice(["141e48", "182256",
            "1e1e44"])), (0.55, 0.6, 0.8)
    if hour == "fog":
        return v("d9dcda", 0.05), v("b9c2c6", 0.06), (0.85, 0.87, 0.88)
    return v("7d868f"), v(chance.choice(["2e3740", "3b3f4f", "38444a"])), (0.6, 0.64, 0.7)


def draw(canvas, chance, air, horizon=0.6, sun=True, clouds=True):
    """The sky down to the horizon: its gradient, sun or moon, stars and clouds. Sets `air.sun`."""
    canvas.light = chance.choice([-0.8, -0.5, 0.5, 0.8])
    area = shapes.rectangle(-0.05, -0.05, 1.05, 1.05)
    canvas.gradient(area, [air.high, mix(air.high, air.low, 0.45), air.low], (0.5, 0), (0.5, horizon))
    if air.hour == "night":
        _stars(canvas, chance, horizon)
    if sun:
        _light_source(canvas, chance, air, horizon)
    if clouds:
        _clouds(canvas, chance, air, horizon)


def _stars(canvas, chance, horizon):
    dots = [shapes.ellipse(chance.random(), horizon * chance.random() ** 1.3, chance.uniform(0.003, 0.008))
            for _ in range(chance.randrange(12, 45))]
    canvas.fill(shapes.joined(dots), (0.95, 0.95, 0.85), line=0, alpha=0.9)


def _light_source(canvas, chance, air, horizon):
    x = chance.uniform(0.12, 0.88)
    canvas.light = 1.6 * (x - 0.5) if abs(x - 0.5) > 0.2 else canvas.light
    if air.hour in ("sunset", "sunrise"):
        y = horizon - chance.uniform(-0.02, 0.16)
        air.sun = (x, y)
        r = chance.uniform(0.05, 0.11)
        canvas.glow(x, y, chance.uniform(0.35, 0.6), shade(air.low, 1.1), 0.55)
        canvas.fill(shapes.ellipse(x, y, r), mix(air.low, (1, 0.97, 0.8), 0.75), line=0.8)
    elif air.hour == "day" and chance.maybe(0.45):
        y = chance.uniform(0.06, horizon * 0.4)
        air.sun = (x, y)
        canvas.glow(x, y, 0.3, (1, 0.96, 0.75), 0.6)
        canvas.fill(shapes.ellipse(x, y, chance.uniform(0.035, 0.06)), (1, 0.98, 0.85), line=0.7)
    elif air.hour in ("night", "dusk") and chance.maybe(0.65):
        y, r = chance.uniform(0.08, horizon * 0.45), chance.uniform(0.04, 0.08)
        air.sun = (x, y)
        canvas.glow(x, y, r * 4, (0.7, 0.75, 0.9), 0.3)
        _moon(canvas, chance, air, x, y, r)


def _moon(canvas, chance, air, x, y, r):
    disc = shapes.ellipse(x, y, r)
    canvas.fill(disc, (0.95, 0.94, 0.84), line=0.8)
    if chance.maybe(0.5):
        with canvas.within(disc):
            canvas.fill(shapes.ellipse(x + r * chance.choice([-0.6, 0.6]), y - 0.2 * r, r),
                mix(air.high, air.low, 0.2), line=0.5)
    else:
        canvas.texture(chance, disc, "cloud", 0.1, 0.6)


def _clouds(canvas, chance, air, horizon):
    count = {"day": chance.randrange(0, 5), "cloudy": chance.randrange(5, 9), "storm": chance.randrange(6, 10),
             "sunset": chance.randrange(1, 6), "fog": 0, "night": chance.randrange(0, 3)}.get(air.hour,
             chance.randrange(1, 4))
    for _ in range(count):
        _cloud(canvas, chance, air, chance.uniform(-0.1, 1.1), horizon * chance.uniform(0.05, 0.8))


def _cloud(canvas, chance, air, x, y):
    bright = {"day": (1, 1, 1), "cloudy": (0.9, 0.91, 0.93), "storm": mix(air.low, air.high, chance.random() * 0.8),
              "night": mix(air.low, (0.5, 0.55, 0.65), 0.3), "sunset": mix(air.low, (1, 0.8, 0.7), 0.4)}.get(
                  air.hour, mix(air.low, (1, 1, 1), 0.4))
    under = mix(bright, air.high, 0.5)
    w = chance.uniform(0.1, 0.3)
    flat = chance.uniform(0.14, 0.4) if air.hour in ("day", "cloudy", "storm") else chance.uniform(0.06, 0.16)
    puffs = []
    for _ in range(chance.randrange(4, 8)):
        at = chance.uniform(-1, 1)
        r = w * flat * (1.1 - 0.75 * abs(at)) * chance.uniform(0.75, 1.2)
        puffs.append((x + at * w, y - r * 0.35, r * 1.35, r))
    canvas.fill(shapes.joined([shapes.ellipse(a, b + ry * 0.35, rx, ry * 0.9) for a, b, rx, ry in puffs]), under,
        line=0, alpha=0.75)
    canvas.fill(shapes.joined([shapes.ellipse(a, b, rx * 0.92, ry * 0.85) for a, b, rx, ry in puffs]), bright, line=0,
        alpha=0.85)


def rain(canvas, chance, strength=0.4, colour=(0.8, 0.87, 0.95)):
    """Slanting streaks over all that is drawn."""
    lean = chance.uniform(-0.03, 0.03)
    drops = []
    for _ in range(chance.randrange(35, 80)):
        x, y, n = chance.random(), chance.random(), chance.uniform(0.04, 0.11)
        drops.append(shapes.polygon([(x, y), (x + lean * n / 0.05, y + n)], close=False))
    canvas.stroke(shapes.joined(drops), colour, 0.006, alpha=strength)


def snow(canvas, chance):
    """Flakes in the air."""
    flakes = [shapes.ellipse(chance.random(), chance.random(), chance.uniform(0.004, 0.011))
              for _ in range(chance.randrange(25, 70))]
    canvas.fill(shapes.joined(flakes), (1, 1, 1), line=0, alpha=0.85)
