"""Faces and busts: what a person is, and the scene around."""
import dataclasses

from .. import shapes
from ..palette import hsv, luminance, mix, rgb, shade, varied
from ..scene import Scene, article
from . import backdrops, head, headwear

SKIN = ["f4d2b4", "eebf98", "e0ab80", "c98f63", "a96f48", "8a5636", "6b4028", "f7dcc6"]
HAIR = {"black": "1c1715", "brown": "4e3220", "blond": "d2ab62", "red": "a04a22", "grey": "a3a19d", "white": "e6e4df"}
WOMAN_STYLES = {"long": 4, "bob": 2.5, "bun": 1.2, "curly": 1.5, "short": 0.8}
MAN_STYLES = {"short": 5, "side": 2, "bald": 1, "curly": 1.2, "long": 0.5}


@dataclasses.dataclass
class Person:
    """sex: 'woman' or 'man'; turn: -1 (looks to the left) ... 1; hat, beard: None or a kind."""

    sex: str
    old: bool
    skin: tuple
    hair_colour: str
    hair: tuple
    style: str
    turn: float
    smile: float
    hat: str = None
    glasses: str = None
    beard: str = None
    cloth: tuple = (0.3, 0.3, 0.4)
    eye: tuple = (0.3, 0.25, 0.2)

    @property
    def noun(self):
        return f"old {self.sex}" if self.old else self.sex


def person(chance, sex=None, old=None, hat=None, glasses=None, beard=None):
    """A person with the given traits; None leaves a trait to chance, False is no."""
    sex = sex or chance.choice(["woman", "man"])
    old = chance.maybe(0.2) if old is None else old
    skin = varied(chance, rgb(chance.choice(SKIN)), 0.03)
    hair_colour = chance.choice(["grey", "white"]) if old else chance.weighted({"black": 3, "brown": 4, "blond": 2.2,
        "red": 1.2})
    style = chance.weighted(WOMAN_STYLES if sex == "woman" else MAN_STYLES)
    if old and sex == "man" and chance.maybe(0.4):
        style = "bald"
    hat = (chance.choice(headwear.HATS[sex]) if chance.maybe(0.22) else None) if hat is None else hat or None
    if hat is True:
        hat = chance.choice(headwear.HATS[sex])
    glasses = (chance.maybe(0.2) if glasses is None else glasses) and chance.choice(["round", "square", "sun"])
    if beard is None:
        beard = chance.maybe(0.55 if old else 0.3)
    beard = chance.choice(["full", "full", "moustache", "goatee"]) if beard and sex == "man" else None
    return Person(
        sex, old, skin, hair_colour, varied(chance, rgb(HAIR[hair_colour]), 0.05), style, chance.around(0, 0.75),
        chance.uniform(-0.2, 1),
        hat, glasses or None, beard, hsv(chance.random(), chance.uniform(0.1, 0.75), chance.uniform(0.2, 0.9)),
        rgb(chance.choice(["3d2a1c", "3f6a8a", "4f6f45", "2a2019", "6b5a3a"])))


def draw_bust(canvas, chance, who, x=0.5, y=0.45, size=0.27):
    """The person's head about (x, y), half of it `size` high, with neck and shoulders."""
    if canvas.monochrome:  # dark skin is drawn lighter than it is, so that the features stand out
        who.skin = mix(who.skin, (0.9, 0.88, 0.86), max(0.0, 0.75 - luminance(who.skin)))
    with canvas.placed(x, y, size, chance.uniform(-5, 5)):
        head.draw(canvas, chance, who)


def _scene(canvas, chance, who, label, names, close=None):
    canvas.light = chance.choice([-0.9, -0.6, 0.6, 0.9])
    place = backdrops.draw(canvas, chance)
    close = chance.maybe(0.25) if close is None else close
    size = chance.uniform(0.33, 0.4) if close else chance.uniform(0.235, 0.29)
    y = chance.uniform(0.47, 0.52) if close else chance.uniform(0.42, 0.47)
    if who.hat:
        size, y = size * 0.92, y + 0.05
    draw_bust(canvas, chance, who, chance.uniform(0.44, 0.56), y, size)
    return Scene(label, names, place)


def face(canvas, chance):
    """A face that fills the picture."""
    who = person(chance, hat=False)
    names = ["a face", "a face", "a human face", f"the face of {article(who.noun)}", "a portrait"]
    return _scene(canvas, chance, who, "face", names, True)


def woman(canvas, chance):
    """A woman of any age, mostly without hat and glasses."""
    who = person(chance, "woman", hat=False, glasses=False)
    return _scene(canvas, chance, who, "woman", _names(who))


def man(canvas, chance):
    """A man, mostly young, without hat and glasses."""
    who = person(chance, "man", hat=False, glasses=False, old=chance.maybe(0.1))
    return _scene(canvas, chance, who, "man", _names(who))


def old_man(canvas, chance):
    """An old man, with or without beard, glasses, hat."""
    who = person(chance, "man", True, hat=True if chance.maybe(0.2) else False, beard=chance.maybe(0.65))
    return _scene(canvas, chance, who, "old man", _names(who))


def in_hat(canvas, chance):
    """Somebody who wears a hat."""
    who = person(chance, hat=True, old=chance.maybe(0.15), glasses=chance.maybe(0.1))
    return _scene(canvas, chance, who, f"{who.sex} with hat", _names(who))


