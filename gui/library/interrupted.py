"""Offers the runs that a program was training when it died."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from engine.library.record import RunRow
from gui.preferences import Preferences
from gui.shelf import Shelf
from gui.window.notice_bar import NoticeBar

MOST_TOLD = 500
"""Runs that are remembered as told of."""


class Interrupted(QObject):
    """Tells once of each interruption; `resume` and `show` are what can be done.

    Runs that were told of are remembered by id, as long as they stay interrupted.
    """

    def __init__(
        self,
        shelf: Shelf,
        preferences: Preferences,
        notice: NoticeBar,
        resume: Callable[[Sequence[RunRow]], None],
        show: Callable[[], None],
    ) -> None:
        super().__init__(notice)
        self._shelf, self._preferences, self._notice = shelf, preferences, notice
        self._resume_runs, self._show_runs = resume, show
        self._rows: list[RunRow] = []
        notice.dismissed.connect(self._forget)

    def look(self) -> None:
        """Ask for interrupted runs, and tell of those that nobody was told of."""
        self._shelf.ask(lambda library: library.interrupted(), self._take, lambda _: None)

    def _take(self, rows: list[RunRow]) -> None:
        told = set(self._preferences.get("library/told").split(","))
        still = [row.id for row in rows if row.id in told]
        self._remember(still)
        self._rows = [row for row in rows if row.id not in told]
        self.retranslate()

    def retranslate(self) -> None:
        """Tell it in the present language."""
        count = len(self._rows)
        if not count:
            return
        text = self.tr("The last session ended while {count} runs were training.")
        if count == 1:
            text = self.tr("The last session ended while the run “{name}” was training.")
        actions = [(self.tr("Show"), self._show)]
        if any(row.resumable for row in self._rows):
            actions.insert(0, (self.tr("Resume"), self._resume))
        self._notice.show_text(text.format(count=count, name=self._rows[0].name), "hint", actions)

    def _resume(self) -> None:
        """Put them on the board; they stay untold: a second interruption is another one."""
        rows, self._rows = self._rows, []
        self._notice.dismiss()
        self._resume_runs([row for row in rows if row.resumable])

    def _show(self) -> None:
        self._notice.dismiss()
        self._show_runs()

    def _forget(self) -> None:
        """Dismissed: not to be told of again."""
        rows, self._rows = self._rows, []
        if rows:
            told = self._preferences.get("library/told").split(",")
            self._remember([*told, *(row.id for row in rows)])

    def _remember(self, runs: Sequence[str]) -> None:
        kept = [run for run in runs if run][-MOST_TOLD:]
        self._preferences.set("library/told", ",".join(kept))
