"""Sparse measures: values read at some steps only, such as the loss on the test set."""

import numpy as np

from engine.chunks import Doubles, Floats, Ints


class Readings:
    """Steps and values in growing arrays, sorted by step."""

    def __init__(self) -> None:
        self._steps: Ints = np.empty(16, np.int64)
        self._values: Floats = np.empty(16, np.float32)
        self._count = 0

    @classmethod
    def of(cls, steps: Ints, values: Doubles) -> "Readings":
        """Return readings at rising steps (m,) with their values (m,)."""
        made = cls()
        made._count = len(steps)
        spare = max(0, len(made._steps) - len(steps))
        made._steps = np.concatenate((steps.astype(np.int64), np.zeros(spare, np.int64)))
        made._values = np.concatenate((values.astype(np.float32), np.zeros(spare, np.float32)))
        return made

    @property
    def steps(self) -> Ints:
        """Steps (m,), a view."""
        return self._steps[: self._count]

    @property
    def values(self) -> Floats:
        """Values (m,), a view."""
        return self._values[: self._count]

    @property
    def nbytes(self) -> int:
        """Bytes allocated."""
        return self._steps.nbytes + self._values.nbytes

    def insert(self, step: int, value: float) -> None:
        """Keep a value; one at the same step is replaced."""
        at = self._count
        if at and step <= self._steps[at - 1]:
            at = int(np.searchsorted(self.steps, step))
            if self._steps[at] == step:
                self._values[at] = value
                return
        if self._count == len(self._steps):
            self._steps = np.concatenate((self._steps, np.empty_like(self._steps)))
            self._values = np.concatenate((self._values, np.empty_like(self._values)))
        for array, new in ((self._steps, step), (self._values, value)):
            array[at + 1 : self._count + 1] = array[at : self._count].copy()
            array[at] = new
        self._count += 1

    def copy(self, last_step: int) -> "Readings":
        """Return the readings up to a step, to be gone on with by itself."""
        copied = Readings()
        copied._count = int(np.searchsorted(self.steps, last_step, side="right"))
        copied._steps = self._steps.copy()
        copied._values = self._values.copy()
        return copied

    def at_or_before(self, step: int | None) -> tuple[int, float] | None:
        """Newest step and value at or before a step (of all for None)."""
        at = self._count if step is None else int(np.searchsorted(self.steps, step, side="right"))
        return (int(self._steps[at - 1]), float(self._values[at - 1])) if at else None

    def between(self, start: float, stop: float) -> Floats:
        """Values at ``start <= step <= stop``."""
        first = np.searchsorted(self.steps, start)
        return self.values[first : np.searchsorted(self.steps, stop, side="right")]

    def held(self, steps: Doubles) -> Floats:
        """The newest value at or before each of the steps, NaN before the first."""
        at = np.searchsorted(self.steps, steps, side="right")
        known = np.concatenate((np.array([np.nan], np.float32), self.values))
        return known[at]

    def curve(
        self, start: float, stop: float, points: int
    ) -> tuple[Doubles, Floats, Floats, Floats]:
        """Steps, low, mean, high of at most ``points`` groups, with a neighbour on each side."""
        first = max(0, int(np.searchsorted(self.steps, start)) - 1)
        last = int(np.searchsorted(self.steps, stop, side="right")) + 1
        steps = self.steps[first:last].astype(np.float64)
        values = self.values[first:last].copy()
        size = -(-len(steps) // max(3, points))
        if size <= 1:
            return steps, values, values, values
        edges = np.arange(0, len(steps), size)
        counts = np.diff(np.append(edges, len(steps)))
        valid = values == values
        known = np.where(valid, values, np.float32(0)).astype(np.float64)
        with np.errstate(invalid="ignore"):
            mean = np.add.reduceat(known, edges) / np.add.reduceat(valid.astype(np.int64), edges)
        return (
            np.add.reduceat(steps, edges) / counts,
            np.fmin.reduceat(values, edges),
            mean.astype(np.float32),
            np.fmax.reduceat(values, edges),
        )
