"""The prompts of the write-up and of the course that it follows, for sheets of samples."""

WRITE_UP = [
    "a humanoid robot goalkeeper diving to save a soccer ball",
    "a cyberpunk city at night with neon lights and rain",
    "a photo of a sunset over the ocean",
    "a photo of a busy city street at night",
    "a photo of a woman",
    "a photo of a cat sitting on a windowsill",
    "an oil painting of a forest in autumn",
    "an oil painting of a ship in a stormy sea",
    "a lithograph of a mountain range",
    "a lithograph of an ancient city",
    "a man wearing glasses",
    "a woman wearing a hat",
    "a charcoal drawing of a face",
    "a high quality photo",
]
COURSE = [
    "an oil painting of a snowy mountain village",
    "a photo of the amalfi cost",
    "a photo of a man",
    "a photo of a hipster barista",
    "a photo of a dog",
    "an oil painting of people around a campfire",
    "an oil painting of an old man",
    "a lithograph of waterfalls",
    "a lithograph of a skull",
    "a man wearing a hat",
    "a rocket ship",
    "a pencil",
]
MORE = [
    "a watercolour of a lighthouse",
    "a pencil sketch of a castle",
    "a photo of a red bridge over the water",
    "a watercolour of a vase of flowers",
    "a charcoal drawing of a tower",
    "a pencil sketch of a cat",
]
ALL = WRITE_UP + COURSE + MORE
