"""Cars and people in a street."""
from .. import shapes
from ..palette import hsv, rgb, varied


def car(canvas, chance, air, x, foot, s, away, night):
    """A car seen from behind (`away`) or from the front; 2s wide."""
    paint = air.lit(varied(chance, rgb(chance.choice(["c03030", "2f5fa0", "e8e8e6", "22242a", "e0a820", "7f8a90",
        "e0b818"])), 0.06))
    canvas.shadow(shapes.ellipse(x, foot, s * 1.2, s * 0.22), s * 0.2, 0.6)
    canvas.fill(shapes.rectangle(x - s * 0.85, foot - s * 0.35, x - s * 0.5, foot + s * 0.08), (0.05, 0.05, 0.06),
        line=0.4)
    canvas.fill(shapes.rectangle(x + s * 0.5, foot - s * 0.35, x + s * 0.85, foot + s * 0.08), (0.05, 0.05, 0.06),
        line=0.4)
    canvas.fill(shapes.polygon([(x - s * 0.72, foot - s * 0.75), (x - s * 0.52, foot - s * 1.35),
        (x + s * 0.52, foot - s * 1.35), (x + s * 0.72, foot - s * 0.75)]), paint, line=0.9)
    canvas.fill(shapes.polygon([(x - s * 0.6, foot - s * 0.78), (x - s * 0.45, foot - s * 1.25),
        (x + s * 0.45, foot - s * 1.25), (x + s * 0.6, foot - s * 0.78)]), air.lit(rgb("3f4f60")), line=0.5)
    canvas.fill(shapes.rectangle(x - s, foot - s * 0.82, x + s, foot - s * 0.12, s * 0.2), paint, "down", line=0.9)
    lamp = (1.0, 0.15, 0.1) if away else (1.0, 0.97, 0.8)
    for side in (-1, 1):
        canvas.fill(shapes.ellipse(x + side * s * 0.72, foot - s * 0.52, s * 0.17, s * 0.13),
            lamp if night or away else (0.95, 0.95, 0.9), line=0.5)
        if night:
            canvas.glow(x + side * s * 0.72, foot - s * 0.5, s * 0.9, lamp, 0.55)


def walker(canvas, chance, air, x, foot, h):
    """A small standing or walking figure of height h."""
    cloth = air.lit(hsv(chance.random(), chance.uniform(0.2, 0.7), chance.uniform(0.3, 0.9)))
    for side in (-1, 1):
        canvas.stroke(shapes.polygon([(x, foot - h * 0.5), (x + side * h * 0.1, foot)], False),
            air.lit(rgb("2a2c35")), h * 0.11, line=0.6)
    canvas.fill(shapes.curve([(x - h * 0.1, foot - h * 0.4), (x - h * 0.15, foot - h * 0.78),
        (x + h * 0.15, foot - h * 0.78), (x + h * 0.1, foot - h * 0.4)], tension=0.12), cloth, "side", line=0.8)
    canvas.fill(shapes.ellipse(x, foot - h * 0.9, h * 0.085, h * 0.1),
        air.lit(rgb(chance.choice(["e6b88f", "a56f49", "6f4630"]))), line=0.7)
