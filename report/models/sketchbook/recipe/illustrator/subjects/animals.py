"""Cats and dogs: sitting, their faces, a cat on a windowsill."""
from .. import shapes, sky
from ..palette import hsv, mix, rgb, shade, varied
from ..scene import Scene
from . import backdrops, scenery

CAT_COATS = {"black": "26242a", "grey": "8a8c92", "orange": "d8883a", "white": "ece8e0", "brown": "7a5a42",
    "tabby": "a08a6a"}
DOG_COATS = {"brown": "8a5a34", "black": "2e2a2a", "white": "ebe4d6", "golden": "d8a858", "grey": "8f8a86"}


def _coat(chance, coats):
    name = chance.choice(list(coats))
    return name, varied(chance, rgb(coats[name]), 0.05)


def cat_on_windowsill(canvas, chance):
    """A cat on the sill of a window with a view, a curtain, perhaps a pot of flowers."""
    night = chance.maybe(0.25)
    air = sky.air(chance, {"night": 1} if night else {"day": 4, "sunset": 1.5, "cloudy": 1, "sunrise": 0.7})
    sill = chance.uniform(0.74, 0.82)
    x0, x1, top = chance.uniform(0.06, 0.18), chance.uniform(0.82, 0.94), chance.uniform(0.04, 0.1)
    _view(canvas, chance, air, sill)
    wall = varied(chance, hsv(chance.random(), chance.uniform(0.08, 0.4),
        0.35 if night else chance.uniform(0.6, 0.92)), 0.03)
    _window(canvas, chance, wall, x0, x1, top, sill)
    name, coat = _coat(chance, CAT_COATS)
    x, flip = chance.uniform(0.35, 0.65), chance.maybe(0.5)
    pot = chance.maybe(0.4)
    if pot:
        _flower_pot(canvas, chance, x0 + 0.1 if x > 0.5 else x1 - 0.1, sill + 0.03, 0.08)
    dim = 0.6 if night else 1.0
    pose = chance.weighted({"front": 3, "side": 2, "lying": 1.6})
    canvas.shadow(shapes.ellipse(x, sill + 0.04, 0.2, 0.02), 0.015, 0.5)
    with canvas.placed(x, sill + 0.04, chance.uniform(0.44, 0.54), mirror=flip):
        {"front": sitting_cat, "side": cat_from_the_side, "lying": lying_cat}[pose](canvas, chance, shade(coat, dim),
            name)
    verb = "lying" if pose == "lying" else "sitting"
    names = [f"a cat {verb} on a windowsill", f"a cat {verb} on a windowsill", "a cat on a windowsill",
        f"{_a(name)} cat {verb} on a windowsill", f"a cat {verb} at a window"]
    if pot:
        names.append(f"a cat {verb} on a windowsill next to flowers")
    return Scene("cat on a windowsill", names, ["at night"] if night else ["in the sun",
        "in daylight"] if air.hour == "day" else air.clauses, "bright")


def _a(word):
    return "an " + word if word[0] in "aeiou" else "a " + word


def _view(canvas, chance, air, sill):
    horizon = sill - chance.uniform(0.12, 0.25)
    sky.draw(canvas, chance, air, horizon)
    kind = chance.choice(["hills", "town", "garden"])
    green = varied(chance, rgb("5f8a4a"), 0.08)
    line = shapes.ridge(chance, horizon, 0.06, 0.4, 4)
    canvas.fill(shapes.below(line), air.lit(green, 0.25), line=0.6)
    if kind == "town":
        for _ in range(7):
            x, w, h = chance.random(), chance.uniform(0.05, 0.1), chance.uniform(0.08, 0.25)
            canvas.fill(shapes.rectangle(x - w, sill - h - 0.05, x + w, sill),
                air.lit(hsv(chance.random(), 0.25, 0.7), 0.3), line=0.6)
    if kind == "garden":
        for _ in range(3):
            scenery.leafy_tree(canvas, chance, air, chance.random(), sill, chance.uniform(0.25, 0.45),
                rgb(chance.choice(scenery.FOLIAGE[chance.choice(["summer", "spring", "autumn"])])), 0.2)
    canvas.soften(0.8)


