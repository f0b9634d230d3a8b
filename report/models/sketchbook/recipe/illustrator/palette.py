"""Colours: triples of sRGB values in 0...1."""
import colorsys

WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)


def rgb(code):
    """The colour of a code such as 'ffcc00'."""
    return tuple(int(code[i:i + 2], 16) / 255 for i in (0, 2, 4))


def mix(a, b, t):
    """The colour that is `a` at t = 0 and `b` at t = 1."""
    return tuple(x + (y - x) * t for x, y in zip(a, b))


def times(a, b):
    """A surface of colour `a` in light of colour `b`; values may pass 1 and are cut off."""
    return tuple(min(1.0, x * y) for x, y in zip(a, b))


def shade(colour, factor):
    """Darker for factors below 1; lighter, towards white, above."""
    if factor <= 1:
        return tuple(x * factor for x in colour)
    return mix(colour, WHITE, min(1.0, (factor - 1) * 0.8))


def hsv(hue, saturation, value):
    """The colour of a hue (0...1, repeating), a saturation and a value."""
    return colorsys.hsv_to_rgb(hue % 1.0, min(1, max(0, saturation)), min(1, max(0, value)))


def varied(chance, colour, amount=0.06):
    """A colour near `colour`: hue, saturation and value each moved at random."""
    h, s, v = colorsys.rgb_to_hsv(*colour)
    return hsv(
        chance.around(h, amount * 0.4), chance.around(s, amount * 1.5), chance.around(v, amount * 1.5))


def luminance(colour):
    """The brightness that an eye sees, 0...1."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
