"""The line under the mouse and the box with the values read there."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

_GAP = 6.0
_AWAY = 12.0

Line = tuple[QColor | str | None, str]  # colour of the key (None: no key) and text


class Crosshair(QWidget):
    """A transparent layer over a plot; it takes no mouse events.

    A layer of its own lets the mouse move without the curves being drawn again each time from data.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._at: QPointF | None = None
        self._area = QRectF()
        self._lines: list[Line] = []
        self._background, self._text = QColor("#ffffff"), QColor("#222222")

    def set_colors(self, background: QColor, text: QColor) -> None:
        """Colours of the box."""
        self._background, self._text = QColor(background), QColor(text)
        self.update()

    def set_font(self, font: QFont) -> None:
        """Font of the readout."""
        self.setFont(font)
        self.update()

    def move_to(self, at: QPointF | None, area: QRectF) -> None:
        """Show the line at a point of the parent inside ``area``; None hides it."""
        if at is None and self._at is None:
            return
        self._at, self._area = at, area
        self.update()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Texts of the box, each after a key in its colour."""
        if list(lines) != self._lines:
            self._lines = list(lines)
            self.update()

    def paintEvent(self, event: object) -> None:
        if self._at is None:
            return
        painter = QPainter(self)
        painter.setClipRect(self._area)
        line = QColor(self._text)
        line.setAlpha(130)
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        x = round(self._at.x()) + 0.5
        painter.drawLine(QPointF(x, self._area.top()), QPointF(x, self._area.bottom()))
        painter.setClipping(False)
        if self._lines:
            self._paint_box(painter)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self.font())
        height = metrics.height()
        texts = max(metrics.horizontalAdvance(text) for _, text in self._lines)
        box = QRectF(0, 0, texts + height + 2 * _GAP, height * len(self._lines) + 2 * _GAP)
        box.moveTopLeft(self._corner(box))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border = QColor(self._background), QColor(self._text)
        fill.setAlpha(235)
        border.setAlpha(90)
        painter.setPen(QPen(border, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 4, 4)
        for k, (color, text) in enumerate(self._lines):
            top = box.top() + _GAP + k * height
            indent = 0.0
            if color is not None:
                indent = height
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(color))
                side = height * 0.55
                key = QRectF(box.left() + _GAP, top + (height - side) / 2, side, side)
                painter.drawRoundedRect(key, 2, 2)
            painter.setPen(self._text)
            painter.drawText(QPointF(box.left() + _GAP + indent, top + metrics.ascent()), text)

    def _corner(self, box: QRectF) -> QPointF:
        """Top left of the box: right of the mouse where there is room, inside this layer.

        A wide one reaches over the axis, or over what is around the plot.
        """
        assert self._at is not None
        right = max(self._area.right(), self.width() - 2.0)
        x = self._at.x() + _AWAY
        if x + box.width() > right:
            x = self._at.x() - _AWAY - box.width()
        if x < self._area.left() + 2:
            x = min(self._area.left() + 2, right - box.width())
        y = min(self._at.y() + _AWAY, self._area.bottom() - box.height() - 2)
        return QPointF(max(2.0, x), max(self._area.top() + 2, y))
