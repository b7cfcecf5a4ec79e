"""The confusion matrix: how often samples of each class were taken for which."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.numbers import grouped
from gui.palettes import blend, ink_on
from gui.panels.canvas import Canvas
from gui.panels.words import percent
from gui.theme import Theme

RIGHT, WRONG = 0.75, 0.9  # strongest colour of the diagonal and of mistakes
FAINTEST = 0.10
LARGEST_CELL = 46.0


class ConfusionMatrix(Canvas):
    """Counts (true, predicted); colours are shares of each true class, mistakes in another hue."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()

    def set_counts(self, counts: NDArray[np.int64], names: Sequence[str]) -> None:
        """Show counts (k, k) of classes with these names."""
        self._counts = counts.astype(np.int64)
        self._names = tuple(names) or tuple(str(index) for index in range(len(counts)))
        self.update()

    @property
    def counts(self) -> NDArray[np.int64]:
        """The counts shown (true, predicted)."""
        return self._counts

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the classes."""
        return self._names

    def margins(self) -> tuple[float, float, float, float]:
        high = self.fontMetrics().height()
        widest = min(70, max(map(self._width, self._names), default=0))
        return 8 + high + 4 + widest + 6, 4.0, 10.0, 4 + high + 4 + high

    @property
    def area(self) -> QRectF:
        room = super().area
        side = min(room.width(), room.height(), LARGEST_CELL * max(1, len(self._counts)))
        square = QRectF(0, 0, side, side)
        square.moveCenter(room.center())
        square.moveTop(room.top())
        return square

    def paint_axes(self, painter: QPainter, area: QRectF) -> None:
        high = self.fontMetrics().height()
        cell = area.height() / max(1, len(self._counts))
        stride = max(1, int(np.ceil(high / max(1.0, cell))))
        painter.setPen(QColor(self.theme.muted))
        metrics = self.fontMetrics()
        for k in range(0, len(self._counts), stride):
            middle = (k + 0.5) * cell
            name = metrics.elidedText(self._names[k], Qt.TextElideMode.ElideRight, 70)
            box = QRectF(area.left() - 80, area.top() + middle - high / 2, 75, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            wide = max(cell * stride, 10.0)
            name = metrics.elidedText(self._names[k], Qt.TextElideMode.ElideRight, int(wide))
            box = QRectF(area.left() + middle - wide / 2, area.bottom() + 3, wide, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, name)
        self._paint_titles(painter, area, high)

    def _paint_titles(self, painter: QPainter, area: QRectF, high: int) -> None:
        below = QRectF(area.left() - 40, area.bottom() + 3 + high, area.width() + 80, high)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("predicted"))
        widest = min(70, max(map(self._width, self._names), default=0))
        painter.save()
        painter.translate(area.left() - widest - 12 - high, area.center().y())
        painter.rotate(-90)
        box = QRectF(-area.height() / 2, 0, area.height(), high)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("true"))
        painter.restore()

    def paint_picture(self, painter: QPainter, area: QRectF) -> None:
        classes = len(self._counts)
        if not classes:
            return
        cell = area.width() / classes
        shares = self._counts / np.maximum(1, self._counts.sum(axis=1, keepdims=True))
        gap = 0.75 if cell > 8 else 0.0
        font = self.theme.font(12)
        font.setPixelSize(max(8, min(font.pixelSize(), int(cell * 0.42))))
        painter.setFont(font)
        widest = painter.fontMetrics().horizontalAdvance(str(int(self._counts.max())))
        written = widest < cell - 3 and painter.fontMetrics().height() < cell + 3
        for row, column in np.ndindex(classes, classes):
            box = QRectF(area.left() + column * cell, area.top() + row * cell, cell, cell)
            color = self._color(float(shares[row, column]), row == column)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(box.adjusted(gap, gap, -gap, -gap), 2, 2)
            number = int(self._counts[row, column])
            if written and number:
                painter.setPen(QColor(ink_on(color)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.setFont(self.font())

    def _color(self, share: float, right: bool) -> str:
        ground = blend(self.theme.card, self.theme.grid, 0.7)
        if share <= 0:
            return ground
        # Mistakes are rare: the root makes a few of them visible.
        strength = share if right else share**0.5
        hue, most = (self.theme.link, RIGHT) if right else (self.theme.danger, WRONG)
        return blend(ground, hue, FAINTEST + (most - FAINTEST) * strength)

    def read_at(self, at: QPointF, area: QRectF) -> list[str]:
        classes = len(self._counts)
        if not classes:
            return []
        column = min(classes - 1, int((at.x() - area.left()) / area.width() * classes))
        row = min(classes - 1, int((at.y() - area.top()) / area.height() * classes))
        number, total = int(self._counts[row, column]), int(self._counts[row].sum())
        told = self.tr("true {true}, predicted {predicted}").format(
            true=self._names[row], predicted=self._names[column]
        )
        share = percent(100 * number / max(1, total))
        of = self.tr("{number} of {total} ({share})").format(
            number=grouped(number), total=grouped(total), share=share
        )
        return [told, of]
