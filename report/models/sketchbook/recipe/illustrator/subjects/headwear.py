"""Hats and glasses for the head of `head.py`."""
from .. import shapes
from ..palette import rgb, shade, varied

HATS = {"woman": ["sun hat", "sun hat", "fedora", "beanie", "beret"],
    "man": ["fedora", "fedora", "top hat", "cap", "beanie", "straw hat"]}
WORDS = {"sun hat": "a hat", "fedora": "a hat", "beanie": "a woollen hat", "beret": "a beret", "top hat": "a top hat",
    "cap": "a cap", "straw hat": "a straw hat"}


def _colour(chance, kind):
    if kind in ("sun hat", "straw hat") and chance.maybe(0.65):
        return varied(chance, rgb("dcb970"), 0.06)
    if kind == "top hat":
        return varied(chance, rgb("23222a"), 0.04)
    return varied(chance, rgb(chance.choice(["6b4a32", "3a3d45", "a8322e", "24406b", "8a8578", "2f5a45", "c9a227",
        "b05a80"])), 0.06)


def hat(canvas, chance, who, wide):
    """The hat of the person, on the hair."""
    colour = _colour(chance, who.hat)
    lean = chance.uniform(-5, 5)
    with canvas.placed(0, -0.62, 1, lean):
        {"sun hat": _sun_hat, "straw hat": _fedora, "fedora": _fedora, "beanie": _beanie, "beret": _beret,
            "top hat": _top_hat, "cap": _cap}[who.hat](canvas, chance, who, wide, colour)


def _brim(canvas, colour, w, h, y=0.0):
    canvas.shadow(shapes.ellipse(0, y + 0.18, w * 0.7, h), 0.1, 0.5)
    canvas.fill(shapes.ellipse(0, y, w, h), colour, "down", line=1)


def _band(canvas, chance, w, y, h):
    band = rgb(chance.choice(["1f1d20", "8a2f2f", "f0ead8", "2a4a6f"]))
    canvas.fill(shapes.curve([(-w, y - h), (0, y - h + 0.09), (w, y - h), (w * 1.02, y), (0, y + 0.1),
        (-w * 1.02, y)], tension=0.13), band, line=0.7)


def _sun_hat(canvas, chance, who, wide, colour):
    _brim(canvas, colour, wide * chance.uniform(2.0, 2.5), 0.32)
    crown = shapes.curve([(-wide * 1.08, 0.04), (-wide * 0.95, -0.45), (0, -0.78), (wide * 0.95, -0.45),
        (wide * 1.08, 0.04), (0, 0.14)], tension=0.17)
    canvas.fill(crown, shade(colour, 1.05), "side", line=1)
    _band(canvas, chance, wide * 1.06, 0.05, 0.2)


def _fedora(canvas, chance, who, wide, colour):
    _brim(canvas, colour, wide * chance.uniform(1.6, 1.85), 0.24)
    crown = shapes.curve([(-wide * 1.1, 0.05), (-wide * 0.98, -0.55), (-wide * 0.5, -0.82), (0, -0.7),
        (wide * 0.5, -0.82), (wide * 0.98, -0.55), (wide * 1.1, 0.05), (0, 0.14)], tension=0.14)
    canvas.fill(crown, shade(colour, 1.05), "side", line=1)
    _band(canvas, chance, wide * 1.08, 0.06, 0.22)


def _top_hat(canvas, chance, who, wide, colour):
    _brim(canvas, colour, wide * 1.65, 0.2)
    canvas.fill(shapes.polygon([(-wide * 1.0, 0.06), (-wide * 1.08, -1.0), (wide * 1.08, -1.0), (wide * 1.0, 0.06)]),
        shade(colour, 1.15), "tube", line=1)
    canvas.fill(shapes.ellipse(0, -1.0, wide * 1.08, 0.12), shade(colour, 1.5), line=0.8)
    _band(canvas, chance, wide * 1.0, 0.06, 0.24)


