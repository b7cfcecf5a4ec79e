"""F1: the explanation of what the mouse points at, or of what has the focus, in a card to keep."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
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
        self._text = QTextBrowser(self)
        self._text.setOpenLinks(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._text)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Take the size of text from `theme`."""
        self._theme = theme

    def explain_here(self) -> None:
        """Explain what the mouse points at; outside the window, what has the focus."""
        under_mouse = QApplication.widgetAt(QCursor.pos())
        self.explain(explanation_of(under_mouse) or explanation_of(QApplication.focusWidget()))

    def explain(self, html: str) -> None:
        """Show `html`; an empty text shows how to ask."""
        asked = html or self.tr("Point at something and press F1: it explains itself.")
        self.setWindowTitle(self.tr("Explanation"))
        self._text.setHtml(asked)
        width, height = self._theme.px(SIZE.width()), self._theme.px(SIZE.height())
        self._text.document().setTextWidth(width)
        wanted = int(self._text.document().size().height()) + 28
        self.resize(max(width, int(self._text.document().idealWidth()) + 40), min(height, wanted))
        if not self.isVisible():
            self.move(QCursor.pos() + OFFSET)
        self.show()
        self.raise_()
