"""The mark of what is shown of the past: the step, light on dark, where all else is the reverse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

PADDING = 8


def paint_past(painter: QPainter, theme: Theme, text: str, top_right: QPoint, font: QFont) -> None:
    """Paint the mark with its upper right corner at a point."""
    metrics = QFontMetricsF(font)
    box = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 4)
    box.moveTopRight(top_right.toPointF())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.text))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(theme.card))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class PastChip(QWidget):
    """Stands in a card's header while the card shows the past; else it is hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """The step in words; empty: the present is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show the step; an empty text hides it."""
        if text == self._text:
            return
        longer = len(text) != len(self._text)
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(self.tr("This card shows the past, {step}.").format(step=text))
        if self.isHidden() == bool(text):
            self.setVisible(bool(text))
        if longer:
            self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(12, bold=True))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        # Digits differ in width: room for the widest ones keeps the header still while playing.
        widest = max(metrics.horizontalAdvance(digit) for digit in "0123456789")
        width = sum(widest if c.isdigit() else metrics.horizontalAdvance(c) for c in self._text)
        return QSize(width + 2 * PADDING, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_past(painter, self._theme, self._text, self.rect().topRight() + QPoint(1, 0),
                   self.font())  # fmt: skip
        painter.end()
