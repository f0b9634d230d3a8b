"""The shards of `make_data.py`, in an order that depends on the seed and the epoch alone."""
import concurrent.futures
import pathlib

import numpy as np


class Pictures:
    """All shards of a folder.

    captions, subjects, styles: lists of strings, one for each picture
    """

    def __init__(self, folder):
        paths = sorted(p for p in pathlib.Path(folder).glob("[0-9]*.tsv") if p.suffixes == [".tsv"])
        if not paths:
            raise FileNotFoundError(f"{folder} has no shards; run make_data.py {folder}")
        self._shards = [np.load(p.with_suffix(".npy"), mmap_mode="r") for p in paths]
        self._starts = np.cumsum([0] + [len(s) for s in self._shards])
        rows = [line.split("\t") for p in paths for line in p.read_text().splitlines()]
        self.captions, self.subjects, self.styles = (list(column) for column in zip(*rows))

    def __len__(self):
        return int(self._starts[-1])

    def pixels(self, indices):
        """uint8 [N, side, side, 3]"""
        shards = np.searchsorted(self._starts, indices, side="right") - 1
        return np.stack([self._shards[s][i - self._starts[s]] for s, i in zip(shards, indices)])


def batch_indices(count, size, seed, number):
    """The pictures of batch `number`: every epoch is a permutation of its own, cut into whole batches."""
    batches = count // size
    epoch, place = divmod(number, batches)
    order = _permutation(count, seed, epoch)
    return order[place * size:(place + 1) * size]


_kept = {}


def _permutation(count, seed, epoch):
    key = count, seed, epoch
    if key not in _kept:
        _kept.clear()
        _kept[key] = np.random.default_rng([seed, epoch, 77]).permutation(count)
    return _kept[key]


def prefetched(load, numbers, ahead=3):
    """load(number) for every number, computed a few ahead in a thread."""
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        waiting = []
        for number in numbers:
            waiting.append(thread.submit(load, number))
            if len(waiting) > ahead:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()
