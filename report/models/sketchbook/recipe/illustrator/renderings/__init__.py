"""Ways to render a drawn scene: one module for each, all with `render(canvas, chance, scene)`.

Each returns the finished picture, [64, 64, 3] float32 in 0...1.
"""
from . import charcoal, lithograph, oil, pencil, photo, watercolour

RENDERINGS = {
    "photo": photo, "oil": oil, "lithograph": lithograph, "charcoal": charcoal, "watercolour": watercolour,
    "pencil": pencil,
}
