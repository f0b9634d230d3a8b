"""Paths in the unit square (x to the right, y downwards)."""
import math

import skia


def rectangle(x0, y0, x1, y1, radius=0.0):
    """A rectangle with corners of the given radius."""
    path = skia.Path()
    if radius:
        path.addRoundRect(skia.Rect(x0, y0, x1, y1), radius, radius)
    else:
        path.addRect(skia.Rect(x0, y0, x1, y1))
    return path


def ellipse(x, y, rx, ry=None):
    """An ellipse about (x, y)."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    return path


def polygon(points, close=True):
    """Straight lines through the points."""
    return skia.Path.Polygon([skia.Point(float(x), float(y)) for x, y in points], close)


def curve(points, close=True, tension=1 / 6):
    """A smooth curve through the points (Catmull-Rom)."""
    n = len(points)
    at = (lambda i: points[i % n]) if close else (lambda i: points[min(max(i, 0), n - 1)])
    path = skia.Path()
    path.moveTo(*points[0])
    for i in range(n if close else n - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        path.cubicTo(
            bx + (cx - ax) * tension, by + (cy - ay) * tension, cx - (dx - bx) * tension, cy - (dy - by) * tension,
            cx, cy)
    if close:
        path.close()
    return path


def mirrored(points, x=0.0):
    """The right half of an outline (from top to bottom) and its mirror image about the vertical line at `x`."""
    return points + [(2 * x - px, py) for px, py in reversed(points) if abs(px - x) > 1e-6]


def blob(chance, x, y, rx, ry=None, lumps=9, rough=0.18):
    """A rounded irregular shape."""
    ry = rx if ry is None else ry
    start = chance.uniform(0, math.tau)
    points = []
    for i in range(lumps):
        angle = start + math.tau * i / lumps
        r = chance.around(1, rough)
        points.append((x + rx * r * math.cos(angle), y + ry * r * math.sin(angle)))
    return curve(points)


def ridge(chance, y, height, rough=0.55, levels=6, x0=-0.05, x1=1.05, ends=None):
    """Points of a fractal line from x0 to x1 around `y` by midpoint displacement."""
    left, right = ends or (chance.around(0, height / 2), chance.around(0, height / 2))
    values, amplitude = [left, right], height
    for _ in range(levels):
        between = [(a + b) / 2 + chance.around(0, amplitude) for a, b in zip(values, values[1:])]
        values = [v for pair in zip(values, between) for v in pair] + [values[-1]]
        amplitude *= rough
    last = len(values) - 1
    return [(x0 + (x1 - x0) * i / last, y + v) for i, v in enumerate(values)]


def below(points, bottom=1.1):
    """The area under a line of points."""
    return polygon(points + [(points[-1][0], bottom), (points[0][0], bottom)])


def height_at(points, x):
    """The y of a line of points at `x`, by linear interpolation."""
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        if ax <= x <= bx:
            return ay + (by - ay) * (x - ax) / max(bx - ax, 1e-9)
    return points[-1][1]


def joined(paths):
    """All paths as one, so that one call draws them."""
    path = skia.Path()
    for p in paths:
        path.addPath(p)
    return path
