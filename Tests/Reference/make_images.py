#!/usr/bin/env python3
"""Makes Tests/Support/Fixtures/pictures/*.{png,jpg} and images.json with Pillow.

usage: make_images.py

images.json has for every file the RGB pixels that Pillow reads (transparency over white), and for one image what
Pillow's antialiased bilinear resize makes of it; pixels are base64.
"""
import base64, io, json, pathlib, random, struct, zlib
import PIL
from PIL import Image, ImageOps

FOLDER = pathlib.Path(__file__).parents[1] / "Support/Fixtures/pictures"
FOLDER.mkdir(exist_ok=True)
random.seed(3)


def picture(width, height, channels):
    values = []
    for y in range(height):
        for x in range(width):
            for c in range(channels):
                smooth = 255 * ((x * (c + 1) / width + y / height) % 1)
                values.append(int(0.7 * smooth + 0.3 * random.randrange(256)))
    return bytes(values)


def text(image):
    return base64.b64encode(image.convert("RGB").tobytes()).decode()


def over_white(image):
    rgba = image.convert("RGBA")
    white = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, rgba).convert("RGB")


decoded = {}


def save(name, image, **options):
    image.save(FOLDER / name, **options)
    decoded[name] = {"size": list(image.size), "rgb": text(over_white(Image.open(FOLDER / name)))}


rgb = Image.frombytes("RGB", (23, 17), picture(23, 17, 3))
save("rgb.png", rgb)
save("gray.png", Image.frombytes("L", (9, 5), picture(9, 5, 1)))
save("alpha.png", Image.frombytes("RGBA", (11, 13), picture(11, 13, 4)))
save("gray_alpha.png", Image.frombytes("LA", (6, 7), picture(6, 7, 2)))
save("palette.png", rgb.quantize(16))
save("bits.png", Image.frombytes("L", (19, 6), picture(19, 6, 1)).convert("1"))
save("single.png", Image.new("RGB", (1, 1), (1, 2, 3)))
smooth = Image.frombytes("RGB", (48, 33), picture(48, 33, 3)).resize((31, 22), Image.Resampling.BICUBIC)
save("baseline.jpg", smooth, quality=92)
save("progressive.jpg", smooth, quality=85, progressive=True)
save("full_chroma.jpg", smooth, quality=95, subsampling=0)
save("gray.jpg", smooth.convert("L"), quality=90)

oriented = {}
for value in range(1, 9):
    exif = Image.Exif()
    exif[0x112] = value
    name = f"oriented{value}.jpg"
    smooth.resize((12, 8)).save(FOLDER / name, quality=95, subsampling=0, exif=exif)
    upright = ImageOps.exif_transpose(Image.open(FOLDER / name))
    oriented[name] = {"size": list(upright.size), "rgb": text(upright)}

smooth.convert("CMYK").save(FOLDER / "cmyk.jpg")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


header = chunk(b"IHDR", struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0))
(FOLDER / "huge.png").write_bytes(
    b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b""))
huge = bytearray((FOLDER / "baseline.jpg").read_bytes())
start = huge.index(b"\xff\xc0")
huge[start + 5 : start + 9] = struct.pack(">HH", 30000, 30000)
(FOLDER / "huge.jpg").write_bytes(bytes(huge))

source = Image.frombytes("RGB", (37, 53), picture(37, 53, 3))
resized = []
for width, height in ((16, 16), (64, 64), (37, 20), (80, 53), (7, 90), (1, 1), (36, 52)):
    resized.append({"size": [width, height], "rgb": text(source.resize((width, height), Image.Resampling.BILINEAR))})
fitted = []
for size, side in (((37, 53), 16), ((53, 37), 24), ((41, 90), 64)):
    image = Image.frombytes("RGB", size, picture(*size, 3))
    width, height = size
    if width <= height:
        small = image.resize((side, int(side * height / width)), Image.Resampling.BILINEAR)
    else:
        small = image.resize((int(side * width / height), side), Image.Resampling.BILINEAR)
    left, top = int(round((small.width - side) / 2.0)), int(round((small.height - side) / 2.0))
    fitted.append({
        "size": list(size), "side": side, "from": text(image),
        "rgb": text(small.crop((left, top, left + side, top + side)))})

(FOLDER / "images.json").write_text(json.dumps({
    "pillow": PIL.__version__, "decoded": decoded, "oriented": oriented,
    "source": {"size": list(source.size), "rgb": text(source)}, "resized": resized, "fitted": fitted}) + "\n")
