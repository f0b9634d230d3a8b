"""Hair behind and before a head, and beards."""
import math

from .. import shapes
from ..palette import shade


def behind(canvas, chance, who, wide):
    """What hangs behind the neck and the ears."""
    dark = shade(who.hair, 0.7)
    if who.style == "long":
        n = chance.uniform(1.3, 2.2)
        mass = shapes.curve(shapes.mirrored([(0, -1.18), (wide * 0.8, -1.05), (wide * 1.25, -0.5), (wide * 1.33, 0.4),
            (wide * 1.45, n), (wide * 0.5, n + 0.15)]), tension=0.14)
        canvas.fill(mass, dark, "side", line=1)
    elif who.style == "bob":
        mass = shapes.curve(shapes.mirrored([(0, -1.18), (wide * 0.85, -1.05), (wide * 1.3, -0.4), (wide * 1.36, 0.5),
            (wide * 1.15, 0.9), (wide * 0.4, 0.85)]), tension=0.14)
        canvas.fill(mass, dark, "side", line=1)
    elif who.style == "curly":
        low = 0.9 if who.sex == "woman" else 0.1
        _curls(canvas, chance, who, wide, low, dark)
    elif who.style == "bun":
        canvas.fill(shapes.ellipse(-0.15 * who.turn, -1.3, 0.36, 0.32), who.hair, "ball", line=1)


def _curls(canvas, chance, who, wide, low, colour):
    curls = []
    count = 15
    for i in range(count):
        t = i / (count - 1)
        angle = math.pi * (1.5 + (t - 0.5) * (1.0 + 0.55 * low + 0.2))
        r = wide * 1.12
        x, y = math.cos(angle) * r * 1.05, math.sin(angle) * 1.0 - 0.08
        curls.append(shapes.ellipse(x, y, chance.uniform(0.2, 0.32)))
    mass = shapes.joined(curls + [shapes.ellipse(0, -0.3, wide * 1.1, 0.85)])
    canvas.fill(mass, colour, line=0.7)


def before(canvas, chance, who, wide):
    """What lies on the forehead and the crown; nothing for a bald head, little below a hat."""
    if who.style == "bald":
        if not who.hat and who.old:
            for s in (-1, 1):
                tuft = shapes.curve([(s * wide * 0.93, -0.45), (s * wide * 1.12, -0.25), (s * wide * 1.12, 0.12),
                    (s * wide * 0.95, 0.1)])
                canvas.fill(tuft, who.hair, line=0.7)
        return
    cap = _cap(chance, who, wide)
    canvas.fill(cap, who.hair, "side", line=0.9)
    _strands(canvas, chance, who, wide, cap)
    if who.style in ("long", "bob"):
        _locks(canvas, chance, who, wide)
    if who.style == "curly":
        curls = [shapes.ellipse(chance.around(0, wide * 0.85), chance.uniform(-1.12, -0.72),
            chance.uniform(0.17, 0.26)) for _ in range(9)]
        for curl in curls:
            canvas.fill(curl, shade(who.hair, chance.uniform(0.85, 1.25)), line=0.5)


def _cap(chance, who, wide):
    """The hair on the skull, down to the hair line, parted to one side or straight."""
    top = -1.2 if who.sex == "woman" else -1.14
    side_end = 0.05 if who.sex == "man" else 0.15
    part = chance.choice([-0.35, 0, 0.35]) if who.style != "side" else chance.choice([-0.5, 0.5])
    line = -0.62 - (0.12 if who.old else 0)
    fringe = chance.maybe(0.3) and who.style in ("bob", "long")
    outer = [(wide * 1.06, side_end), (wide * 1.12, -0.45), (wide * 0.85, -1.0), (0, top), (-wide * 0.85, -1.0),
        (-wide * 1.12, -0.45), (-wide * 1.06, side_end)]
    if fringe:
        inner = [(-wide * 0.9, -0.3), (-wide * 0.5, -0.4), (0, -0.36), (wide * 0.5, -0.4), (wide * 0.9, -0.3)]
    else:
        inner = [(-wide * 0.92, -0.3), (-wide * 0.6, line + 0.06), (part * wide, line - 0.14),
            (wide * 0.6, line + 0.06), (wide * 0.92, -0.3)]
    return shapes.curve(outer + inner, tension=0.13)


def _strands(canvas, chance, who, wide, cap):
    """Light and dark lines along the hair."""
    with canvas.within(cap):
        for tone in (0.65, 1.5):
            lines = []
            for _ in range(5):
                x = chance.around(0, wide)
                lines.append(shapes.curve([(x * 0.4, -1.2), (x * 0.9, -0.85), (x * 1.15, -0.3)], False))
            canvas.stroke(shapes.joined(lines), shade(who.hair, tone), 0.05, alpha=0.6, line=0.35)


def _locks(canvas, chance, who, wide):
    """Hair that falls on both sides of the face."""
    end = 1.2 if who.style == "long" else 0.75
    for s in (-1, 1):
        lock = shapes.curve([(s * wide * 0.88, -0.5), (s * wide * 1.14, -0.3), (s * wide * 1.3, 0.4),
            (s * wide * 1.3, end), (s * wide * 1.0, end), (s * wide * 0.98, 0.3)], tension=0.14)
        canvas.fill(lock, shade(who.hair, 1.05 if s * canvas.light > 0 else 0.75), line=0.8)


def beard(canvas, chance, who, wide):
    """A full beard, a moustache or a goatee about the mouth."""
    x = 0.2 * who.turn
    shift = 0.1 * who.turn
    if who.beard == "full":
        n = chance.uniform(1.12, 1.5)
        outer = [(wide * 0.99, 0.05), (wide * 0.98, 0.55), (wide * 0.62, n * 0.9), (0 + shift, n)]
        mass = [(px + shift * max(0, py), py) for px, py in outer]
        left = [(-px + 2 * shift * max(0, py), py) for px, py in mass[-2::-1]]
        inner = [(-wide * 0.85, 0.3), (-0.42 + x, 0.5), (-0.2 + x, 0.46), (x, 0.5), (0.2 + x, 0.46), (0.42 + x, 0.5),
            (wide * 0.85, 0.3)]
        canvas.fill(shapes.curve(mass + left + inner, tension=0.12), who.hair, "down", line=0.9)
        mouth = shapes.curve([(x - 0.2, 0.62), (x, 0.6), (x + 0.2, 0.62), (x, 0.72)])
        canvas.fill(mouth, (0.55, 0.22, 0.2), line=0.7)
    if who.beard == "goatee":
        canvas.fill(shapes.curve([(x - 0.26, 0.74), (x + 0.26, 0.74), (x + 0.18, 1.08), (x, 1.18), (x - 0.18, 1.08)]),
            who.hair, line=0.8)
    if who.beard in ("moustache", "goatee", "full"):
        w = chance.uniform(0.32, 0.42)
        canvas.fill(shapes.curve([(x, 0.44), (x + w * 0.6, 0.5), (x + w, 0.62), (x + w * 0.4, 0.58), (x, 0.55),
            (x - w * 0.4, 0.58), (x - w, 0.62), (x - w * 0.6, 0.5)]), shade(who.hair, 0.85), line=0.8)
