"""When surveys of whole data sets are due: densely at first, then as often as they may cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.log_steps import is_log_step, next_log_step

SHARE = 0.02
"""Each kind of survey is spaced so that it costs at most this share of the training time."""
FORWARD_SHARE = 1 / 3
"""A forward pass costs about a third of a training step on the same samples."""
FIXED_COST = 6
"""A survey of few samples costs about as much as this many steps of a small network."""
LEAST_INTERVAL = 10
EARLY_STEPS = 200
"""So long what a survey costs beside its samples is a matter of milliseconds, and not counted."""
HEAD_START = 200_000_000
"""Multiplications, about 0.1 s, that the first surveys may take whatever share that is."""
FINEST_SHARE = 1 / 4
"""Dearer surveys are dense only from this share of their late interval on."""


@dataclass(frozen=True)
class Calendar:
    """The steps at which surveys are due, besides the first and the last one.

    Every `early` ones at first, then every `late` ones; and while these are still to come, from
    step `dense_from` on, at `per_doubling` steps of each doubling.
    """

    early: int
    late: int
    per_doubling: float
    dense_from: int = 1

    @classmethod
    def of(cls, samples: int, batch: int, per_sample: int, per_doubling: float = 2) -> Calendar:
        """Return when surveys of `samples` samples are due while training takes `batch` a step.

        `per_sample` is what a sample takes, in multiplications.
        """
        steps_worth = FORWARD_SHARE * samples / batch
        early = max(LEAST_INTERVAL, math.ceil(steps_worth / SHARE))
        late = max(early, math.ceil((FIXED_COST + steps_worth) / SHARE))
        first_ones = per_doubling * math.log2(late)
        if first_ones * samples * per_sample <= HEAD_START:
            return cls(early, late, per_doubling)
        return cls(early, late, min(1, per_doubling), math.ceil(FINEST_SHARE * late))

    def is_due(self, step: int) -> bool:
        """Tell whether a survey belongs to `step`."""
        interval = self._interval(step)
        if step % interval == 0:
            return True
        return self.dense_from <= step < interval and is_log_step(step, self.per_doubling)

    def next_due(self, step: int) -> int:
        """Return the first step after `step` at which a survey is due."""
        due = self._next_in(self._interval(step + 1), step)
        if step < EARLY_STEPS < due:
            return self._next_in(self.late, EARLY_STEPS)
        return due

    def _interval(self, step: int) -> int:
        return self.early if step <= EARLY_STEPS else self.late

    def _next_in(self, interval: int, step: int) -> int:
        """Return the first due step after `step`, as if `interval` were that of all steps."""
        due = (step // interval + 1) * interval
        dense = next_log_step(max(step, self.dense_from - 1), self.per_doubling)
        return dense if dense < min(due, interval) else due