def in_glasses(canvas, chance):
    """Somebody who wears glasses."""
    who = person(chance, glasses=True, old=chance.maybe(0.15), hat=True if chance.maybe(0.08) else False)
    return _scene(canvas, chance, who, f"{who.sex} with glasses", _names(who))


def _names(who):
    noun = article(who.noun)
    worn = []
    if who.hat:
        worn.append(headwear.WORDS[who.hat])
    if who.glasses:
        worn.append("sunglasses" if who.glasses == "sun" else "glasses")
    hair = {"bald": "no hair", "long": f"long {who.hair_colour} hair",
        "curly": f"curly {who.hair_colour} hair"}.get(who.style, f"{who.hair_colour} hair")
    features = [hair] if not who.hat else []
    if who.beard:
        features.append({"full": "a beard", "moustache": "a moustache", "goatee": "a small beard"}[who.beard])
    if worn:
        plain = f"{noun} wearing {worn[0].replace(headwear.WORDS.get(who.hat, '?'), 'a hat')}"
        names = [plain, plain, f"{noun} wearing {' and '.join(worn)}", f"{noun} with {' and '.join(worn)}",
            f"a portrait of {noun} wearing {worn[0]}"]
        if who.beard:
            names.append(f"{noun} with {features[-1]} wearing {worn[0]}")
        return names
    names = [noun, noun, noun, f"a portrait of {noun}"]
    if not who.old:
        names.append(f"a young {who.sex}")
    names += [{"woman": "a lady", "man": "a gentleman"}[who.sex], f"a portrait of {noun} with {features[0]}"]
    return names + [f"{noun} with {f}" for f in features]


def barista(canvas, chance):
    """A bearded man in an apron behind a counter, with a cup of coffee."""
    who = person(chance, "man", False, hat="beanie" if chance.maybe(0.5) else False, glasses=chance.maybe(0.5),
        beard=True)
    who.beard, who.cloth = "full", varied(chance, rgb(chance.choice(["e8e4da", "2f3a4a", "8a2f2f", "d8d0bc",
        "44603f"])), 0.04)
    if who.style == "bald":
        who.style = "side"
    canvas.light = chance.choice([-0.8, 0.8])
    backdrops.cafe(canvas, chance)
    draw_bust(canvas, chance, who, chance.uniform(0.42, 0.54), 0.38, 0.21)
    _apron(canvas, chance)
    _counter(canvas, chance)
    names = ["a hipster barista", "a hipster barista", "a barista", "a barista with a beard",
        "a hipster barista with a cup of coffee", "a barista in a cafe"]
    return Scene("barista", names, [])


def _apron(canvas, chance):
    colour = varied(chance, rgb(chance.choice(["4a3526", "2b2b2e", "31505a", "6b4a2e"])), 0.05)
    for dx in (-0.1, 0.1):
        canvas.stroke(shapes.polygon([(0.48 + dx * 0.9, 0.6), (0.48 + dx, 0.8)], False), colour, 0.025, line=0.6)
    canvas.fill(shapes.polygon([(0.36, 0.74), (0.6, 0.74), (0.66, 1.05), (0.3, 1.05)]), colour, "down", line=0.8)


def _counter(canvas, chance):
    wood = varied(chance, rgb("7a4f2f"), 0.08)
    canvas.fill(shapes.rectangle(-0.05, 0.9, 1.05, 1.05), wood, "down", line=0.9)
    x, s = chance.choice([0.18, 0.25, 0.76, 0.84]), chance.uniform(0.075, 0.1)
    cup(canvas, chance, x, 0.92, s)


def cup(canvas, chance, x, foot, s, colour=None):
    """A cup with a saucer and steam; its opening is 2s wide."""
    colour = colour or varied(chance, rgb(chance.choice(["f5f3ee", "f5f3ee", "c8553d", "3f6f8f", "e0b040"])), 0.03)
    canvas.shadow(shapes.ellipse(x, foot, s * 1.7, s * 0.3), 0.01, 0.4)
    canvas.fill(shapes.ellipse(x, foot - s * 0.05, s * 1.6, s * 0.3), shade(colour, 0.9), "down", line=0.8)
    handle = shapes.ellipse(x + s * 1.05, foot - s * 0.85, s * 0.42, s * 0.42)
    canvas.stroke(handle, shade(colour, 0.8), s * 0.2, line=0.8)
    body = shapes.curve([(x - s, foot - s * 1.45), (x + s, foot - s * 1.45), (x + s * 0.82, foot - s * 0.5),
        (x + s * 0.4, foot - s * 0.1), (x - s * 0.4, foot - s * 0.1), (x - s * 0.82, foot - s * 0.5)], tension=0.1)
    canvas.fill(body, colour, "tube", line=1)
    canvas.fill(shapes.ellipse(x, foot - s * 1.45, s, s * 0.28), shade(colour, 1.2), line=0.8)
    canvas.fill(shapes.ellipse(x, foot - s * 1.42, s * 0.84, s * 0.2), rgb("4a2c1a"), line=0.3)
    for dx in (-0.3, 0.25):
        a = foot - s * 1.6
        steam = shapes.curve([(x + dx * s, a), (x + (dx + 0.3) * s, a - s * 0.6), (x + (dx - 0.15) * s, a - s * 1.1),
            (x + (dx + 0.15) * s, a - s * 1.7)], False)
        canvas.stroke(steam, (0.95, 0.95, 0.95), s * 0.16, alpha=0.4)
