"""The board: the table of planned, running, finished and old runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from gui import tables
from gui.board_delegates import CellDelegate, OutcomeDelegate, SparklineDelegate
from gui.board_model import BoardModel
from gui.language import translate
from gui.runs import Run
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.session import Session

LEAST_ROWS = 3
SWATCH = 13


class Board(QTableView):
    """Shows the session's runs; the current row is the selected run.

    Keys: F2 names a run, Del removes the rows marked, Ctrl+C copies them, Ctrl+D duplicates the
    selected run, H hides or shows the rows marked, P pins the current row as the reference.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self._session = session
        self._theme = theme
        self.rows = BoardModel(session, theme, parent=self)
        self.setModel(self.rows)
        self._cells = CellDelegate(theme)
        self._delegates = {"sparkline": SparklineDelegate(theme), "outcome": OutcomeDelegate(theme)}
        self.setItemDelegate(self._cells)
        for column, told in enumerate(self.rows.columns):
            if told.key in self._delegates:
                self.setItemDelegateForColumn(column, self._delegates[told.key])
        self._configure()
        self._make_actions()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.rows.modelReset.connect(self._show_selected)
        session.selected_changed.connect(self._show_selected)
        self.set_theme(theme)
        self._show_selected()

    # --- making ----------------------------------------------------------------------------------

    def _configure(self) -> None:
        tables.configure(self, self._open_menu)
        self.setEditTriggers(self.EditTrigger.DoubleClicked | self.EditTrigger.EditKeyPressed)
        self.horizontalHeader().setStretchLastSection(True)

    def _make_actions(self) -> None:
        add, session = partial(tables.add_action, self), self._session
        standard = QKeySequence.StandardKey
        self.rename_action = add(self._edit_name, Qt.Key.Key_F2)
        self.duplicate_action = add(session.duplicate_selected, "Ctrl+D")
        self.hide_action = add(self._toggle_visible, Qt.Key.Key_H)
        self.pin_action = add(self._toggle_pin, Qt.Key.Key_P)
        self.copy_action = add(self.copy_rows, standard.Copy)
        self.remove_action = add(self.remove_rows, standard.Delete)
        self.remove_ghosts_action = add(session.remove_ghosts)
        self._name_actions()

    def _name_actions(self) -> None:
        self.rename_action.setText(self.tr("Rename"))
        self.duplicate_action.setText(self.tr("Duplicate"))
        self.copy_action.setText(self.tr("Copy rows"))
        self.remove_action.setText(self.tr("Remove"))
        self.remove_ghosts_action.setText(self.tr("Remove old runs"))
        hidden = any(not run.visible for run in self.marked_runs())
        self.hide_action.setText(self.tr("Show") if hidden else self.tr("Hide"))
        pinned = self._current is not None and self._current.pinned
        unpin = self.tr("Compare with the first run again")
        self.pin_action.setText(unpin if pinned else self.tr("Pin as reference"))
        self.setAccessibleName(self.tr("Runs"))

    # --- look and language -----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        for delegate in (self._cells, *self._delegates.values()):
            delegate.theme = theme
        tables.dress(self, theme)
        self.setIconSize(QSize(theme.px(SWATCH), theme.px(SWATCH)))
        self.rows.set_theme(theme)
        tables.share_width(self, self.rows.columns, theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tables.share_width(self, self.rows.columns, self._theme)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_actions()
            self.rows.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        height = self._height_of(max(LEAST_ROWS, min(8, self.rows.rowCount())))
        return QSize(sum(self._theme.px(told.width) for told in self.rows.columns), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._height_of(LEAST_ROWS))

    def _height_of(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        return header + rows * self._theme.px(tables.ROW_HEIGHT) + 2 * self.frameWidth()

    # --- selection -------------------------------------------------------------------------------

    def marked_runs(self) -> list[Run]:
        """Return the runs of the marked rows, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [run for row in rows if (run := self.rows.run_at(row)) is not None]

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        run = self.rows.run_at(current.row())
        if run is not None:
            self._session.select(run.id)

    def _show_selected(self, *_: object) -> None:
        selected = self._session.selected
        row = self.rows.row_of(selected.id) if selected is not None else -1
        if row < 0 or row == self.currentIndex().row():
            return
        index = self.rows.index(row, max(0, self.currentIndex().column()))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    # --- what can be done with rows --------------------------------------------------------------

    def _open_menu(self, at: QPoint) -> None:
        self._name_actions()
        menu = self.make_menu()
        menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """Return the context menu for the marked rows."""
        any_marked = bool(self.marked_runs())
        has_ghosts = any(run.ghost for run in self._session.runs)
        menu = QMenu(self)
        for action, enabled in (
            (self.rename_action, any_marked),
            (self.duplicate_action, any_marked),
            (self.hide_action, any_marked),
            (self.pin_action, self._current is not None),
            (self.copy_action, any_marked),
            (self.remove_action, any_marked),
            (self.remove_ghosts_action, has_ghosts),
        ):
            if action is self.remove_action:
                menu.addSeparator()
            action.setEnabled(enabled or action is not self.remove_ghosts_action)
            menu.addAction(action)
        return menu

    def _edit_name(self) -> None:
        keys = [told.key for told in self.rows.columns]
        index = self.rows.index(self.currentIndex().row(), keys.index("name"))
        if index.isValid():
            self.edit(index)

    def _toggle_visible(self) -> None:
        runs = self.marked_runs()
        visible = any(not run.visible for run in runs)
        for run in runs:
            self._session.set_visible(run.id, visible)

    @property
    def _current(self) -> Run | None:
        """The run of the current row."""
        return self.rows.run_at(self.currentIndex().row())

    def _toggle_pin(self) -> None:
        """Compare the others with the current run, or with the first one again."""
        run = self._current
        if run is not None:
            self._session.pin("" if run.pinned else run.id)

    def remove_rows(self) -> None:
        """Take the marked runs off the board."""
        for run in self.marked_runs():
            self._session.remove(run.id)

    def copy_rows(self) -> None:
        """Put the marked rows on the clipboard, with titles, columns separated by tabs."""
        told = [column for column in self.rows.columns if column.key != "sparkline"]
        tables.copy_cells(
            [translate(column.title) for column in told],
            [[self.rows.text(run, column.key) for column in told] for run in self.marked_runs()],
        )
