"""The page of the library: the list of all runs, or a sentence where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from engine.library.record import RunRow
from engine.text import Message
from gui.language import translate_message
from gui.library.bar import LibraryBar
from gui.library.model import LibraryModel
from gui.library.table import LibraryTable
from gui.panels.card import dress
from gui.shelf import Shelf
from gui.theme import Theme
from gui.window.notice_bar import NoticeBar

if TYPE_CHECKING:
    from engine.library.store import Library


@dataclass(frozen=True)
class Listing:
    """What the library answered: the runs asked for, how many there are, bytes on the disk."""

    rows: list[RunRow]
    count: int
    bytes: int


class LibraryView(QWidget):
    """Asks the shelf for runs, and shows them; what is done with them is told by the table.

    `bar` is for the header of the card; `deleted` are the ids of runs that were deleted here.
    `flush` is called in the shelf's thread before runs are listed: it waits until what was
    measured is in the library.
    """

    #: runs are listed, or it is told why not
    listed = Signal()

    def __init__(
        self,
        shelf: Shelf,
        theme: Theme,
        flush: Callable[[], object] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._flush = shelf, flush
        self._theme = theme
        self._asking = self._again = self._entering = False
        self._count: int | None = None
        self._listing: Listing | None = None
        self._problem: Message | None = None
        self.deleted: set[str] = set()
        self._undoable: list[str] = []
        self.bar = LibraryBar(theme)
        self.rows = LibraryModel(theme, parent=self)
        self.table = LibraryTable(self.rows, theme)
        self.sentence = QLabel()
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.undo_bar = NoticeBar(theme)
        self._lay_out()
        self.bar.wanted_changed.connect(self.reload)
        self.bar.entered.connect(self._go_to_found)
        self.table.delete_wanted.connect(self.delete)
        self.table.restore_wanted.connect(lambda rows: self.restore([row.id for row in rows]))
        shelf.changed.connect(self._recount)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        place = QWidget(self)
        self._pages = QStackedLayout(place)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.sentence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(place, 1)
        layout.addWidget(self.undo_bar)

    def event(self, event: QEvent) -> bool:
        """Other windows write, too: look again when one comes back to this one."""
        if event.type() == QEvent.Type.WindowActivate and self._listing is not None:
            self.reload()
        return super().event(event)

    # --- listing ---------------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask for the runs anew; while an answer is due, once more after it."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        chosen, query = self.bar.chosen, self.bar.query
        ask = listing(query, chosen, self._count is None or not query)

        def listed(library: Library) -> Listing:
            self._flush()
            return ask(library)

        self._shelf.ask(listed, self._show, self._refuse)

    def _recount(self) -> None:
        self._count = None
        self.reload()

    def _show(self, listing: Listing) -> None:
        self._answered()
        if listing.count >= 0:
            self._count = listing.count
        self._listing, self._problem = listing, None
        marked = [row.id for row in self.table.marked_rows()]
        scrolled = self.table.verticalScrollBar().value()
        before = self.rows.rowCount()
        self.rows.set_rows(listing.rows)
        if marked and not self.table.marked_rows():
            self.table.mark(marked)
        if before:
            self.table.verticalScrollBar().setValue(scrolled)
        self._show_page()
        self.listed.emit()
        if self._entering:
            self._go_to_found()

    def _refuse(self, problem: Message) -> None:
        self._answered()
        self._problem = problem
        self.rows.set_rows([])
        self._show_page()
        self.listed.emit()

    def _answered(self) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self.reload()

    def _show_page(self) -> None:
        text = self._sentence()
        self.sentence.setText(text)
        self._pages.setCurrentWidget(self.sentence if text else self.table)
        if self._listing is not None and self._problem is None:
            shown, count = self.rows.rowCount(), self._count or 0
            if self.bar.chosen == "deleted":
                count = shown
            self.bar.set_usage(shown, count, self._listing.bytes)

    def _sentence(self) -> str:
        """Return what is told instead of a list without rows."""
        if self._problem is not None:
            return translate_message(self._problem)
        if self.rows.rowCount() or self._listing is None:
            return ""
        if self.bar.query:
            return self.tr(
                "No run has “{query}” in its name, tags, note or settings. "
                "Try fewer words, or a setting such as relu or learning_rate=0.1."
            ).format(query=self.bar.query)
        if self.bar.chosen == "starred":
            return self.tr(
                "No run has a star yet: click the one before a name to keep it for good."
            )
        if self.bar.chosen == "interrupted":
            return self.tr("No run was interrupted.")
        if self.bar.chosen == "deleted":
            return self.tr("No run is deleted.")
        return self.tr(
            "No runs yet. Press Train: every run is kept here by itself, with all that it measures."
        )

    def _go_to_found(self) -> None:
        """Mark the first run that was found, ready for Enter, once the list is there."""
        self._entering = self._asking
        if self._entering:
            return
        self.table.setFocus()
        row = self.rows.row_at(0)
        if row is not None and not self.table.marked_rows():
            self.table.mark([row.id])

    # --- deleting --------------------------------------------------------------------------------

    def delete(self, rows: Sequence[RunRow]) -> None:
        """Delete runs, and offer to undo that; those that train stay."""
        ids = [row.id for row in rows if row.status != "training"]
        if ids:
            place = min(self.rows.place_of(run) for run in ids)
            self.rows.remove(ids)
            self._mark_at(place)
            self._shelf.ask(lambda library: library.delete(ids), writes=True)
        self.deleted |= set(ids)
        self._undoable = ids
        self._show_deleted(len(rows) - len(ids))

    def restore(self, runs: Sequence[str]) -> None:
        """Bring deleted runs back."""
        self.deleted -= set(runs)
        self._shelf.ask(lambda library: library.restore(runs), writes=True)

    def _undo(self) -> None:
        runs, self._undoable = self._undoable, []
        self.undo_bar.dismiss()
        self.restore(runs)

    def _show_deleted(self, training: int = 0) -> None:
        count = len(self._undoable)
        if not count:
            text = (
                self.tr("A run that trains cannot be deleted; pause it first.") if training else ""
            )
            self.undo_bar.show_text(text, "hint")
            return
        text = self.tr("1 run deleted.") if count == 1 else self.tr("{count} runs deleted.")
        self.undo_bar.show_text(text.format(count=count), "hint", [(self.tr("Undo"), self._undo)])

    def _mark_at(self, place: int) -> None:
        """Mark the run that has come to where others were."""
        row = self.rows.row_at(min(place, self.rows.rowCount() - 1))
        if row is not None:
            self.table.mark([row.id])

    # --- look and language -----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        for part in (self.bar, self.table, self.undo_bar):
            part.set_theme(theme)  # type: ignore[attr-defined]
        dress(self.sentence, theme.font(), theme.muted)
        self.sentence.setContentsMargins(*[theme.px(16)] * 4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_page()
            if self.undo_bar.text:
                self._show_deleted()
        super().changeEvent(event)


def listing(query: str, chosen: str, counting: bool) -> Callable[[Library], Listing]:
    """Return the question for the runs that `query` finds and the filter `chosen` lets through."""

    def ask(library: Library) -> Listing:
        rows = library.runs(query, deleted=chosen == "deleted")
        total = rows
        if counting and (query or chosen == "deleted"):
            total = library.runs()
        if chosen == "starred":
            rows = [row for row in rows if row.starred]
        elif chosen == "interrupted":
            rows = [row for row in rows if row.status == "interrupted"]
        return Listing(rows, len(total) if counting else -1, library.usage().total)

    return ask
