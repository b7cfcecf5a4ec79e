"""The rows of the library as a table; cells are put into words only when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from engine.library.record import RunRow
from gui.board_model import alignment
from gui.language import translate
from gui.library.cells import COLUMNS, KEYS, TONES
from gui.library.words import full_moment_text, moment_text
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW_ROLE = int(Role.UserRole) + 1
FIRST_ORDER = ("started", True)
MOST_TEXTS = 4000
"""Settings put into words that are remembered."""


def local_now() -> datetime:
    """Return the present moment in the time zone of this machine."""
    return datetime.now().astimezone()


class LibraryModel(QAbstractTableModel):
    """Rows of the library in a chosen order."""

    #: id of a run, name of what is to change, new value
    edited = Signal(str, str, object)

    def __init__(
        self, theme: Theme, clock: Callable[[], datetime] = local_now, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._rows: list[RunRow] = []
        self._places: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self.order = FIRST_ORDER

    # --- what the view asks for ------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def row_at(self, place: int) -> RunRow | None:
        """Return the run of a row of the table."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, run: str) -> int:
        """Return the row of a run, -1 if it has none."""
        return self._places.get(run, -1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Role.DisplayRole:
            return translate(column.title)
        if role == Role.ToolTipRole:
            return translate(column.help)
        return alignment(column.number) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        column = COLUMNS[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self.text(row, column.key)
        if role == Role.ToolTipRole:
            return self._tip(row, column.key)
        if role == Role.TextAlignmentRole:
            return alignment(column.number)
        if role == Role.ForegroundRole and (row.deleted is not None or column.key == "bytes"):
            return QColor(self._theme.muted)
        if role == Role.DecorationRole and column.key == "status":
            return QColor(getattr(self._theme, TONES.get(row.status, "muted")))
        return row if role == ROW_ROLE else None

    def text(self, row: RunRow, key: str) -> str:
        """Return what stands in a cell."""
        if key == "started":
            return moment_text(row.started, self._clock())
        if key == "settings":
            if row.id not in self._texts:
                if len(self._texts) > MOST_TEXTS:
                    self._texts.clear()
                self._texts[row.id] = COLUMNS[KEYS.index(key)].text(row)
            return self._texts[row.id]
        return COLUMNS[KEYS.index(key)].text(row)

    def _tip(self, row: RunRow, key: str) -> str | None:
        if key == "starred":
            return translate(COLUMNS[KEYS.index(key)].help)
        if key == "started":
            return full_moment_text(row.started, self._clock())
        return self.text(row, key) or None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and COLUMNS[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        row, key = self.row_at(index.row()), COLUMNS[index.column()].key
        if row is None or role != Role.EditRole:
            return False
        text = " ".join(str(value).split())
        if key == "name" and text and text != row.name:
            self.change(row.id, name=text)
        elif key == "note" and text != row.note:
            self.change(row.id, note=text)
        elif key == "tags" and (tags := tags_of(text)) != row.tags:
            self.change(row.id, tags=tags)
        return True

    # --- what changes ----------------------------------------------------------------------------

    def change(self, run: str, **changes: Any) -> None:
        """Change name, tags, note or starred of a run at once, and tell of it by `edited`."""
        place = self.place_of(run)
        if place >= 0:
            self._rows[place] = replace(self._rows[place], **changes)
            self._tell(place)
            for name, value in changes.items():
                self.edited.emit(run, name, value)

    def show_now(self, run: str, **changes: Any) -> None:
        """Show what is newer than the library: of a run that trains."""
        place = self.place_of(run)
        if place >= 0:
            self._rows[place] = replace(self._rows[place], **changes)
            self._tell(place)

    def set_rows(self, rows: Iterable[RunRow]) -> None:
        """Show these runs; where they are those of before, only what has changed is told."""
        ordered = self._sorted(rows)
        if [row.id for row in ordered] == [row.id for row in self._rows]:
            for place, (new, old) in enumerate(zip(ordered, self._rows, strict=True)):
                if new != old:
                    self._rows[place] = new
                    self._texts.pop(new.id, None)
                    self._tell(place)
            return
        self.beginResetModel()
        self._put(ordered)
        self._texts.clear()
        self.endResetModel()

    def remove(self, runs: Iterable[str]) -> None:
        """Let go of some rows at once, before the library has."""
        gone = set(runs)
        self.set_rows([row for row in self._rows if row.id not in gone])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.order = (KEYS[column], order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._put(self._sorted(self._rows))
        after = [
            self.index(self._places[run], index.column())
            for run, index in zip(ids, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: Iterable[RunRow]) -> list[RunRow]:
        """Return rows in order; alike ones from the newest, those without a value last."""
        key, descending = self.order
        order = COLUMNS[KEYS.index(key)].order
        ordered = sorted(rows, key=lambda row: -row.number)
        pairs = [(order(row), row) for row in ordered]
        found = [pair for pair in pairs if pair[0] is not None]
        found.sort(key=lambda pair: pair[0], reverse=descending)
        return [row for _, row in found] + [row for value, row in pairs if value is None]

    def _put(self, rows: Sequence[RunRow]) -> None:
        self._rows = list(rows)
        self._places = {row.id: place for place, row in enumerate(self._rows)}

    def _tell(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    # --- look and language -----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take the colours from `theme`."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Put everything into words anew: another language, or another day."""
        self._texts.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def tags_of(text: str) -> tuple[str, ...]:
    """Return the tags in a text, separated by commas, none twice."""
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