def _window(canvas, chance, wall, x0, x1, top, sill):
    frame = varied(chance, rgb(chance.choice(["f2efe8", "f2efe8", "8a6244", "5a7a6a"])), 0.03)
    for box in ((-0.05, -0.05, x0, 1.05), (x1, -0.05, 1.05, 1.05), (-0.05, -0.05, 1.05, top),
            (-0.05, sill, 1.05, 1.05)):
        canvas.fill(shapes.rectangle(*box), wall, line=0)
    t = 0.03
    bars = [shapes.rectangle(x0 - t, top - t, x0 + t * 0.6, sill),
        shapes.rectangle(x1 - t * 0.6, top - t, x1 + t, sill), shapes.rectangle(x0, top - t, x1, top + t * 0.6)]
    middle = (x0 + x1) / 2
    bars += [shapes.rectangle(middle - 0.014, top, middle + 0.014, sill),
        shapes.rectangle(x0, top + (sill - top) * 0.38 - 0.012, x1, top + (sill - top) * 0.38 + 0.012)]
    for bar in bars:
        canvas.fill(bar, frame, line=0.8)
    if chance.maybe(0.6):
        cloth = hsv(chance.random(), chance.uniform(0.1, 0.6), chance.uniform(0.6, 0.95))
        for side, x in ((1, x0), (-1, x1)):
            drape = shapes.curve([(x - side * 0.1, -0.1), (x + side * 0.14, -0.1), (x + side * 0.1, 0.35),
                (x + side * 0.02, 0.62), (x - side * 0.1, 0.66)], tension=0.1)
            canvas.fill(drape, cloth, "side", line=0.9)
            canvas.stroke(shapes.curve([(x + side * 0.05, -0.1), (x + side * 0.03, 0.6)], False), shade(cloth, 0.7),
                0.012, line=0.5)
    canvas.fill(shapes.rectangle(x0 - 0.07, sill, x1 + 0.07, sill + 0.075), shade(frame, 1.02), "down", line=1)
    canvas.shadow(shapes.rectangle(x0 - 0.05, sill + 0.08, x1 + 0.05, sill + 0.1), 0.015, 0.35)


def _flower_pot(canvas, chance, x, foot, s):
    for _ in range(6):
        canvas.stroke(shapes.curve([(x, foot - s), (x + chance.around(0, s * 0.5), foot - s * 1.8),
            (x + chance.around(0, s), foot - s * chance.uniform(2, 2.8))], False), rgb("4a7a3a"), s * 0.12, line=0.5)
    colour = hsv(chance.choice([0.0, 0.95, 0.13, 0.8]), 0.7, 0.9)
    canvas.fill(shapes.joined([shapes.ellipse(x + chance.around(0, s), foot - s * chance.uniform(1.9, 2.8),
        s * 0.3) for _ in range(6)]), colour, line=0.6)
    canvas.fill(shapes.polygon([(x - s * 0.75, foot - s * 1.2), (x + s * 0.75, foot - s * 1.2), (x + s * 0.5, foot),
        (x - s * 0.5, foot)]), rgb("b5603a"), "tube", line=0.9)


def cat(canvas, chance):
    """A sitting or lying cat in a room or a garden, or the face of one."""
    name, coat = _coat(chance, CAT_COATS)
    kind = chance.weighted({"face": 2, "sitting": 3, "side": 1.3, "lying": 1})
    if kind == "face":
        canvas.light = chance.choice([-0.7, 0.7])
        details = backdrops.draw(canvas, chance)
        with canvas.placed(chance.uniform(0.45, 0.55), chance.uniform(0.52, 0.58), chance.uniform(0.34, 0.42),
                chance.uniform(-8, 8)):
            cat_head(canvas, chance, coat, name)
        return Scene("cat", ["a cat", "the face of a cat", f"{_a(name)} cat", "a portrait of a cat"], details)
    canvas.light = chance.choice([-0.7, 0.7])
    details = _floor(canvas, chance)
    canvas.shadow(shapes.ellipse(0.5, 0.9, 0.26, 0.03), 0.02, 0.5)
    with canvas.placed(chance.uniform(0.44, 0.56), 0.91, chance.uniform(0.7, 0.85), mirror=chance.maybe(0.5)):
        {"sitting": sitting_cat, "side": cat_from_the_side, "lying": lying_cat}[kind](canvas, chance, coat, name)
    verb = "lying" if kind == "lying" else "sitting"
    return Scene("cat", ["a cat", "a cat", f"a {verb} cat", f"{_a(name)} cat", f"{_a(name)} cat {verb} down"], details)


