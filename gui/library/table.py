"""The table of the library: columns that share the room, rows to choose, keys and a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from engine.library.record import RunRow
from gui import tables
from gui.board_delegates import CellDelegate, OutcomeDelegate
from gui.language import translate
from gui.library.cells import COLUMNS, KEYS
from gui.library.delegates import StarDelegate, TagsDelegate
from gui.library.model import LibraryModel
from gui.theme import Theme

GROWS = "settings"
"""The column that takes the room that is left."""


class LibraryTable(QTableView):
    """Shows a `LibraryModel`.

    Keys: Enter opens the runs marked on the board, F2 edits name, tags or note, Del deletes,
    * stars, Ctrl+C copies.
    """

    #: runs (a list of `RunRow`) to be put on the board
    open_wanted = Signal(object)
    #: the same, and nothing beside them
    compare_wanted = Signal(object)
    #: runs to be deleted
    delete_wanted = Signal(object)
    #: deleted runs that are wanted again
    restore_wanted = Signal(object)
    #: deleted runs to be removed for good
    purge_wanted = Signal(object)
    #: key of the order, whether descending
    order_changed = Signal(str, bool)

    def __init__(self, model: LibraryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self._theme = theme
        self.rows = model
        self.export_menu = QMenu(self)
        self.setModel(model)
        self._cells = CellDelegate(theme)
        self._delegates = {
            "starred": StarDelegate(theme),
            "status": OutcomeDelegate(theme),
            "tags": TagsDelegate(theme),
        }
        self.setItemDelegate(self._cells)
        for key, delegate in self._delegates.items():
            self.setItemDelegateForColumn(KEYS.index(key), delegate)
        self._configure()
        self._make_actions()
        self.doubleClicked.connect(self._double_clicked)
        self.set_theme(theme)
        self.show_order(*model.order)

    # --- making ----------------------------------------------------------------------------------

    def _configure(self) -> None:
        tables.configure(self, self._open_menu)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(20)
        header.sectionClicked.connect(self._header_clicked)

    def _make_actions(self) -> None:
        add = partial(tables.add_action, self)
        key, standard = Qt.Key, QKeySequence.StandardKey
        self.open_action = add(self._emit(self.open_wanted), key.Key_Return, key.Key_Enter)
        self.compare_action = add(self._emit(self.compare_wanted))
        self.rename_action = add(self.edit_current, key.Key_F2)
        self.tags_action = add(lambda: self._edit("tags"))
        self.note_action = add(lambda: self._edit("note"))
        self.star_action = add(self._star, key.Key_Asterisk)
        self.copy_action = add(self.copy_rows, standard.Copy)
        self.delete_action = add(self._delete, standard.Delete)
        self.restore_action = add(self._emit(self.restore_wanted))
        self.purge_action = add(self._emit(self.purge_wanted))
        self._name_actions()

    def _emit(self, signal: object) -> Callable[[], None]:
        def tell() -> None:
            if rows := self.marked_rows():
                signal.emit(rows)  # type: ignore[attr-defined]

        return tell

    def _name_actions(self) -> None:
        self.open_action.setText(self.tr("Open on the board"))
        self.compare_action.setText(self.tr("Compare these on the board"))
        self.rename_action.setText(self.tr("Rename"))
        self.tags_action.setText(self.tr("Edit tags"))
        self.note_action.setText(self.tr("Edit note"))
        self.copy_action.setText(self.tr("Copy rows"))
        self.delete_action.setText(self.tr("Delete"))
        self.restore_action.setText(self.tr("Restore"))
        self.purge_action.setText(self.tr("Delete for good…"))
        self.export_menu.setTitle(self.tr("Export"))
        plain = any(not row.starred for row in self.marked_rows())
        self.star_action.setText(self.tr("Star") if plain else self.tr("Take the star away"))
        self.setAccessibleName(self.tr("Library"))

    # --- look and language -----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        for delegate in (self._cells, *self._delegates.values()):
            delegate.theme = theme
        tables.dress(self, theme)
        self.rows.set_theme(theme)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name_actions()
            self.rows.refresh()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        tables.share_width(self, COLUMNS, self._theme, KEYS.index(GROWS))

    def sizeHint(self) -> QSize:
        return QSize(sum(self._theme.px(told.width) for told in COLUMNS), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        header = self.horizontalHeader().sizeHint().height()
        return QSize(200, header + 2 * self._theme.px(tables.ROW_HEIGHT))

    # --- order -----------------------------------------------------------------------------------

    def show_order(self, key: str, descending: bool) -> None:
        """Sort by the column called `key`."""
        if key in KEYS:
            way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.horizontalHeader().setSortIndicator(KEYS.index(key), way)
            self.rows.sort(KEYS.index(key), way)

    def _header_clicked(self, column: int) -> None:
        key, descending = self.rows.order
        wanted = not descending if key == KEYS[column] else COLUMNS[column].descending
        self.show_order(KEYS[column], wanted)
        self.order_changed.emit(KEYS[column], wanted)

    # --- what is chosen --------------------------------------------------------------------------

    def marked_rows(self) -> list[RunRow]:
        """Return the marked runs, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [row for place in places if (row := self.rows.row_at(place)) is not None]

    def mark(self, runs: list[str]) -> None:
        """Mark these runs, as far as they are listed, the first of them as the current one."""
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        places = [place for run in runs if (place := self.rows.place_of(run)) >= 0]
        selection.clear()
        for number, place in enumerate(places):
            index = self.rows.index(place, KEYS.index("name"))
            selection.select(index, flags.Select | flags.Rows)
            if number == 0:
                selection.setCurrentIndex(index, flags.NoUpdate)
                self.scrollTo(index)

    # --- what can be done with runs --------------------------------------------------------------

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() != KEYS.index("starred"):
            self.open_action.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up from the first row and typing do nothing of their own: letters are the window's."""
        if event.text().isprintable() and event.text().strip() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def edit_current(self) -> None:
        """Edit the current cell if it can be, else the name."""
        column = self.currentIndex().column()
        self._edit(KEYS[column] if column >= 0 and COLUMNS[column].editable else "name")

    def _edit(self, key: str) -> None:
        index = self.rows.index(self.currentIndex().row(), KEYS.index(key))
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def _star(self) -> None:
        rows = self.marked_rows()
        starred = any(not row.starred for row in rows)
        for row in rows:
            if row.starred != starred:
                self.rows.change(row.id, starred=starred)

    def _delete(self) -> None:
        """Delete what is marked; where it is deleted already, ask whether for good."""
        rows = self.marked_rows()
        if rows and all(row.deleted is not None for row in rows):
            self.purge_wanted.emit(rows)
        elif rows:
            self.delete_wanted.emit(rows)

    def copy_rows(self) -> None:
        """Put the marked rows on the clipboard, with titles, columns separated by tabs."""
        told = [column for column in COLUMNS if column.key != "starred"]
        tables.copy_cells(
            [translate(column.title) for column in told],
            [[self.rows.text(row, column.key) for column in told] for row in self.marked_rows()],
        )

    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        if menu.actions():
            menu.exec(self.viewport().mapToGlobal(at))
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """Return the context menu for the marked rows."""
        self._name_actions()
        rows, menu = self.marked_rows(), QMenu(self)
        if not rows:
            return menu
        if all(row.deleted is not None for row in rows):
            menu.addActions([self.restore_action, self.purge_action])
            return menu
        self.compare_action.setEnabled(len(rows) > 1)
        menu.addActions([self.open_action, self.compare_action])
        menu.addSeparator()
        menu.addActions([self.rename_action, self.tags_action, self.note_action, self.star_action])
        menu.addSeparator()
        if self.export_menu.actions():
            menu.addMenu(self.export_menu)
        menu.addAction(self.copy_action)
        menu.addSeparator()
        menu.addAction(self.delete_action)
        return menu
