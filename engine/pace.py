"""How many training steps are due: a pace of steps per second, or as many as possible."""

from __future__ import annotations

LONGEST_LAG = 0.25
"""Seconds; who falls further behind than this goes on from now instead of catching up."""

SHORTEST_WAIT = 0.010
"""Seconds between two rounds; a faster pace takes several steps in each."""


class Pace:
    """Spreads steps evenly over time; times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self.steps_per_second: float | None = None
        self._due = 0.0
        self._earliest = 0.0

    def set(self, steps_per_second: float | None, now: float) -> None:
        """Change the pace; the next step is due at most one new interval from `now`."""
        self.steps_per_second = steps_per_second
        if steps_per_second is not None:
            self._due = min(self._due, now + 1.0 / steps_per_second)

    def start(self, now: float) -> None:
        """Begin anew: the first step is due at once."""
        self._due = self._earliest = now

    def due(self, now: float) -> int | None:
        """Steps due at `now`; None without a limit."""
        if self.steps_per_second is None:
            return None
        if self.wait(now) > 0:
            return 0
        if now - self._due > LONGEST_LAG:
            self._due = now
        return int((now - self._due) * self.steps_per_second) + 1

    def took(self, steps: int, now: float) -> None:
        """Tell that `steps` steps were begun at `now`."""
        self._earliest = now + SHORTEST_WAIT
        if self.steps_per_second is not None:
            self._due += steps / self.steps_per_second

    def wait(self, now: float) -> float:
        """Seconds until the next step is due, 0 if one is."""
        if self.steps_per_second is None:
            return 0.0
        return max(0.0, self._due - now, self._earliest - now)