def _floor(canvas, chance):
    if chance.maybe(0.5):
        backdrops.room(canvas, chance)
        edge = chance.uniform(0.7, 0.8)
        wood = varied(chance, rgb(chance.choice(["a87a4f", "8a5f3f", "c9b29a", "7a8a9a"])), 0.07)
        floor = shapes.rectangle(-0.05, edge, 1.05, 1.05)
        canvas.gradient(floor, [shade(wood, 0.8), wood], (0.5, edge), (0.5, 1), line=0.7)
        canvas.texture(chance, floor, "streaks", 0.1)
        return ["in a room"]
    details = backdrops.park(canvas, chance)
    grass = varied(chance, rgb("6a9a48"), 0.07)
    canvas.gradient(shapes.rectangle(-0.05, 0.74, 1.05, 1.05), [shade(grass, 0.85), grass], (0.5, 0.74), (0.5, 1),
        line=0.6)
    scenery.grass(canvas, chance, shade(grass, 0.75), 0.76, 40)
    return details


def sitting_cat(canvas, chance, coat, name):
    """From the front, about 1 high, its feet at y = 0."""
    tail = shapes.curve([(0.18, -0.06), (0.36, -0.03), (0.42, -0.18), (0.34, -0.32)], False)
    canvas.stroke(tail, shade(coat, 0.8), 0.085, line=0.9)
    body = shapes.curve(shapes.mirrored([(0, -0.66), (0.13, -0.6), (0.19, -0.4), (0.26, -0.16), (0.22, 0.0),
        (0, 0.01)]), tension=0.16)
    canvas.fill(body, coat, "side", line=1)
    if name == "tabby":
        with canvas.within(body):
            bars = [shapes.curve([(s * 0.28, y), (s * 0.12, y + 0.03)], False) for s in (-1, 1) for y in (-0.5, -0.38,
                -0.26, -0.14)]
            canvas.stroke(shapes.joined(bars), shade(coat, 0.5), 0.035, line=0.5)
    chest = shade(coat, 1.35) if name not in ("black", "white") else shade(coat, 1.15)
    canvas.fill(shapes.ellipse(0, -0.36, 0.09, 0.17), chest, line=0, alpha=0.8)
    for s in (-1, 1):
        canvas.fill(shapes.curve([(s * 0.03, -0.3), (s * 0.11, -0.3), (s * 0.12, -0.02), (s * 0.03, -0.02)],
            tension=0.12), shade(coat, 1.06), line=0.6)
        canvas.fill(shapes.ellipse(s * 0.08, -0.015, 0.065, 0.035), chest, line=0.8)
    with canvas.placed(0, -0.74, 0.235, chance.uniform(-10, 10)):
        cat_head(canvas, chance, coat, name)


def cat_head(canvas, chance, coat, name):
    """A cat's head about 2 wide around the origin."""
    for s in (-1, 1):
        canvas.fill(shapes.polygon([(s * 0.9, -0.32), (s * 0.84, -1.2), (s * 0.2, -0.72)]), coat, line=1)
        canvas.fill(shapes.polygon([(s * 0.78, -0.5), (s * 0.76, -1.0), (s * 0.38, -0.72)]),
            mix(coat, (0.85, 0.5, 0.5), 0.55), line=0.5)
    outline = shapes.curve(shapes.mirrored([(0, -0.82), (0.55, -0.74), (0.95, -0.25), (0.97, 0.2), (0.6, 0.66),
        (0, 0.8)]), tension=0.16)
    canvas.fill(outline, coat, "ball", line=1)
    if name in ("tabby", "orange"):
        bars = [shapes.polygon([(x * 0.6, -0.72), (x, -0.42)], False) for x in (-0.25, 0, 0.25)]
        bars += [shapes.polygon([(s * 0.9, y), (s * 0.62, y + 0.04)], False) for s in (-1, 1) for y in (0.1, 0.3)]
        canvas.stroke(shapes.joined(bars), shade(coat, 0.55), 0.08, line=0.5)
    pale = shade(coat, 1.4) if name != "black" else shade(coat, 1.25)
    canvas.fill(shapes.joined([shapes.ellipse(-0.22, 0.36, 0.3, 0.24), shapes.ellipse(0.22, 0.36, 0.3, 0.24)]), pale,
        line=0, alpha=0.9)
    iris = rgb(chance.choice(["b8c83a", "7fbf5a", "e0b030", "6fb0d8"]))
    for s in (-1, 1):
        eye = shapes.curve([(s * 0.18, -0.02), (s * 0.42, -0.26), (s * 0.66, -0.1), (s * 0.42, 0.06)])
        canvas.fill(eye, iris, line=1)
        canvas.fill(shapes.ellipse(s * 0.42, -0.1, 0.075, 0.14), (0.05, 0.05, 0.05), line=0.4)
        canvas.fill(shapes.ellipse(s * 0.42 - 0.06, -0.16, 0.04), (1, 1, 1), line=0)
    canvas.fill(shapes.polygon([(-0.12, 0.18), (0.12, 0.18), (0, 0.31)]), mix(rgb("d88a8a"), coat, 0.15), line=0.9)
    mouth = [shapes.curve([(0, 0.31), (s * 0.05, 0.43), (s * 0.22, 0.46)], False) for s in (-1, 1)]
    canvas.stroke(shapes.joined(mouth), shade(coat, 0.3), 0.05, line=0.9)
    whiskers = [shapes.polygon([(s * 0.3, 0.34 + dy * 0.3), (s * 1.2, 0.3 + dy)], False) for s in (-1,
        1) for dy in (-0.12, 0.06, 0.24)]
    canvas.stroke(shapes.joined(whiskers), (0.95, 0.95, 0.95) if name != "white" else (0.5, 0.5, 0.5), 0.03,
        alpha=0.8, line=0.5)


