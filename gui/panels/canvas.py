"""A painted picture with axes: the base of surfaces, fits, ridgelines and matrices."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.panels.ticks import labels, ticks
from gui.theme import Theme, with_alpha

Range = tuple[float, float]
PIXELS_PER_TICK = 62.0


class Canvas(QWidget):
    """Maps data to pixels inside `area`, paints ticks and names around it, and a hover readout.

    Subclasses implement `paint_picture` and `read_at`; both work in pixels of the widget.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.x_range: Range = (0.0, 1.0)
        self.y_range: Range = (0.0, 1.0)
        self.x_name = ""
        self.y_name = ""
        self.message = ""
        self.cursor_at: QPointF | None = None
        #: painted for a file: nothing is to be kept as pixels of the screen
        self.on_paper = False
        self.setMouseTracking(True)
        self.setMinimumSize(60, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(300, 260)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font sizes from `theme`."""
        self.theme = theme
        self.update()

    # -- geometry --------------------------------------------------------------------------------

    def margins(self) -> tuple[float, float, float, float]:
        """Room left, above, right and below of the area, for ticks and names."""
        high = self.fontMetrics().height()
        widest = max((self._width(text) for text in labels(self.y_ticks())), default=0)
        left = 12 + (widest + 6 if widest else 0) + (high + 2 if self.y_name else 0)
        return left, 8.0, 14.0, 8 + high + (high if self.x_name else 0)

    @property
    def area(self) -> QRectF:
        """The part of the widget in which data are drawn."""
        self.setFont(self.theme.font(12))
        left, top, right, bottom = self.margins()
        wide, high = self.width() - left - right, self.height() - top - bottom
        return QRectF(left, top, max(10.0, wide), max(10.0, high))

    def x_ticks(self) -> list[float]:
        """Where the horizontal axis has ticks."""
        return ticks(*self.x_range, max(2, int(self.width() / PIXELS_PER_TICK)))

    def y_ticks(self) -> list[float]:
        """Where the vertical axis has ticks."""
        return ticks(*self.y_range, max(2, int(self.height() / PIXELS_PER_TICK)))

    def to_pixel(self, x: float, y: float, area: QRectF) -> QPointF:
        """Return where a data point lies."""
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        return QPointF(
            area.left() + (x - x0) / (x1 - x0) * area.width(),
            area.bottom() - (y - y0) / (y1 - y0) * area.height(),
        )

    def to_data(self, at: QPointF, area: QRectF) -> tuple[float, float]:
        """Return the data coordinates of a position."""
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        return (
            x0 + (at.x() - area.left()) / area.width() * (x1 - x0),
            y0 + (area.bottom() - at.y()) / area.height() * (y1 - y0),
        )

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    # -- hover -----------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.cursor_at = event.position()
        self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.cursor_at = None
        self.update()

    def read_at(self, at: QPointF, area: QRectF) -> list[str]:
        """Return the lines of the readout for a cursor position; empty: none."""
        return []

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_all(painter)
        painter.end()

    def paint_all(self, painter: QPainter) -> None:
        """Paint everything; also used to make figures."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area
        painter.setFont(self.font())
        if self.message:
            self.paint_message(painter)
            return
        self.paint_axes(painter, area)
        self.paint_picture(painter, area)
        if self.cursor_at is not None and area.contains(self.cursor_at):
            self.paint_readout(painter, self.cursor_at, self.read_at(self.cursor_at, area))

    def paint_picture(self, painter: QPainter, area: QRectF) -> None:
        """Paint the data."""
        raise NotImplementedError

    def paint_message(self, painter: QPainter) -> None:
        """Say why there is nothing to see."""
        painter.setPen(QColor(self.theme.muted))
        room = QRectF(self.rect()).adjusted(20, 8, -20, -8)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.message)

    def paint_axes(self, painter: QPainter, area: QRectF) -> None:
        """Paint grid, ticks and names."""
        high = self.fontMetrics().height()
        grid, ink = QPen(QColor(self.theme.grid), 1), QColor(self.theme.muted)
        xs, ys = self.x_ticks(), self.y_ticks()
        painter.setPen(grid)
        for x in xs:
            at = self.to_pixel(x, self.y_range[0], area).x()
            painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
        for y in ys:
            at = self.to_pixel(self.x_range[0], y, area).y()
            painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        painter.setPen(ink)
        for x, text in zip(xs, labels(xs), strict=True):
            at = self.to_pixel(x, self.y_range[0], area).x()
            box = QRectF(at - 40, area.bottom() + 4, 80, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)
        for y, text in zip(ys, labels(ys), strict=True):
            at = self.to_pixel(self.x_range[0], y, area).y()
            box = QRectF(area.left() - 106, at - high / 2, 100, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        self._paint_names(painter, area, high)

    def _paint_names(self, painter: QPainter, area: QRectF, high: int) -> None:
        if self.x_name:
            box = QRectF(area.left(), area.bottom() + 4 + high, area.width(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.x_name)
        if self.y_name:
            painter.save()
            painter.translate(max(4.0, area.left() - self.margins()[0] + 4), area.center().y())
            painter.rotate(-90)
            box = QRectF(-area.height() / 2, 0, area.height(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.y_name)
            painter.restore()

    def paint_readout(self, painter: QPainter, at: QPointF, lines: list[str]) -> None:
        """Paint a small box with `lines` beside the cursor, inside the widget."""
        if not lines:
            return
        high = self.fontMetrics().height()
        size = QSize(max(map(self._width, lines)) + 16, high * len(lines) + 10)
        left = at.x() + 12
        if left + size.width() > self.width() - 2:
            left = max(2.0, at.x() - 12 - size.width())
        top = min(max(2.0, at.y() - size.height() - 8), self.height() - size.height() - 2.0)
        box = QRectF(left, top, size.width(), size.height())
        painter.setPen(QPen(QColor(self.theme.card_border), 1))
        painter.setBrush(with_alpha(self.theme.card, 0.94))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(self.theme.text))
        for index, line in enumerate(lines):
            painter.drawText(QPointF(box.left() + 8, box.top() + 5 + high * (index + 0.78)), line)
