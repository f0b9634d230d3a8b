"""Captions as the ids that the text encoder takes."""
import pathlib

import numpy as np
import sentencepiece
import torch

from model import TOKENS

END = 1


class Tokens:
    """Every caption once: [number of different captions, 77] ids, 0 being padding; number 0 is the empty caption."""

    def __init__(self, folder, captions, device="cpu"):
        processor = sentencepiece.SentencePieceProcessor(model_file=str(pathlib.Path(folder) / "spiece.model"))
        numbers = {"": 0}
        self.of_picture = np.array([numbers.setdefault(c, len(numbers)) for c in captions], np.int64)
        self.ids = torch.zeros(len(numbers), TOKENS, dtype=torch.int64)
        for caption, number in numbers.items():
            ids = processor.encode(caption)[:TOKENS - 1] + [END]
            self.ids[number, :len(ids)] = torch.tensor(ids)
        self.ids = self.ids.to(device)

    def batch(self, numbers):
        """ids and mask, [N, 77] each"""
        ids = self.ids[torch.as_tensor(numbers, device=self.ids.device)]
        return ids, (ids != 0).long()