def cat_from_the_side(canvas, chance, coat, name):
    """Sitting in profile, looking to the right, about 1 high."""
    canvas.stroke(shapes.curve([(-0.24, -0.05), (-0.42, -0.04), (-0.5, -0.16), (-0.46, -0.3)], False), coat, 0.085,
        line=0.9)
    body = shapes.curve([(0.12, -0.68), (0.2, -0.5), (0.2, -0.25), (0.22, 0.0), (-0.26, 0.0), (-0.32, -0.15),
        (-0.24, -0.36), (-0.06, -0.58)], tension=0.15)
    canvas.fill(body, coat, "side", line=1)
    canvas.stroke(shapes.curve([(-0.02, -0.02), (-0.14, -0.2), (-0.02, -0.3)], False), shade(coat, 0.55), 0.02,
        alpha=0.8, line=0.8)
    canvas.fill(shapes.ellipse(0.2, -0.02, 0.08, 0.035), shade(coat, 1.2), line=0.8)
    if name == "tabby":
        bars = [shapes.curve([(-0.28 + 0.07 * i, -0.22 - 0.08 * i), (-0.16 + 0.06 * i, -0.18 - 0.07 * i)],
            False) for i in range(5)]
        canvas.stroke(shapes.joined(bars), shade(coat, 0.5), 0.035, line=0.5)
    with canvas.placed(0.15, -0.76, 0.23, chance.uniform(-6, 6)):
        cat_head(canvas, chance, coat, name)


def lying_cat(canvas, chance, coat, name):
    """Lying with its head up, about 1 wide."""
    canvas.stroke(shapes.curve([(-0.4, -0.08), (-0.56, -0.05), (-0.6, -0.16)], False), shade(coat, 0.85), 0.085,
        line=0.9)
    body = shapes.curve([(0.4, -0.02), (0.34, -0.22), (0.05, -0.34), (-0.3, -0.32), (-0.46, -0.16), (-0.42, 0.0),
        (0.0, 0.01)], tension=0.16)
    canvas.fill(body, coat, "down", line=1)
    if name == "tabby":
        bars = [shapes.curve([(x, -0.32), (x - 0.03, -0.16)], False) for x in (-0.32, -0.2, -0.08, 0.04)]
        canvas.stroke(shapes.joined(bars), shade(coat, 0.5), 0.04, line=0.5)
    for x in (0.3, 0.42):
        canvas.fill(shapes.ellipse(x, -0.025, 0.1, 0.04), shade(coat, 1.2), line=0.8)
    with canvas.placed(0.3, -0.36, 0.23, chance.uniform(-6, 6)):
        cat_head(canvas, chance, coat, name)


def dog(canvas, chance):
    """A sitting dog, or the face of one."""
    name, coat = _coat(chance, DOG_COATS)
    canvas.light = chance.choice([-0.7, 0.7])
    spot = name if chance.maybe(0.6) else "patched"
    if chance.maybe(0.45):
        details = backdrops.draw(canvas, chance)
        with canvas.placed(chance.uniform(0.45, 0.55), chance.uniform(0.48, 0.54), chance.uniform(0.32, 0.4),
                chance.uniform(-8, 8)):
            dog_head(canvas, chance, coat, spot)
        return Scene("dog", ["a dog", "a dog", "the face of a dog", f"a {name} dog", "a portrait of a dog"], details)
    details = _floor(canvas, chance)
    canvas.shadow(shapes.ellipse(0.5, 0.9, 0.26, 0.03), 0.02, 0.5)
    with canvas.placed(chance.uniform(0.44, 0.56), 0.91, chance.uniform(0.7, 0.84), mirror=chance.maybe(0.5)):
        sitting_dog(canvas, chance, coat, spot)
    return Scene("dog", ["a dog", "a dog", "a sitting dog", f"a {name} dog", f"a {name} dog sitting down"], details)


