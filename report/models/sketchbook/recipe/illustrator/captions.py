"""The grammar of the captions: a rendering's words, a subject's words, true details.

A twentieth of all captions, chosen by a hash of their words, and some turns of phrase are never used in training;
they are the wordings that a model is judged by.
"""
import zlib

OPENINGS = {
    "photo": {"a photo of {}": 10, "{}": 6, "a high quality photo of {}": 1.5, "a photograph of {}": 1.5,
    "{}, photo": 0.7},
    "oil": {"an oil painting of {}": 10, "a painting of {}": 1.5, "{}, oil painting": 0.8, "{} in oil on canvas": 0.7},
    "lithograph": {"a lithograph of {}": 10, "an old lithograph of {}": 1, "{}, lithograph": 0.8,
    "a lithograph print of {}": 0.7},
    "charcoal": {"a charcoal drawing of {}": 10, "a charcoal sketch of {}": 1.5, "{}, charcoal drawing": 0.8,
    "{} drawn in charcoal": 0.7},
    "watercolour": {"a watercolour of {}": 8, "a watercolor of {}": 2, "a watercolour painting of {}": 2,
    "{}, watercolour": 0.8},
    "pencil": {"a pencil sketch of {}": 10, "a pencil drawing of {}": 2, "{}, pencil sketch": 0.8,
    "{} drawn in pencil": 0.7},
}
HELD_OUT_OPENINGS = {
    "photo": ["a photo, {}", "photograph of {}"],
    "oil": ["{} in oil", "oil painting of {}"],
    "lithograph": ["{}, an old lithograph", "lithograph of {}"],
    "charcoal": ["{} in charcoal", "charcoal drawing of {}"],
    "watercolour": ["{} in watercolour", "watercolour painting of {}"],
    "pencil": ["{} in pencil", "pencil sketch of {}"],
}
GENERAL_PHOTO = {"a high quality photo": 4, "a photo": 1}
GENERAL_SHARE = 0.05


def caption(chance, scene, style, held_out=False):
    """A caption for a scene in a rendering: for training, or in a wording that training never sees."""
    if style == "photo" and not held_out and chance.maybe(GENERAL_SHARE):
        return chance.weighted(GENERAL_PHOTO)
    for _ in range(50):
        words = _words(chance, scene, style, held_out)
        if is_held_out(words) == held_out or (held_out and chance.maybe(0.2)):
            return words
    return words


def is_held_out(words):
    """Whether training must not see these words: a twentieth of the captions, those with a detail or an opening."""
    return words.count(" ") > 6 and zlib.crc32(words.encode()) % 20 == 0


MONOCHROME = ("lithograph", "charcoal", "pencil")
COLOURS = {"red", "blue", "green", "yellow", "orange", "golden", "purple", "colourful", "coloured", "blond", "neon"}


def _visible(phrases, style):
    """The phrases without those that name colours, where the rendering has none."""
    if style not in MONOCHROME:
        return phrases
    return [p for p in phrases if not COLOURS & set(p.split()) or "cyberpunk" in p] or phrases


def _words(chance, scene, style, held_out):
    opening = chance.choice(HELD_OUT_OPENINGS[style]) if held_out else chance.weighted(OPENINGS[style])
    phrase = chance.choice(_visible(scene.phrases, style))
    details = _visible(scene.details, style)
    if details and chance.maybe(0.4):
        detail = chance.choice(details)
        if not set(detail.split()[-1:]) & set(phrase.split()):
            phrase = f"{phrase} {detail}"
    if opening.endswith("of {}"):
        phrase = phrase.removeprefix("a portrait of ")
    return opening.format(phrase)
