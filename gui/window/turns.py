"""Lets panels draw in turn, so that the event loop is never kept for long."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from gui.panels.base import Panel
from gui.runs import Run

BUDGET = 0.012
"""Seconds of drawing in one turn of the event loop; painting takes about as much again."""

PAUSE = 1
"""Milliseconds between two turns, in which what was drawn is painted."""


class Turns(QObject):
    """Refreshes panels; those that did not get their turn come first in the next."""

    def __init__(
        self,
        panels: Sequence[Panel],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self._panels, self._clock = tuple(panels), clock
        self._waiting: list[Panel] = []
        self._runs: tuple[Run, ...] = ()
        self._selected: Run | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(PAUSE)
        self._next.timeout.connect(self._go_on)

    def refresh(self, runs: Sequence[Run], selected: Run | None) -> None:
        """Let all panels take what is new, as many as there is time for at once."""
        self._runs, self._selected = tuple(runs), selected
        self._waiting += [each for each in self._panels if each not in self._waiting]
        self._go_on()

    def _go_on(self) -> None:
        end = self._clock() + BUDGET
        while self._waiting:
            self._waiting.pop(0).refresh(self._runs, self._selected)
            if self._clock() >= end:
                break
        if self._waiting:
            self._next.start()
