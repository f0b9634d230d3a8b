#!/usr/bin/env python3
"""What must hold of blind naming. usage: python3 -m unittest"""
import contextlib
import io
import pathlib
import tempfile
import unittest

import cv2
import numpy as np

import blind
import prompts


class BlindTests(unittest.TestCase):
    def test_every_prompt_that_has_a_subject_has_names_that_count_as_right(self):
        self.assertEqual([p for p in prompts.ALL if p not in prompts.NAMES], ["a high quality photo"])
        for prompt, names in prompts.NAMES.items():
            for name in names:
                self.assertTrue(blind.is_right(prompt, f"I think that is a {name.upper()}!"), (prompt, name))

    def test_a_name_is_all_of_its_words_and_no_part_of_another_word(self):
        hat = "a woman wearing a hat"
        self.assertTrue(blind.is_right(hat, "women? no: a woman with two hats"))
        self.assertFalse(blind.is_right(hat, "a hat"))
        self.assertFalse(blind.is_right("a pencil sketch of a cat", "a cathedral"))
        self.assertFalse(blind.is_right("a photo of a man", "a woman"))
        self.assertFalse(blind.is_right("a rocket ship", ""))

    def test_pictures_are_laid_out_in_another_order_and_scored_by_the_key(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            lines = []
            for i, prompt in enumerate(list(prompts.NAMES)[:20]):
                cv2.imwrite(str(folder / f"{i}.png"), np.full((8, 8, 3), 10 * i, np.uint8))
                lines.append(f"{i}.png\t{prompt}\tgroup {i // 2}\n")
            (folder / "pictures.tsv").write_text("".join(lines))
            options = blind.argparse.Namespace(pictures=folder / "pictures.tsv", folder=folder / "sheets",
                key=folder / "key.tsv", seed=0, scale=2, columns=4)
            blind.write_sheets(options)
            self.assertEqual(sorted(p.name for p in (folder / "sheets").iterdir()), ["answers.tsv", "sheet-1.png",
                "sheet-2.png"])
            key = blind.read(folder / "key.tsv", 4)
            self.assertNotEqual([int(row[1][:-4]) for row in key], list(range(20)))
            self.assertNotIn("cyberpunk", (folder / "sheets" / "answers.tsv").read_text())
            missed = {key[0][0], key[5][0], key[6][0]}
            answers = [(n, "something else" if n in missed else prompts.NAMES[prompt][0]) for n, _, prompt, _ in key]
            blind.write(folder / "answers.tsv", answers)
            with contextlib.redirect_stdout(io.StringIO()) as out:
                blind.print_score(key, folder / "answers.tsv")
            self.assertIn("17 of 20 (85%; 64% to 95%) named right", out.getvalue())
            groups = {key[i][3] for i in (0, 5, 6)}
            self.assertIn(f"groups right in every picture: {10 - len(groups)} of 10", out.getvalue())
            blind.write(folder / "answers.tsv", [("21", "a cat")])
            with self.assertRaisesRegex(SystemExit, "the key has no picture 21"):
                blind.print_score(key, folder / "answers.tsv")


    def test_a_judge_and_a_reader_agree_beyond_chance_or_not(self):
        self.assertEqual(prompts.SUBJECTS.keys(), prompts.NAMES.keys())
        told = [("1234", "1234", 1.0), ("12", "12", 1.0), ("12", "13", 0.0), ("", "12", 0.0), ("12", "34", -1.0)]
        for judged, named, kappa in told:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                blind.print_agreement(*({n: n in right for n in "1234"} for right in (judged, named)), "answers.tsv")
            self.assertIn(f"kappa {kappa:.2f}", out.getvalue())

    def test_the_judge_looks_at_the_pictures_of_the_key(self):
        from illustrator.picture import picture

        judge = pathlib.Path(__file__).resolve().parent.parent / "judge"
        shown = next(p for p in (picture(5, i) for i in range(2000)) if (p.subject, p.style) == ("castle", "photo"))
        with tempfile.TemporaryDirectory() as name:
            cv2.imwrite(f"{name}/castle.png", cv2.cvtColor(shown.pixels, cv2.COLOR_RGB2BGR))
            key = [("1", "castle.png", "a pencil sketch of a castle", ""), ("2", "castle.png", "a photo of a dog", "")]
            self.assertEqual(blind.judgement(judge, pathlib.Path(name), key), {"1": True, "2": False})


if __name__ == "__main__":
    unittest.main()
