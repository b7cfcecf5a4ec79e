"""How often to draw: less often where drawing takes long, so that a person's hand is answered."""

from __future__ import annotations

FRAME = 33
"""Milliseconds between two frames at least."""

SLOWEST = 250
"""Milliseconds between two frames at most."""

SHARE = 0.5
"""Of the time, at most so much is for drawing."""

WEIGHT = 0.3
"""Of the newest frame in the mean: one slow frame among quick ones changes little."""


class FramePace:
    """Reckons the time between frames from what frames cost."""

    def __init__(self) -> None:
        self._cost = 0.0

    @property
    def interval(self) -> int:
        """Milliseconds from one frame to the next."""
        return round(min(SLOWEST, max(FRAME, self._cost / SHARE)))

    def note(self, cost: float) -> None:
        """Take in what a frame took, in milliseconds, painting included."""
        self._cost += WEIGHT * (cost - self._cost)
