"""The card below, whose pages are the board, in what its runs differ, and the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from gui.preferences import Preferences
from gui.session import Session
from gui.theme import Theme
from gui.window.dock import CardDock
from gui.window.page_switch import PageSwitch

if TYPE_CHECKING:
    from gui.differences.view import DifferencesView
    from gui.library.view import LibraryView

RUNS, DIFFERENCES, LIBRARY = PAGES = ("runs", "differences", "library")
SHARE = 0.4
"""What the library takes of the window's height, if it takes more than the board did."""


class LibraryCard(QObject):
    """Shows one of the pages in the card; all but the board are made when they are first shown."""

    #: the page of the library is there
    furnished = Signal(object)
    #: pixels that the card should be high
    height_wanted = Signal(int)

    def __init__(
        self,
        window: QMainWindow,
        dock: CardDock,
        pages: QStackedWidget,
        session: Session,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window, self._dock, self._pages = window, dock, pages
        self._session, self._preferences, self._theme = session, preferences, theme
        self._heights: dict[str, int] = {}
        self.view: LibraryView | None = None
        self.differences: DifferencesView | None = None
        self.switch = PageSwitch(PAGES, theme)
        self.switch.chosen.connect(self.show_page)
        self.switch.set_current(RUNS)
        dock.header.replace_title(self.switch)
        self._shortcut = QShortcut(QKeySequence("Ctrl+L"), window)
        self._shortcut.activated.connect(self._toggle)
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), window)
        self._find.activated.connect(self.search)
        self.retranslate()

    @property
    def page(self) -> str:
        """The page that is shown, one of `PAGES`."""
        shown = self._pages.currentWidget()
        if shown is self.view:
            return LIBRARY
        return DIFFERENCES if shown is self.differences else RUNS

    def restore(self) -> None:
        """Show the page that was shown last."""
        page = self._preferences.get("library/page")
        if page != RUNS:
            self.show_page(page)

    def show_page(self, page: str) -> None:
        """Show one of `PAGES`, each as high as it was."""
        before = self.page
        self._dock.show()
        self.switch.set_current(page)
        if page == before:
            return
        self._heights[before] = self._dock.height()
        if page == RUNS:
            self._pages.setCurrentIndex(0)
        else:
            self._pages.setCurrentWidget(self._made(page))
        if self.view is not None:
            self.view.bar.setVisible(page == LIBRARY)
        if page == LIBRARY and self.view is not None:
            self.view.reload()
            self.view.table.setFocus()
        self._preferences.set("library/page", page)
        self._give_height(page)

    def _made(self, page: str) -> QWidget:
        """Return a page other than the board, made if it is not there yet."""
        if page == LIBRARY:
            return self.furnish()
        if self.differences is None:
            from gui.differences.view import DifferencesView

            self.differences = DifferencesView(self._session, self._theme)
            self._pages.addWidget(self.differences)
        return self.differences

    def search(self) -> None:
        """Go to the search field of the library."""
        self.show_page(LIBRARY)
        if self.view is not None:
            self.view.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.view.bar.search.selectAll()

    def furnish(self) -> LibraryView:
        """Make the page of the library, if it is not there yet."""
        if self.view is None:
            from gui.library.view import LibraryView

            self.view = LibraryView(self._session.shelf, self._theme, self._session.keeper.flush)
            self._pages.addWidget(self.view)
            self._dock.header.add_behind_title(self.view.bar)
            self.view.bar.hide()
            self.furnished.emit(self.view)
        return self.view

    def _toggle(self) -> None:
        self.show_page(RUNS if self.page == LIBRARY else LIBRARY)

    def _give_height(self, page: str) -> None:
        """A list of runs wants more room than a board of three."""
        wanted = self._heights.get(page, 0)
        if not wanted and page == LIBRARY:
            wanted = max(self._dock.height(), round(SHARE * self._window.height()))
        if wanted:
            self.height_wanted.emit(wanted)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        self.switch.set_theme(theme)
        for view in (self.view, self.differences):
            if view is not None:
                view.set_theme(theme)

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.switch.set_texts({
            RUNS: (self.tr("Runs"), self.tr("The runs on the board.")),
            DIFFERENCES: (
                self.tr("Differences"),
                self.tr("The settings in which the visible runs differ."),
            ),
            LIBRARY: (self.tr("Library"), self.tr("All runs that were ever trained (Ctrl+L).")),
        })  # fmt: skip


def pages_of(board: QWidget) -> QStackedWidget:
    """Return pages with the board as the first of them."""
    pages = QStackedWidget()
    pages.addWidget(board)
    return pages
