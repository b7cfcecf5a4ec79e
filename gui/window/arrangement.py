"""Where the cards stand: the first layout, the remembered one, one card alone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from gui.window.dock import CardDock

VERSION = 1
"""Raised when docks come or go: a layout remembered by another version is not applied."""

COLUMNS = ("experiment", "loss", "gradients", "surface")
BELOW = {"loss": "dead_units", "gradients": "activations", "surface": "readings"}
WIDTHS = (258, 422, 436, 299)
ROW_HEIGHTS = (340, 340)
BOARD_HEIGHT = 165
ROOM_FOR_ALL = 1700
"""Narrower than this, large text leaves no room for the readings beside the rest."""

LARGE_WIDTHS = (310, 330, 330, 300)
"""Widths of the columns when text is large and the room narrow."""


class Arrangement(QObject):
    """Arranges the docks of a window; remembers, restores and resets."""

    #: the card shown alone, or None
    maximized = Signal(object)

    def __init__(self, window: QMainWindow, docks: Mapping[str, CardDock]) -> None:
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._before: QByteArray | None = None
        self._alone: CardDock | None = None
        self._unlarged: QByteArray | None = None
        window.setDockNestingEnabled(True)
        for dock in docks.values():
            dock.maximize_requested.connect(self.toggle_maximized)
        self._place()

    def _place(self) -> None:
        window, docks = self._window, self._docks
        first, *others = (docks[key] for key in COLUMNS)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, first)
        for before, dock in zip([first, *others], others, strict=False):
            window.splitDockWidget(before, dock, Qt.Orientation.Horizontal)
        for upper, lower in BELOW.items():
            window.splitDockWidget(docks[upper], docks[lower], Qt.Orientation.Vertical)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, docks["board"])

    def reset(self) -> None:
        """Put every card where it stands at the first start."""
        self._alone = self._before = None
        for dock in self._docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        self._place()
        for dock in self._docks.values():
            dock.show()
        self.share_room()
        self.maximized.emit(None)

    def share_room(self) -> None:
        """Give the cards of the first layout their shares of the window."""
        window, docks = self._window, self._docks
        columns = [docks[key] for key in COLUMNS]
        window.resizeDocks(columns, list(WIDTHS), Qt.Orientation.Horizontal)
        for upper, lower in BELOW.items():
            pair = [docks[upper], docks[lower]]
            window.resizeDocks(pair, list(ROW_HEIGHTS), Qt.Orientation.Vertical)
        window.resizeDocks([docks["board"]], [BOARD_HEIGHT], Qt.Orientation.Vertical)

    def give_height(self, key: str, height: int) -> None:
        """Make a card in the lowest row so high; the cards above share what is left."""
        dock = self._docks[key]
        lowest = Qt.DockWidgetArea.BottomDockWidgetArea
        if dock.isFloating() or self._alone or self._window.dockWidgetArea(dock) != lowest:
            return
        for pair in BELOW.items():
            above = [self._docks[each] for each in pair]
            heights = [each.height() for each in above]
            share = (sum(heights) + dock.height() - height) / max(1, sum(heights))
            wanted = [max(1, round(share * each)) for each in heights]
            self._window.resizeDocks([*above, dock], [*wanted, height], Qt.Orientation.Vertical)

    def toggle_maximized(self, dock: CardDock) -> None:
        """Show `dock` alone, or bring the others back."""
        if self._before is not None:
            self.restore_all()
            return
        if dock.isFloating():
            dock.setFloating(False)
        self._before, self._alone = self._window.saveState(VERSION), dock
        for other in self._docks.values():
            other.setVisible(other is dock)
        self.maximized.emit(dock)

    def restore_all(self) -> None:
        """Bring back the cards that a maximised one has hidden."""
        before, self._before, self._alone = self._before, None, None
        if before is not None:
            self._window.restoreState(before, VERSION)
            self.maximized.emit(None)

    def expect_large(self) -> None:
        """Keep how the cards stand, before the window fills the screen with large text."""
        self.restore_all()
        self._unlarged = self._window.saveState(VERSION)

    def make_large(self, large: bool) -> None:
        """Make room for large text on a narrow screen, or bring back what stood before."""
        if large and self._window.width() < ROOM_FOR_ALL:
            self._docks["readings"].hide()
            columns = [self._docks[key] for key in COLUMNS]
            self._window.resizeDocks(columns, list(LARGE_WIDTHS), Qt.Orientation.Horizontal)
        elif not large and self._unlarged is not None:
            self.restore_all()
            before, self._unlarged = self._unlarged, None
            self._window.restoreState(before, VERSION)

    @property
    def alone(self) -> CardDock | None:
        """The maximised card, if there is one."""
        return self._alone

    def state(self) -> bytes:
        """Return the layout to be remembered; a maximised card counts as not maximised."""
        saved = self._unlarged or self._before or self._window.saveState(VERSION)
        return bytes(saved.data())

    def restore(self, state: bytes) -> bool:
        """Apply a remembered layout; returns whether it could be."""
        return bool(state) and self._window.restoreState(QByteArray(state), VERSION)
