"""A dock that looks like a card: its header is the title bar, its body the panel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from gui.panels.base import Panel
from gui.panels.card import CardHeader, paint_card
from gui.theme import Theme


class CardBody(QWidget):
    """The lower part of a card, around a widget that is no panel, such as the form."""

    def __init__(self, theme: Theme, content: QWidget, *below: QWidget) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 6)
        layout.setSpacing(0)
        layout.addWidget(content, 1)
        for widget in below:
            layout.addWidget(widget)

    def set_theme(self, theme: Theme) -> None:
        """Take the card's colours from `theme`."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(self, painter, self._theme, top=False, bottom=True)
        painter.end()


class CardDock(QDockWidget):
    """A card that can be dragged, floated, hidden, and maximised by a double click on its header.

    `key` names the dock in the remembered layout.
    """

    maximize_requested = Signal(object)

    def __init__(self, key: str, header: CardHeader, body: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"dock/{key}")
        self.key = key
        self.header = header
        self.setTitleBarWidget(header)
        self.setWidget(body)
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        header.maximize_requested.connect(self._ask_for_all)

    def _ask_for_all(self) -> None:
        self.maximize_requested.emit(self)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`, where the body does not do so itself."""
        self.header.set_theme(theme)
        body = self.widget()
        if isinstance(body, CardBody):
            body.set_theme(theme)

    def furnish(self, panel: Panel) -> None:
        """Put a panel, with its own header, in the place of what was there."""
        old = (self.header, self.widget())
        self.header = panel.header
        self.setTitleBarWidget(panel.header)
        self.setWidget(panel)
        self.setWindowTitle(panel.title())
        panel.header.title_changed.connect(self.setWindowTitle)  # the task decides what it shows
        panel.maximize_requested.connect(self._ask_for_all)  # by its header or its menu
        for each in old:
            each.deleteLater()

    def set_title(self, title: str) -> None:
        """Name the dock in menus and, while it floats, in the window's frame."""
        self.setWindowTitle(title)
        self.header.set_title(title)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing a floating card puts it back instead of losing it."""
        if self.isFloating():
            event.ignore()
            self.setFloating(False)
            return
        super().closeEvent(event)
