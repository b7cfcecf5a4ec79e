"""When the states of a training run are kept: at which steps, how often, how many bytes."""

from __future__ import annotations

from dataclasses import dataclass

from engine.log_steps import next_log_step

SMALL = 64 << 10
"""States below this size are kept at four steps of each doubling."""
DOUBLINGS = 20
"""Of the steps of a long run, about a million."""
TIME_SHARE = 0.01
TIME_AT_ONCE = 0.1
"""States take at most this share of the training time, and so many seconds at first."""


@dataclass
class Captures:
    """Which states of one run are due.

    At steps spaced evenly on a log scale, in a density by which about `log_bytes` suffice for all
    of them; and every `rolling_seconds` of training. Markers are not for this class to choose.
    """

    rolling_seconds: float
    log_bytes: int
    size: int = 0  # of the last state
    logged: int = 0  # bytes of all sent for the log
    trained: float = 0.0  # seconds since the start
    spent: float = 0.0  # seconds taken by states
    rolled_at: float = 0.0  # `trained` when the last state was sent
    taken_at: int = -1  # step of the last state
    marked_at: int = -1  # step of the last one that was a marker
    given_up: bool = False  # since they are too large

    def steps_until_due(self, step: int) -> int:
        """Return how many steps from the state after `step` on lead to the next of the log."""
        return next_log_step(step, self._per_doubling) - step

    def due(self, step: int) -> str | None:
        """Return why the state after `step` is to be sent: "log", "rolling", or None."""
        if step == self.taken_at or self.spent > TIME_AT_ONCE + TIME_SHARE * self.trained:
            return None
        is_log = step == 0 or next_log_step(step - 1, self._per_doubling) == step
        if is_log and self.logged + self.size <= self.log_bytes:
            return "log"
        return "rolling" if self.trained - self.rolled_at >= self.rolling_seconds else None

    def took(self, step: int, reason: str, size: int, seconds: float) -> None:
        """Note that a state of `size` bytes was sent."""
        self.size = size
        self.spent += seconds
        self.rolled_at = self.trained
        self.taken_at = step
        if reason == "log":
            self.logged += size
        elif reason == "marker":
            self.marked_at = step

    @property
    def _per_doubling(self) -> float:
        if self.size < SMALL:
            return 4
        for density in (2, 1):
            if self.size * density * DOUBLINGS <= self.log_bytes:
                return density
        return 0.5
