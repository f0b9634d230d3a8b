#!/usr/bin/env python3
"""What must hold of the pictures and their captions. usage: python3 -m unittest"""
import pathlib
import unittest

import cv2
import numpy as np

import make_held_out
import prompts
from illustrator import captions
from illustrator.chance import Chance
from illustrator.picture import STYLES, picture
from illustrator.subjects.catalogue import SUBJECTS


class IllustratorTests(unittest.TestCase):
    def test_a_picture_does_not_depend_on_what_was_drawn_before(self):
        alone = picture(7, 123)
        for i in range(20):
            picture(7, i)
        again = picture(7, 123)
        self.assertEqual(alone.caption, again.caption)
        self.assertTrue(np.array_equal(alone.pixels, again.pixels))

    def test_no_two_pictures_of_a_subject_and_a_style_are_alike(self):
        for subject in SUBJECTS:
            pixels = [picture(3, i, subject, "pencil").pixels for i in range(4)]
            self.assertEqual(len({p.tobytes() for p in pixels}), 4, subject.__name__)

    def test_every_subject_can_be_drawn_in_every_style(self):
        for subject in SUBJECTS:
            for style in STYLES:
                drawn = picture(5, 0, subject, style)
                self.assertEqual(drawn.pixels.shape, (64, 64, 3))
                self.assertGreater(int(drawn.pixels.max()) - int(drawn.pixels.min()), 60, (subject.__name__, style))

    def test_a_plain_picture_is_the_same_picture_without_fine_strokes(self):
        fine = lambda pixels: np.abs(np.diff(pixels.astype(float), axis=1)).mean()
        for style in STYLES:
            strokes = [picture(11, i, style=style) for i in range(12)]
            plain = [picture(11, i, style=style, plain=True) for i in range(12)]
            self.assertEqual([p.caption for p in strokes], [p.caption for p in plain])
            ratio = sum(fine(p.pixels) for p in plain) / sum(fine(p.pixels) for p in strokes)
            # Photos and paintings have no strokes to lose.
            if style in ("photo", "oil", "watercolour"):
                self.assertEqual(ratio, 1, style)
            else:
                self.assertLess(ratio, 0.99, style)
            near = [np.corrcoef(cv2.resize(a.pixels, (8, 8), interpolation=cv2.INTER_AREA).ravel(),
                cv2.resize(b.pixels, (8, 8), interpolation=cv2.INTER_AREA).ravel())[0, 1] for a, b in zip(strokes, plain)]
            self.assertGreater(np.median(near), 0.9, style)

    def test_training_sees_no_held_out_wording_and_no_prompt_is_held_out(self):
        for i in range(300):
            self.assertFalse(captions.is_held_out(picture(2, i).caption))
        for prompt in prompts.ALL:
            self.assertFalse(captions.is_held_out(prompt), prompt)

    def test_held_out_wordings_are_made_of_words_that_training_sees(self):
        words = lambda openings: set(" ".join(openings).replace(",", " ").split())
        known = set().union(*map(words, captions.OPENINGS.values()))
        for held_out in captions.HELD_OUT_OPENINGS.values():
            self.assertFalse(words(held_out) - known)
        seen = {w for i in range(1500) for w in picture(2, i).caption.replace(",", " ").split()}
        asked = {w for i in range(60) for w in picture(4, i, held_out=True).caption.replace(",", " ").split()}
        self.assertLess(len(asked - seen), 6, asked - seen)

    def test_the_pictures_to_measure_with_are_drawn_again_to_the_bit(self):
        folder = pathlib.Path(__file__).parent.parent / "held-out"
        rows = [line.split("\t") for line in (folder / "asked.tsv").read_text().splitlines()]
        for i in (0, 100, 255):
            drawn = picture(9001, i, held_out=True)
            self.assertEqual(rows[i], [drawn.caption, drawn.subject, drawn.style, f"{i:03d}.png"])
            kept = cv2.imread(str(folder / rows[i][3]))[..., ::-1]
            self.assertTrue(np.array_equal(kept, make_held_out.shrunk(drawn.pixels, 32)))

    def test_the_openings_of_the_prompts_are_in_the_grammar(self):
        openings = {o.format("") for table in captions.OPENINGS.values() for o in table}
        for start in ("a photo of ", "an oil painting of ", "a lithograph of ", "a charcoal drawing of ", ""):
            self.assertIn(start, openings)

    def test_chances_of_neighbouring_pictures_have_nothing_in_common(self):
        draws = [[Chance(1, i).random() for i in range(200)], [Chance(1, i + 1).random() for i in range(200)]]
        self.assertLess(abs(np.corrcoef(draws[0], draws[1])[0, 1]), 0.2)


if __name__ == "__main__":
    unittest.main()
