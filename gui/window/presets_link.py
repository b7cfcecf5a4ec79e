"""Puts ready-made comparisons on the board, with their one-line hint."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.language import translate
from gui.presets import PRESETS
from gui.session import Session
from gui.window.notice_bar import NoticeBar

FIRST = "textbook"


class PresetsLink(QObject):
    """Opens presets, and shows their hint until it is dismissed."""

    def __init__(self, session: Session, hint: NoticeBar) -> None:
        super().__init__(hint)
        self._session, self._hint = session, hint
        self._key = ""
        self._ids: frozenset[str] = frozenset()
        hint.dismissed.connect(self._forget)
        session.runs_changed.connect(self._check)

    def open(self, key: str) -> None:
        """Put the runs of a preset on the board, ready for Train."""
        preset = PRESETS[key]
        runs = self._session.compare(preset.configs())
        self._session.select(runs[preset.selected].id)
        self._session.set_pace(preset.pace)
        self._key, self._ids = key, frozenset(run.id for run in runs)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the hint in the present language."""
        hint = translate(PRESETS[self._key].hint) if self._key else ""
        self._hint.show_text(hint, "hint")

    def _check(self) -> None:
        """Without the runs that a hint tells of, or on other data, it would mislead."""
        if not self._key:
            return
        data = PRESETS[self._key].configs()[0].data.name
        live = [run for run in self._session.runs if not run.ghost and run.id in self._ids]
        if not any(run.config.data.name == data for run in live):
            self._forget()
            self.retranslate()

    def _forget(self) -> None:
        self._key = ""
