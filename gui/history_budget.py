"""Keeps the measurements of all runs together within their share of memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from gui.runs import Run

PERIOD = 1.0  # seconds


class HistoryBudget:
    """Looks at the histories once a second, and at once when another run is selected."""

    def __init__(
        self, budget: int | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._budget = budget
        self._clock = clock
        self._next = 0.0
        self._selected: Run | None = None

    def keep(self, runs: Iterable[Run], selected: Run | None) -> None:
        """Thin out histories, if it is time: ghosts first, then the other runs from the oldest."""
        from engine.history_memory import MEMORY_BUDGET, share_memory

        now = self._clock()
        if now < self._next and selected is self._selected:
            return
        self._next, self._selected = now + PERIOD, selected
        oldest_first = sorted(runs, key=lambda run: (not run.ghost, run.number))
        histories = [run.history for run in oldest_first if run.history is not None]
        chosen = selected.history if selected is not None else None
        share_memory(histories, chosen, self._budget or MEMORY_BUDGET)
