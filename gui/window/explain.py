"""F1: the explanation of what the mouse points at, or of what has the focus, in a card to keep."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QVBoxLayout, QWidget

from gui.panels.base import Panel
from gui.theme import Theme
from gui.tips import Tip

SIZE = QSize(420, 320)
OFFSET = QPoint(16, 16)


def explanation_of(widget: QWidget | None) -> str:
    """Return the explanation of `widget`, or of the nearest thing around it that has one."""
    while widget is not None:
        tip = widget.findChild(Tip, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(tip, Tip) and tip.html():
            return tip.html()
        if isinstance(widget, Panel):
            return widget.explain()
        if widget.toolTip():
            return widget.toolTip()
        widget = widget.parentWidget()
    return ""


class ExplainCard(QDialog):
    """Shows one explanation at a time; stays while one works on, Escape closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._make: Callable[[], str] = str
        self._browser = QTextBrowser(self)
        self._browser.setOpenLinks(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._browser)
        self._theme = theme

    @property
    def text(self) -> str:
        """The explanation as plain text."""
        return self._browser.toPlainText()

    def set_theme(self, theme: Theme) -> None:
        """Take the size of text from `theme`."""
        self._theme = theme

    def explain_here(self) -> None:
        """Explain what the mouse points at; outside the window, what has the focus."""
        under_mouse = QApplication.widgetAt(QCursor.pos())
        widget = under_mouse if explanation_of(under_mouse) else QApplication.focusWidget()
        self.explain(
            lambda: explanation_of(widget) if widget is None or shiboken6.isValid(widget) else ""
        )

    def explain(self, make: Callable[[], str]) -> None:
        """Show what `make` returns, in the present language; an empty text shows how to ask."""
        self._make = make
        self._write()
        if not self.isVisible():
            self.move(QCursor.pos() + OFFSET)
        self.show()
        self.raise_()

    def _write(self) -> None:
        asked = self._make() or self.tr("Point at something and press F1: it explains itself.")
        self.setWindowTitle(self.tr("Explanation"))
        self._browser.setHtml(asked)
        document = self._browser.document()
        width, height = self._theme.px(SIZE.width()), self._theme.px(SIZE.height())
        document.setTextWidth(width)
        wanted = int(document.size().height()) + 28
        self.resize(max(width, int(document.idealWidth()) + 40), min(height, wanted))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self._write()
        super().changeEvent(event)
