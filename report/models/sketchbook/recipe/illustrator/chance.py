"""The random choices of one picture."""
import random


class Chance(random.Random):
    """A stream of choices that belongs to one picture of one seed, whatever was drawn before it."""

    def __init__(self, seed, index=0):
        super().__init__((seed << 40) + index)

    def maybe(self, probability):
        """True with the given probability."""
        return self.random() < probability

    def around(self, value, spread):
        """A number within `spread` of `value`."""
        return value + spread * (2 * self.random() - 1)

    def sign(self):
        """-1 or 1."""
        return 1 if self.random() < 0.5 else -1

    def weighted(self, table):
        """A key of `table`, whose values are the weights."""
        return self.choices(list(table), list(table.values()))[0]
