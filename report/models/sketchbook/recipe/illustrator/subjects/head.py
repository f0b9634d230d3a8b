"""A head with neck and shoulders. Lengths: half the head's height is 1, the chin is at y = 1, the crown at y = -1."""
from .. import shapes
from ..palette import mix, rgb, shade
from . import hair, headwear


def draw(canvas, chance, who):
    """Draws the person from back to front about the origin."""
    wide = chance.uniform(0.7, 0.78) if who.sex == "man" else chance.uniform(0.64, 0.72)
    hair.behind(canvas, chance, who, wide)
    _shoulders(canvas, chance, who)
    _skull(canvas, chance, who, wide)
    _shading(canvas, who, wide)
    _features(canvas, chance, who, wide)
    if who.old:
        _wrinkles(canvas, who, wide)
    if who.beard:
        hair.beard(canvas, chance, who, wide)
    hair.before(canvas, chance, who, wide)
    if who.glasses:
        headwear.glasses(canvas, chance, who, wide)
    if who.hat:
        headwear.hat(canvas, chance, who, wide)


def _shoulders(canvas, chance, who):
    n = 0.33 if who.sex == "man" else 0.26
    neck = shapes.polygon([(-n, 0.55), (n, 0.55), (n * 1.15, 1.5), (-n * 1.15, 1.5)])
    canvas.fill(neck, shade(who.skin, 0.72), "side", line=0.7)
    w = chance.uniform(1.45, 1.75) if who.sex == "man" else chance.uniform(1.2, 1.4)
    outline = shapes.curve(shapes.mirrored([(n * 1.0, 1.18), (n * 1.6, 1.33), (w * 0.8, 1.55), (w, 1.95),
        (w * 1.1, 3.2)]), tension=0.13)
    collar = chance.choice(["round", "v", "suit", "shirt"])
    canvas.fill(outline, who.cloth, "side", line=1)
    skin = shade(who.skin, 0.85)
    if collar == "round":
        canvas.fill(shapes.ellipse(0, 1.22, n * 1.35, 0.22), skin, line=0.6)
    else:
        depth = 2.0 if collar == "suit" else 1.7
        canvas.fill(shapes.polygon([(-n * 1.3, 1.2), (n * 1.3, 1.2), (0, depth)]),
            (0.93, 0.93, 0.92) if collar == "suit" else skin, line=0.6)
    if collar == "suit":
        tie = rgb(chance.choice(["8a2230", "1f3a6a", "2a2a2a", "b08a2a"]))
        canvas.fill(shapes.polygon([(-0.08, 1.35), (0.08, 1.35), (0.14, 2.2), (0, 2.6), (-0.14, 2.2)]), tie, line=0.6)
    if collar in ("suit", "shirt"):
        for side in (-1, 1):
            flap = shapes.polygon([(side * n * 1.3, 1.13), (side * 0.06, 1.75), (side * 0.55, 1.75),
                (side * n * 1.9, 1.3)])
            canvas.fill(flap, shade(who.cloth, 1.15), line=0.8)


def _skull(canvas, chance, who, wide):
    for side in (-1, 1):
        visible = 1 - 0.55 * max(0, side * who.turn)
        if who.style in ("short", "side", "bald", "bun") or who.sex == "man":
            canvas.fill(shapes.ellipse(side * wide * (0.98 + 0.04 * visible), 0.08, 0.13 * visible, 0.2),
                shade(who.skin, 0.88), line=0.8)
    jaw = chance.uniform(0.62, 0.78) if who.sex == "man" else chance.uniform(0.5, 0.62)
    chin = chance.uniform(0.26, 0.34) if who.sex == "man" else chance.uniform(0.17, 0.24)
    shift = 0.1 * who.turn
    right = [(0, -1.0), (wide * 0.62, -0.88), (wide * 0.97, -0.45), (wide, 0.05), (wide * 0.93, 0.4),
        (wide * jaw + 0.05, 0.72), (chin, 0.97)]
    left = [(-x, y) for x, y in reversed(right[1:])]
    outline = [(x + shift * max(0, y), y) for x, y in right + [(0, 1.02)] + left]
    who.outline = shapes.curve(outline)
    canvas.shadow(who.outline, 0.12, 0.4, dx=-0.1 * canvas.light, dy=0.16)
    canvas.fill(who.outline, who.skin, line=1)


def _shading(canvas, who, wide):
    """The side away from the light in shadow, cheeks, the sockets of the eyes."""
    light, turn = canvas.light, who.turn
    side = -1 if light > 0 else 1
    dark = mix(shade(who.skin, 0.5), (0.25, 0.12, 0.12), 0.2)
    with canvas.within(who.outline):
        canvas.shadow(shapes.ellipse(side * wide * 1.15, 0.15, wide * 0.62, 1.3), 0.22, 0.75, colour=dark)
        canvas.shadow(shapes.ellipse(0, 1.15, wide, 0.28), 0.15, 0.55, colour=dark)
        for s in (-1, 1):
            canvas.shadow(shapes.ellipse(s * 0.31 + 0.22 * turn, -0.1, 0.19, 0.15), 0.08, 0.33, colour=dark)
            if not who.old:
                canvas.shadow(shapes.ellipse(s * 0.42 + 0.2 * turn, 0.36, 0.15, 0.12), 0.1, 0.22,
                    colour=(0.85, 0.3, 0.25))
        canvas.shadow(shapes.ellipse(-side * wide * 0.4, -0.5, 0.22, 0.2), 0.16, 0.4, colour=shade(who.skin, 1.5))


