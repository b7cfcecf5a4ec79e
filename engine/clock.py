"""When a run did its steps: seconds of training, at few enough of them to be kept for good."""

from __future__ import annotations

import numpy as np

from engine.chunks import Doubles, Ints

MOST = 512
"""Steps whose time is kept; between them time is taken to run evenly."""


class Clock:
    """Seconds spent training until a step, waiting for a pace or a person left out.

    The newest step is always among those kept; where there get too many, every second one goes.
    """

    def __init__(self) -> None:
        self._steps: list[int] = []
        self._seconds: list[float] = []
        self._least = 0.0

    @classmethod
    def of(cls, steps: Ints, seconds: Doubles) -> Clock:
        """Return a clock of rising steps (m,) and the seconds of training until then (m,)."""
        made = cls()
        stride = -(-len(steps) // MOST) or 1
        kept = sorted({*range(0, len(steps), stride), *range(max(0, len(steps) - 1), len(steps))})
        made._steps = [int(steps[place]) for place in kept]
        made._seconds = [float(seconds[place]) for place in kept]
        made._space_out()
        return made

    @property
    def seconds(self) -> float:
        """Seconds of training so far."""
        return self._seconds[-1] if self._seconds else 0.0

    def add(self, step: int, seconds: float) -> None:
        """Note that the steps up to `step` took so many more seconds."""
        now = self.seconds + max(0.0, seconds)
        if len(self._steps) > 1 and now - self._seconds[-2] < self._least:
            self._steps[-1], self._seconds[-1] = step, now
            return
        self._steps.append(step)
        self._seconds.append(now)
        if len(self._steps) > MOST:
            self._steps = [*self._steps[:-1:2], step]
            self._seconds = [*self._seconds[:-1:2], now]
            self._space_out()

    def _space_out(self) -> None:
        """Let the steps kept from now on be as far apart as half of those that may be kept."""
        if len(self._steps) > MOST // 2:
            self._least = 2 * self.seconds / MOST

    def copy(self, last_step: int) -> Clock:
        """Return the clock as it stood at a step, to be gone on with by itself."""
        steps, seconds = self.times()
        if not len(steps) or last_step <= 0:
            return Clock()
        last = min(last_step, int(steps[-1]))  # it may lie between two steps that were noted
        until = float(np.interp(last, [0, *steps], [0.0, *seconds]))
        kept = steps < last
        return Clock.of(np.append(steps[kept], last), np.append(seconds[kept], until))

    def times(self) -> tuple[Ints, Doubles]:
        """Return the steps kept (m,) and the seconds of training until then (m,)."""
        return np.array(self._steps, np.int64), np.array(self._seconds, np.float64)
