"""The table of differences as Qt sees it: a row for each setting, a column for each run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap

from gui.differences.settings import Difference, differences_of
from gui.icons import icon
from gui.runs import Run
from gui.theme import Theme

SWATCH = 13
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class DifferencesModel(QAbstractTableModel):
    """Settings that differ among runs; values as of the reference are muted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.runs: tuple[Run, ...] = ()
        self.rows: list[Difference] = []
        self._reference: Run | None = None
        self._shown: object = None

    def show(self, runs: Sequence[Run], reference: Run | None) -> None:
        """Show in what these runs differ; nothing happens where nothing has changed."""
        known = reference if reference in runs else None
        rows = differences_of(runs, known)
        told = [(run.id, run.name, run.color_index, run.ghost) for run in runs]
        shown = (told, known and known.id, rows)
        if shown == self._shown:
            return
        self.beginResetModel()
        self._shown, self.runs, self.rows, self._reference = shown, tuple(runs), rows, known
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours from `theme`."""
        self.beginResetModel()
        self._theme = theme
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1 + len(self.runs)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if section == 0:
            return self.tr("Setting") if role == Role.DisplayRole else None
        run = self.runs[section - 1]
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.heading(run)
        if role == Role.DecorationRole:
            return self._swatch(run)
        return None

    def _swatch(self, run: Run) -> QIcon:
        """Return the colour of a run; that of the reference as a pin."""
        color, size = self._theme.run_color(run.color_index), self._theme.px(SWATCH)
        if run is self._reference:
            return icon("pin", color, size=size)
        filled = QPixmap(size, size)
        filled.fill(QColor(color))
        return QIcon(filled)

    def heading(self, run: Run) -> str:
        """Return the heading of a run's column; the reference's says that it is that."""
        if run is not self._reference:
            return run.name
        return self.tr("reference: {name}").format(name=run.name)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return row.label if column == 0 else row.values[column - 1]
        if role == Role.FontRole and column and self._differs(row, column - 1):
            font = QFont(self._theme.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Role.ForegroundRole and column and not self._differs(row, column - 1):
            return QColor(self._theme.muted)
        return None

    def _differs(self, row: Difference, place: int) -> bool:
        if self._reference is None:
            return False
        return row.values[place] != row.values[self.runs.index(self._reference)]

    def csv(self) -> str:
        """Return the table as CSV, with the dotted paths of the settings."""
        from gui.panels.csv_text import table_csv  # with numpy; the window stands before it

        header = [self.tr("Setting"), self.tr("Path"), *(self.heading(run) for run in self.runs)]
        return table_csv(header, [(each.label, each.path, *each.values) for each in self.rows])
