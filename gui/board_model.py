"""The runs as a table, of which only cells that changed are told to have changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Set
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from gui.board_cells import COLUMNS, tone_color
from gui.icons import icon
from gui.language import translate
from gui.palettes import blend
from gui.runs import Run
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PERIOD = 0.1  # seconds between two updates by new measurements
GHOST_STRENGTH = 0.45
RUN_ROLE = int(Role.UserRole)


class BoardModel(QAbstractTableModel):
    """Rows are the session's runs, columns as `gui.board_cells` declares them."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = COLUMNS
        self._keys = [column.key for column in self.columns]
        self._session = session
        self._theme = theme
        self._clock = clock
        self._next = 0.0
        self._waiting: set[str] = set()
        self._runs: list[Run] = session.runs
        self._shown: dict[str, tuple[Any, ...]] = {}
        session.runs_changed.connect(self._reload)
        session.run_changed.connect(self._refresh_run)
        session.tick.connect(self._tick)
        self._remember()

    # --- what the view asks for ------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def run_at(self, row: int) -> Run | None:
        """Return the run of a row."""
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def row_of(self, id: str) -> int:
        """Return the row of a run, -1 if it has none."""
        return next((row for row, run in enumerate(self._runs) if run.id == id), -1)

    def text(self, run: Run, key: str) -> str:
        """Return what stands in a cell."""
        reference = self._session.reference
        column = self.columns[self._keys.index(key)]
        return column.text(run, reference.config if reference is not None else None)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return translate(column.title)
        if role == Role.ToolTipRole:
            return translate(column.help)
        if role == Role.TextAlignmentRole:
            return alignment(column.number)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        run = self.run_at(index.row())
        if run is None:
            return None
        column = self.columns[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return self.text(run, column.key)
        if role == Role.ToolTipRole:
            return self._tip(run, column.key) or None
        if role == Role.TextAlignmentRole:
            return alignment(column.number)
        if role == Role.ForegroundRole and run.ghost:
            return QColor(self._theme.muted)
        if role == Role.CheckStateRole and column.key == "run":
            return Qt.CheckState.Checked if run.visible else Qt.CheckState.Unchecked
        if role == Role.DecorationRole:
            return self._decoration(run, column.key)
        return run if role == RUN_ROLE else None

    def _tip(self, run: Run, key: str) -> str:
        text = self.text(run, key)
        if key != "name" or not run.pinned:
            return text
        told = self.tr("{name}: pinned as the reference that the others are compared with.")
        return told.format(name=text)

    def _decoration(self, run: Run, key: str) -> QColor | QIcon | None:
        if key == "run":
            color = self._theme.run_color(run.color_index)
            return QColor(blend(self._theme.card, color, GHOST_STRENGTH) if run.ghost else color)
        if key == "outcome":
            return QColor(tone_color(run, self._theme))
        if key == "name" and run.pinned:
            return icon("pin", self._theme.link)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        key = self.columns[index.column()].key if index.isValid() else ""
        if key == "run":
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if key == "name":
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        run = self.run_at(index.row())
        if run is None:
            return False
        if role == Role.CheckStateRole:
            self._session.set_visible(run.id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Role.EditRole:
            if str(value) != run.name:
                self._session.rename(run.id, str(value))
            return True
        return False

    # --- what changes ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take the colours from `theme`."""
        self._theme = theme
        self._refresh(self._runs)

    def retranslate(self) -> None:
        """Show everything in the present language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._refresh(self._runs)

    def _tick(self, ids: Set[str]) -> None:
        self._waiting |= ids
        now = self._clock()
        if now < self._next:
            return
        self._next = now + PERIOD
        self._refresh(run for run in self._runs if run.id in self._waiting)

    def _reload(self) -> None:
        runs = self._session.runs
        if [run.id for run in runs] == [run.id for run in self._runs]:
            self._refresh(self._runs)
            return
        self.beginResetModel()
        self._runs = runs
        self._remember()
        self.endResetModel()

    def _refresh_run(self, id: str) -> None:
        """Show a run anew; if it is the reference, the others differ from it otherwise now."""
        reference = self._session.reference
        all_of_them = reference is not None and reference.id == id
        self._refresh(run for run in self._runs if all_of_them or run.id == id)

    def _refresh(self, runs: Iterable[Run]) -> None:
        for run in runs:
            self._waiting.discard(run.id)
            now, before = self._state(run), self._shown.get(run.id, ())
            pairs = zip(now, before, strict=False)
            changed = [column for column, (new, old) in enumerate(pairs) if new != old]
            if not changed:
                continue
            self._shown[run.id] = now
            row = self.row_of(run.id)
            for column in changed:
                index = self.index(row, column)
                self.dataChanged.emit(index, index)

    def _remember(self) -> None:
        self._shown = {run.id: self._state(run) for run in self._runs}

    def _state(self, run: Run) -> tuple[Any, ...]:
        """Return, for each column, what decides how it looks."""
        return tuple((self.text(run, key), self._look(run, key), self._theme) for key in self._keys)

    @staticmethod
    def _look(run: Run, key: str) -> Any:
        if key == "run":
            return run.visible, run.color_index, run.ghost
        if key == "name":
            return run.pinned
        return run.step if key == "sparkline" else run.status


def alignment(number: bool) -> Qt.AlignmentFlag:
    """Return how a column is set: numbers to the right."""
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
