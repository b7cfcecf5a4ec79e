"""Decides when to ask the engine for pictures: of what panels show, at most ten a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from gui.runs import Run

PERIOD = 0.1  # seconds between two questions
PATIENCE = 2.0  # seconds after which an answer is no longer waited for


class Looker:
    """Asks for the selected run when it has changed since the last picture.

    `ask(run, parts)` sends the question.
    """

    def __init__(
        self,
        ask: Callable[[Run, tuple[str, ...]], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._wanted: dict[str, frozenset[str]] = {}
        self._stale = False
        self._asked_at = -PATIENCE
        self._waiting = False

    @property
    def parts(self) -> tuple[str, ...]:
        """What all panels together need."""
        return tuple(sorted(frozenset().union(*self._wanted.values())))

    def want(self, panel: str, parts: Iterable[str]) -> None:
        """Tell what the panel called `panel` needs from now on: nothing while it is hidden."""
        before = self.parts
        self._wanted[panel] = frozenset(parts)
        if not set(self.parts) <= set(before):
            self._stale = True

    def note_change(self) -> None:
        """Tell that the picture of the selected run is no longer true."""
        self._stale = True

    def note_answer(self) -> None:
        """Tell that a picture has come, or will not come any more."""
        self._waiting = False

    @property
    def pending(self) -> bool:
        """Whether `look` may still have something to ask."""
        return self._stale and bool(self.parts)

    def look(self, run: Run | None) -> None:
        """Ask now, if it is needed and time for it."""
        now = self._clock()
        if run is None or not run.key or run.facts is None:
            self._stale = False
            return
        since = now - self._asked_at
        if not self.pending or since < PERIOD or (self._waiting and since < PATIENCE):
            return
        self._stale, self._waiting, self._asked_at = False, True, now
        self._ask(run, self.parts)
