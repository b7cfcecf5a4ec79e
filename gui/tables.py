"""What the tables of the window have in common: rows to choose, keys, columns that share room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.theme import Theme

ROW_HEIGHT = 27


class Sized(Protocol):
    """A column as wide as `width`, which gives way down to `least`; 0: it does not."""

    @property
    def width(self) -> int: ...
    @property
    def least(self) -> int: ...


def configure(table: QTableView, open_menu: Callable[[QPoint], None]) -> None:
    """Let whole rows be chosen and scrolled by pixels; nothing is edited unless it is allowed.

    `open_menu` is called with the place, in the viewport, at which a context menu is wanted.
    """
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)  # Tab leaves the table
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.customContextMenuRequested.connect(open_menu)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setHighlightSections(False)


def dress(table: QTableView, theme: Theme, *, bold: bool = False) -> None:
    """Take fonts and the height of rows from `theme`; `bold` titles of columns."""
    table.setFont(theme.font())
    table.horizontalHeader().setFont(theme.font(12, bold=bold))
    table.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))


def add_action(
    owner: QWidget,
    done: Callable[[], object],
    *keys: Qt.Key | QKeySequence.StandardKey | str,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetShortcut,
) -> QAction:
    """Add an action that does `done`; its keys work while `owner` has the focus."""
    action = QAction(owner)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(context)
    action.triggered.connect(lambda: done())
    owner.addAction(action)
    return action


def share_width(
    table: QTableView, columns: Sequence[Sized], theme: Theme, grows: int | None = None
) -> None:
    """Share the width out: columns that may give way do so from the right.

    The column `grows` takes what is left over.
    """
    widths = [theme.px(told.width) for told in columns]
    excess = sum(widths) - table.viewport().width()
    for column, told in reversed(list(enumerate(columns))):
        room = widths[column] - theme.px(told.least) if told.least else 0
        given = max(0, min(room, excess))
        widths[column] -= given
        excess -= given
    if grows is not None:
        widths[grows] += max(0, -excess)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)


def copy_cells(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Put rows on the clipboard below their titles, columns separated by tabs."""
    lines = ["\t".join(cells) for cells in (titles, *rows)]
    QGuiApplication.clipboard().setText("\n".join(lines))