def _features(canvas, chance, who, wide):
    turn = who.turn
    ink = mix(shade(who.skin, 0.3), (0.12, 0.06, 0.05), 0.5)
    for side in (-1, 1):
        near = 1 - 0.22 * max(0, side * turn)
        _eye(canvas, who, side * 0.31 + 0.22 * turn, -0.06, near, ink)
        _brow(canvas, who, side, side * 0.32 + 0.22 * turn, near)
    _nose(canvas, who, ink)
    _mouth(canvas, who, ink)


def _eye(canvas, who, x, y, near, ink):
    w, h = 0.17 * near, 0.085 if who.sex == "woman" else 0.07
    eye = shapes.curve([(x - w, y + 0.01), (x, y - h), (x + w, y + 0.01), (x, y + h * 0.8)])
    canvas.fill(eye, (0.96, 0.95, 0.93), line=0.5)
    gaze = x + 0.04 * who.turn
    with canvas.within(eye):
        canvas.fill(shapes.ellipse(gaze, y, 0.085), who.eye, line=0.5)
        canvas.fill(shapes.ellipse(gaze, y, 0.045), (0.04, 0.03, 0.03), line=0)
    lid = shapes.curve([(x - w * 1.08, y + 0.015), (x, y - h * 1.1), (x + w * 1.08, y + 0.015)], False)
    canvas.stroke(lid, ink, 0.06 if who.sex == "woman" else 0.045, line=1)
    canvas.fill(shapes.ellipse(gaze + 0.03 * canvas.light, y - 0.03, 0.02), (1, 1, 1), line=0)


def _brow(canvas, who, side, x, near):
    colour = shade(who.hair, 0.75) if who.hair_colour not in ("white",) else shade(who.hair, 0.8)
    thick = 0.085 if who.sex == "man" else 0.05
    y = -0.27 if who.sex == "man" else -0.31
    arch = shapes.curve([(x - side * 0.19 * near, y + 0.03), (x + side * 0.02, y - 0.05),
        (x + side * 0.21 * near, y + 0.04)], False)
    canvas.stroke(arch, colour, thick, line=0.9)


def _nose(canvas, who, ink):
    turn = who.turn
    x, tip = 0.2 * turn, 0.3 * turn
    dark = shade(who.skin, 0.62)
    side = -1 if canvas.light > 0 else 1
    bridge = shapes.curve([(x + side * 0.06, -0.12), (tip * 0.95 + side * 0.09, 0.22), (tip + side * 0.13, 0.36),
        (tip, 0.41)], False)
    canvas.stroke(bridge, dark, 0.055, alpha=0.8, line=0.55)
    canvas.shadow(shapes.ellipse(tip, 0.4, 0.14, 0.05), 0.03, 0.55, colour=dark)
    for s in (-1, 1):
        canvas.fill(shapes.ellipse(tip + s * 0.065, 0.385, 0.03, 0.02), ink, line=0.4)
    canvas.shadow(shapes.ellipse(tip - side * 0.03, 0.27, 0.04, 0.05), 0.03, 0.5, colour=shade(who.skin, 1.5))


def _mouth(canvas, who, ink):
    x, y, smile = 0.2 * who.turn, 0.62, who.smile
    w = 0.24 + 0.05 * max(0, smile)
    lift = 0.06 * smile
    lip = mix(shade(who.skin, 0.75), (0.72, 0.16, 0.2), 0.6 if who.sex == "woman" else 0.22)
    upper = [(x - w, y - lift), (x - w * 0.3, y - 0.065), (x, y - 0.045), (x + w * 0.3, y - 0.065), (x + w, y - lift)]
    thick = 0.115 if who.sex == "woman" else 0.09
    canvas.fill(shapes.curve(upper + [(x + w * 0.45, y + thick * 0.8), (x, y + thick),
        (x - w * 0.45, y + thick * 0.8)], tension=0.13), lip, line=0.4)
    between = [(x - w, y - lift), (x, y + 0.025 + lift * 0.5), (x + w, y - lift)]
    if smile > 0.7:
        canvas.fill(shapes.curve(between + [(x, y + 0.09)], tension=0.15), (0.97, 0.96, 0.93), line=0.4)
    canvas.stroke(shapes.curve(between, False), ink, 0.04, line=0.9)
    canvas.shadow(shapes.ellipse(x, y + 0.2, 0.16, 0.035), 0.04, 0.35, colour=shade(who.skin, 0.55))


def _wrinkles(canvas, who, wide):
    dark, turn = shade(who.skin, 0.6), who.turn
    for i, y in enumerate((-0.62, -0.5)):
        canvas.stroke(shapes.curve([(-0.32 + 0.1 * turn, y + 0.02), (0.1 * turn, y - 0.02),
            (0.32 + 0.1 * turn, y + 0.02)], False), dark, 0.028, alpha=0.8, line=0.4)
    for s in (-1, 1):
        x = s * 0.31 + 0.22 * turn
        canvas.stroke(shapes.curve([(x - 0.15, 0.08), (x, 0.14), (x + 0.15, 0.08)], False), dark, 0.03, alpha=0.8,
            line=0.4)
        fold = shapes.curve([(0.22 * turn + s * 0.16, 0.34), (0.22 * turn + s * 0.29, 0.5),
            (0.2 * turn + s * 0.33, 0.68)], False)
        canvas.stroke(fold, dark, 0.035, alpha=0.85, line=0.5)