def sitting_dog(canvas, chance, coat, spot):
    """From the front, about 1 high."""
    canvas.stroke(shapes.curve([(0.2, -0.1), (0.36, -0.16), (0.42, -0.32)], False), coat, 0.075, line=0.9)
    for s in (-1, 1):
        canvas.fill(shapes.ellipse(s * 0.2, -0.11, 0.13, 0.12), shade(coat, 0.85), line=0.9)
    body = shapes.curve(shapes.mirrored([(0, -0.66), (0.16, -0.58), (0.2, -0.34), (0.18, -0.06), (0, -0.02)]),
        tension=0.16)
    canvas.fill(body, coat, "side", line=1)
    canvas.fill(shapes.ellipse(0, -0.42, 0.1, 0.17), shade(coat, 1.35), line=0, alpha=0.85)
    for s in (-1, 1):
        canvas.fill(shapes.curve([(s * 0.03, -0.36), (s * 0.13, -0.36), (s * 0.13, -0.03), (s * 0.04, -0.03)],
            tension=0.1), coat, "side", line=0.8)
        canvas.fill(shapes.ellipse(s * 0.09, -0.02, 0.075, 0.04), shade(coat, 1.2), line=0.8)
    if chance.maybe(0.5):
        canvas.stroke(shapes.curve([(-0.14, -0.6), (0, -0.55), (0.14, -0.6)], False),
            rgb(chance.choice(["c03030", "3060b0", "2f8a4a"])), 0.045, line=0.8)
    with canvas.placed(0, -0.74, 0.22, chance.uniform(-10, 10)):
        dog_head(canvas, chance, coat, spot)


def dog_head(canvas, chance, coat, spot):
    """A dog's head with a long muzzle and hanging (or standing) ears, around the origin."""
    ears = chance.choice(["hanging", "hanging", "hanging", "standing"])
    dark = shade(coat, 0.62) if spot != "patched" else rgb("5a3a26")
    if ears == "standing":
        for s in (-1, 1):
            canvas.fill(shapes.polygon([(s * 0.72, -0.3), (s * 0.74, -1.25), (s * 0.2, -0.72)]), dark, line=1)
    skull = shapes.curve(shapes.mirrored([(0, -0.86), (0.5, -0.78), (0.74, -0.35), (0.7, 0.15), (0.48, 0.6),
        (0.3, 0.9), (0, 0.98)]), tension=0.16)
    canvas.fill(skull, coat, "ball", line=1)
    if spot == "patched":
        with canvas.within(skull):
            canvas.fill(shapes.ellipse(0.42, -0.25, 0.36, 0.5), dark, line=0.3)
    muzzle = shapes.curve(shapes.mirrored([(0, -0.02), (0.24, 0.06), (0.42, 0.42), (0.3, 0.78), (0, 0.84)]),
        tension=0.16)
    canvas.fill(muzzle, shade(coat, 1.3), "down", line=0.5)
    if chance.maybe(0.55):
        canvas.fill(shapes.curve([(-0.14, 0.68), (0.14, 0.68), (0.15, 0.98), (0, 1.1), (-0.15, 0.98)], tension=0.15),
            rgb("e0707a"), line=0.8)
    canvas.stroke(shapes.curve([(-0.34, 0.58), (-0.15, 0.7), (0, 0.58), (0.15, 0.7), (0.34, 0.58)], False),
        shade(coat, 0.25), 0.055, line=0.9)
    canvas.stroke(shapes.polygon([(0, 0.35), (0, 0.6)], False), shade(coat, 0.25), 0.05, line=0.8)
    canvas.fill(shapes.ellipse(0, 0.27, 0.2, 0.14), (0.1, 0.09, 0.09), "ball", line=0.9)
    for s in (-1, 1):
        canvas.fill(shapes.ellipse(s * 0.36, -0.18, 0.13, 0.14), rgb("3a2416"), line=0.9)
        canvas.fill(shapes.ellipse(s * 0.36 - 0.04, -0.23, 0.04), (1, 1, 1), line=0)
        canvas.stroke(shapes.polygon([(s * 0.24, -0.42), (s * 0.44, -0.4)], False), shade(coat, 0.6), 0.06, line=0.6)
        if ears == "hanging":
            canvas.fill(shapes.curve([(s * 0.45, -0.76), (s * 0.86, -0.66), (s * 1.06, -0.05), (s * 0.95, 0.42),
                (s * 0.74, 0.3), (s * 0.66, -0.25)], tension=0.15), dark, "side", line=1)
