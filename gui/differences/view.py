"""The page that shows in which settings the runs in the plots differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QTableView, QWidget

from gui import tables
from gui.board_delegates import CellDelegate
from gui.differences.model import DifferencesModel
from gui.panels.notice import Notice
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.session import Session

SETTING_WIDTH = 230
RUN_WIDTHS = (150, 300)
"""A column of a run is so wide at least and at most."""


class DifferencesView(QWidget):
    """A table of the visible runs, or a sentence where there is nothing to compare.

    Ctrl+C and the context menu copy the table as CSV.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("differences")
        self._session, self._theme = session, theme
        self.rows = DifferencesModel(theme, self)
        self.table = QTableView(self)
        self.notice = Notice(theme, self)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.table)
        self._layout.addWidget(self.notice)
        self._cells = CellDelegate(theme)
        self._configure()
        self.copy_action = tables.add_action(
            self, self.copy, QKeySequence.StandardKey.Copy,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )  # fmt: skip
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        for signal in (session.runs_changed, session.run_changed, session.retuned):
            signal.connect(self._refresh_soon)
        self.set_theme(theme)
        self._retranslate()

    def _configure(self) -> None:
        self.table.setModel(self.rows)
        self.table.setItemDelegate(self._cells)
        tables.configure(self.table, self._open_menu)
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)

    # --- what is shown ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Compare the runs that are visible now."""
        runs = [run for run in self._session.runs if run.visible]
        columns = self.rows.columnCount()
        self.rows.show(runs, self._session.reference)
        if len(runs) < 2:
            self.notice.set_text(self.tr("Show two runs or more to see in what they differ."))
        elif not self.rows.rows:
            self.notice.set_text(self.tr("These runs have the same settings."))
        shown = self.table if len(runs) > 1 and self.rows.rows else self.notice
        self._layout.setCurrentWidget(shown)
        if columns != self.rows.columnCount():
            self._fit_columns()

    def _refresh_soon(self, *_: object) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _fit_columns(self) -> None:
        first = self._theme.px(SETTING_WIDTH)
        least, most = (self._theme.px(width) for width in RUN_WIDTHS)
        room = (self.width() - 2 * self.table.frameWidth() - first) // max(1, len(self.rows.runs))
        self.table.setColumnWidth(0, first)
        for column in range(1, 1 + len(self.rows.runs)):
            self.table.setColumnWidth(column, max(least, min(most, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    # --- look and language -----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        self._cells.theme = theme
        tables.dress(self.table, theme, bold=True)
        self.notice.set_theme(theme)
        self.rows.set_theme(theme)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.copy_action.setText(self.tr("Copy table (CSV)"))
        self.table.setAccessibleName(self.tr("Settings in which the visible runs differ"))
        self.refresh()

    # --- taking it away --------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the table on the clipboard, as CSV."""
        if self.rows.rows:
            QGuiApplication.clipboard().setText(self.rows.csv())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.copy_action)
        menu.exec(self.table.viewport().mapToGlobal(at))
        menu.deleteLater()
