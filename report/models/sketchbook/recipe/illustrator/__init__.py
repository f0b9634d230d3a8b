"""A procedural illustrator: endless 64x64 scenes with captions, each in one of six renderings.

`picture(seed, index)` in `picture.py` is the only entrance that the rest of the recipe uses.
"""