def _beanie(canvas, chance, who, wide, colour):
    dome = shapes.curve([(-wide * 1.14, 0.2), (-wide * 1.05, -0.35), (0, -0.78), (wide * 1.05, -0.35),
        (wide * 1.14, 0.2), (0, 0.24)], tension=0.17)
    canvas.fill(dome, colour, "side", line=1)
    ribs = [shapes.curve([(wide * x * 0.5, -0.7), (wide * x, 0.1)], False) for x in (-0.8, -0.4, 0, 0.4, 0.8)]
    canvas.stroke(shapes.joined(ribs), shade(colour, 0.7), 0.04, line=0.4)
    canvas.fill(shapes.rectangle(-wide * 1.18, 0.0, wide * 1.18, 0.28, 0.1), shade(colour, 0.8), "side", line=1)
    if chance.maybe(0.4):
        canvas.fill(shapes.ellipse(0, -0.85, 0.2), shade(colour, 1.3), "ball", line=0.8)


def _beret(canvas, chance, who, wide, colour):
    side = chance.sign()
    canvas.fill(shapes.curve([(-wide * 1.1, 0.1), (-wide * 1.45, -0.25), (side * 0.2, -0.72), (wide * 1.45, -0.25),
        (wide * 1.1, 0.1), (0, 0.05)], tension=0.18), colour, "ball", line=1)
    canvas.stroke(shapes.polygon([(side * 0.2, -0.66), (side * 0.25, -0.82)], False), shade(colour, 0.7), 0.07,
        line=0.8)


def _cap(canvas, chance, who, wide, colour):
    dome = shapes.curve([(-wide * 1.1, 0.12), (-wide * 1.0, -0.38), (0, -0.68), (wide * 1.0, -0.38),
        (wide * 1.1, 0.12), (0, 0.1)], tension=0.17)
    canvas.fill(dome, colour, "side", line=1)
    t = who.turn
    canvas.shadow(shapes.ellipse(t * 0.5, 0.34, wide * 0.9, 0.15), 0.08, 0.5)
    peak = shapes.curve([(-wide * 0.9 + 0.1 * t, 0.02), (wide * 0.9 + 0.1 * t, 0.02), (wide * 0.75 + t * 0.7, 0.3),
        (t * 0.9, 0.4), (-wide * 0.75 + t * 0.7, 0.3)], tension=0.15)
    canvas.fill(peak, shade(colour, 0.65), "down", line=1)


def glasses(canvas, chance, who, wide):
    """Frames on the nose: round, square, or dark."""
    turn, y = who.turn, -0.04
    frame = rgb(chance.choice(["15130f", "15130f", "4a2a18", "a8892f", "2a3a5a"])) if who.glasses != "sun" else (0.07,
        0.07, 0.08)
    thick = chance.uniform(0.055, 0.085)
    for side in (-1, 1):
        x = side * 0.33 + 0.22 * turn
        w = 0.26 * (1 - 0.2 * max(0, side * turn))
        lens = shapes.ellipse(x, y, w, 0.24) if who.glasses == "round" else shapes.rectangle(x - w, y - 0.19, x + w,
            y + 0.2, 0.09)
        if who.glasses == "sun":
            canvas.fill(lens, (0.08, 0.08, 0.1), "down", line=1)
            canvas.stroke(shapes.polygon([(x - 0.12, y + 0.05), (x - 0.02, y - 0.12)], False), (0.8, 0.85, 0.9),
                0.045, alpha=0.7)
        else:
            canvas.stroke(shapes.polygon([(x - 0.12, y + 0.1), (x + 0.02, y - 0.12)], False), (1, 1, 1), 0.05,
                alpha=0.35)
        canvas.stroke(lens, frame, thick, line=1)
        canvas.stroke(shapes.polygon([(x + side * w, y - 0.06), (side * wide * 1.02, y - 0.05)], False), frame, thick,
            line=0.9)
    canvas.stroke(shapes.curve([(0.22 * turn - 0.08, y), (0.22 * turn, y - 0.07), (0.22 * turn + 0.08, y)], False),
        frame, thick, line=0.9)
