#!/usr/bin/env python3
"""What must hold of the search for pairs. usage: python3 -m unittest"""
import argparse
import json
import pathlib
import tempfile
import unittest

import cv2
import numpy as np

import pairs
from illustrator.picture import picture

JUDGE = pathlib.Path(__file__).resolve().parent.parent / "judge"


def drawn(subject, style="photo"):
    """The first picture of a subject, uint8 [64, 64, 3]."""
    return next(p.pixels for p in (picture(5, i) for i in range(2000)) if (p.subject, p.style) == (subject, style))


class PairsTests(unittest.TestCase):
    def test_a_prompt_is_the_shortest_usual_caption_that_occurs_more_than_once(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            rows = ["a photo of a cat in a box\tcat\tphoto"] * 2 + ["a photo of a cat\tcat\tphoto"] * 2
            rows += ["a photo of a kit\tcat\tphoto", "a cat\tcat\tphoto", "a cat\tcat\tphoto"]
            rows += ["an oil painting of a dog\tdog\toil"]
            (folder / "00000.tsv").write_text("".join(row + "\n" for row in rows))
            np.save(folder / "00000.npy", np.zeros((len(rows), 8, 8, 3), np.uint8))
            self.assertEqual(pairs.captions(folder, "photo"), {"cat": "a photo of a cat"})
            self.assertEqual(pairs.captions(folder, "oil"), {"dog": "an oil painting of a dog"})

    def test_the_report_has_a_block_for_each_pair_and_is_judged_in_both_readings(self):
        phrases = {"castle": "a photo of a castle", "bridge": "a photo of a bridge"}
        for kind, columns in (("anagram", (1, 2)), ("hybrid", (2, 1))):
            with tempfile.TemporaryDirectory() as name:
                options = argparse.Namespace(kind=kind, model=pathlib.Path("base"), judge=JUDGE, work=pathlib.Path(name),
                    view="flip", sigma=1, seeds=2, steps=3)
                pairs.write_report(options, phrases, [("castle", "bridge"), ("bridge", "castle")])
                chapters = json.loads((options.work / "report/report.yml").read_text())["chapters"]
                text = "".join((options.work / "report" / c).read_text() for c in chapters)
                self.assertEqual(text.count(f"```{{{kind}}} pair-"), 2)
                self.assertIn('prompts: ["a photo of a castle", "a photo of a bridge"]', text)
                for k in range(2):
                    folder = options.work / f"site/figures/pair-{k}"
                    folder.mkdir(parents=True)
                    for seed in (1, 2):
                        for subject, column in zip(("castle", "bridge"), columns):
                            cv2.imwrite(str(folder / f"panel-{seed}-{column}.png"), drawn(subject)[..., ::-1])
                found = list(pairs.judged(options, phrases, [("castle", "bridge"), ("bridge", "castle")]))
                self.assertEqual([right for _, right, _, _ in found], [2, 0], found)
                self.assertGreater(found[0][0], 0.5)
                self.assertLess(found[1][0], 0.1)


if __name__ == "__main__":
    unittest.main()
