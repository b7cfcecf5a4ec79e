"""Connects the library's page with the session: what is edited, opened, and trains now."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox

from engine.library.record import RunRow
from engine.text import EngineError
from gui.library.view import LibraryView
from gui.library.words import count_text
from gui.runs import Run
from gui.session import Session

if TYPE_CHECKING:
    from engine.history import History
    from engine.library.record import RunRecord
    from engine.library.store import Library

SETTLE = 200
"""Milliseconds in which several things that happened to runs are taken together."""

PERIOD = 0.2
"""Seconds between two updates of runs that train."""


class LibraryLink(QObject):
    """Tells the shelf and the session what is wanted, and the page what is new."""

    def __init__(
        self, view: LibraryView, session: Session, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(view)
        self._view, self._session, self._clock = view, session, clock
        self._next = 0.0
        self._live: dict[str, str] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE)
        self._soon.timeout.connect(self._reload)
        view.rows.edited.connect(self._write)
        view.listed.connect(self._show_live)
        view.table.open_wanted.connect(self.open)
        view.table.compare_wanted.connect(self.compare)
        view.table.purge_wanted.connect(self.ask_and_purge)
        session.keeper.begun.connect(self._reload_soon)
        session.run_changed.connect(self._run_changed)
        session.runs_changed.connect(self._reload_soon)
        session.tick.connect(self._tick)

    # --- what is edited --------------------------------------------------------------------------

    def _write(self, run: str, name: str, value: object) -> None:
        self._session.shelf.ask(lambda library: library.update(run, **{name: value}), writes=True)
        if name == "name":
            for each in self._session.runs:
                if each.kept == run:
                    self._session.rename(each.id, str(value))

    def ask_and_purge(self, rows: Sequence[RunRow]) -> QMessageBox:
        """Ask whether to remove deleted runs for good."""
        question = QMessageBox(self._view.window())
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Delete for good"))
        told = self.tr("Remove {runs} for good? That cannot be undone.")
        question.setText(told.format(runs=count_text(len(rows))))
        yes = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(lambda: self._purge(rows))
        question.finished.connect(question.deleteLater)
        question.open()
        return question

    def _purge(self, rows: Sequence[RunRow]) -> None:
        def purge(library: Library) -> None:
            from engine.library.pruning import Item, Plan

            items = [Item(row.id, row.name, row.started, row.bytes, True) for row in rows]
            library.prune(Plan(0, 0, 0, tuple(items)))

        self._session.shelf.ask(purge, writes=True)

    # --- what is opened --------------------------------------------------------------------------

    def open(self, rows: Sequence[RunRow]) -> None:
        """Put runs on the board, the first of them selected; deleted ones are restored."""
        if deleted := [row.id for row in rows if row.deleted is not None]:
            self._view.restore(deleted)
        self.open_runs([row.id for row in rows])

    def open_runs(self, ids: Sequence[str], alone: bool = False) -> None:
        """Put the runs called so on the board; `alone`: only their curves are shown."""
        there = {run.kept: run for run in self._session.runs if run.kept}
        missing = [run for run in ids if run not in there]

        def read(library: Library) -> list[tuple[RunRecord, History]]:
            return [(library.record(run), library.measurements(run).history()) for run in missing]

        def put(found: list[tuple[RunRecord, History]]) -> None:
            shown = there | self._put(found)
            self._show([shown[run] for run in ids if run in shown], alone)

        self._session.shelf.ask(read, put, self._session.problem.emit)

    def _put(self, found: Sequence[tuple[RunRecord, History]]) -> dict[str, Run]:
        """Put stored runs on the board, but those whose settings this version cannot read."""
        opened: dict[str, Run] = {}
        for record, past in found:
            try:
                opened[record.id] = self._session.open_kept(record, past)
            except EngineError as error:
                self._session.problem.emit(error.message)
        return opened

    def compare(self, rows: Sequence[RunRow]) -> None:
        """Put runs on the board, and hide the curves of all others."""
        self.open_runs([row.id for row in rows], alone=True)

    def _show(self, runs: Sequence[Run], alone: bool) -> None:
        ids = {run.id for run in runs}
        for run in self._session.runs:
            if run.id in ids or alone:
                self._session.set_visible(run.id, run.id in ids)
        if runs and self._session.find(runs[0].id) is not None:
            self._session.select(runs[0].id)

    # --- what is new -----------------------------------------------------------------------------

    def _reload_soon(self, *_: object) -> None:
        self._soon.start()

    def _reload(self) -> None:
        if self._view.isVisible():
            self._view.reload()

    def _run_changed(self, id: str) -> None:
        run = self._session.find(id)
        if run is not None and run.kept and self._live.get(run.kept) != run.status:
            self._live[run.kept] = run.status
            if run.training and run.kept in self._view.deleted:
                self._view.restore([run.kept])  # it is wanted after all
            self._reload_soon()

    def _tick(self, ids: Set[str]) -> None:
        now = self._clock()
        if now >= self._next and self._view.isVisible():
            self._next = now + PERIOD
            self._show_live()

    def _show_live(self) -> None:
        """Show how far the runs are that train now: the library hears of it a little later."""
        for run in self._session.runs:
            if run.training and run.kept and run.step:
                self._view.rows.show_now(run.kept, **newest(run))


def newest(run: Run) -> dict[str, Any]:
    """Return what is known of a run that trains, as the fields of its row."""
    return {"steps": run.step, "loss": run.latest("loss/train"), "status": "training"}
