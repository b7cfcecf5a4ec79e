"""The confusion matrix: how often samples of each class were taken for which."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui.numbers import grouped
from gui.palettes import blend, ink_on
from gui.panels.canvas import Canvas
from gui.panels.words import percent
from gui.theme import Theme

RIGHT, WRONG = 0.75, 0.9  # strongest colour of the diagonal and of mistakes
FAINTEST = 0.10
LARGEST_CELL = 46.0
BROADEST = 1.9  # width of a cell by its height, at most
LONGEST_NAME = 70
SMALLEST_TEXT = 9
TEXT_SHARE = 0.78  # of a cell's height


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
        widest = min(LONGEST_NAME, max(map(self._width, self._names), default=0))
        return 8 + high + 4 + widest + 6, 4.0, 10.0, 4 + high + 4 + high

    @property
    def area(self) -> QRectF:
        """The cells: squares where there is room, else wider than high, to hold their numbers."""
        room = super().area
        classes = max(1, len(self._counts))
        high = min(room.height() / classes, LARGEST_CELL)
        wide = min(room.width() / classes, LARGEST_CELL, BROADEST * high)
        cells = QRectF(0, 0, wide * classes, high * classes)
        cells.moveCenter(room.center())
        cells.moveTop(room.top())
        return cells

    def _font_for(self, high: float) -> QFont:
        """Return the font for a line of this height, no smaller than can be read."""
        font = self.theme.font(12)
        font.setPixelSize(max(SMALLEST_TEXT, min(font.pixelSize(), int(TEXT_SHARE * high))))
        return font

    def paint_axes(self, painter: QPainter, area: QRectF) -> None:
        classes = max(1, len(self._counts))
        wide, high = area.width() / classes, area.height() / classes
        painter.setPen(QColor(self.theme.muted))
        painter.setFont(self._font_for(high))
        metrics = painter.fontMetrics()
        line = metrics.capHeight() + 2
        elide = Qt.TextElideMode.ElideRight
        for k in range(0, len(self._counts), math.ceil(line / high)):
            name = metrics.elidedText(self._names[k], elide, LONGEST_NAME)
            middle = area.top() + (k + 0.5) * high
            box = QRectF(area.left() - LONGEST_NAME - 10, middle - 20, LONGEST_NAME + 5, 40)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        stride = math.ceil((metrics.horizontalAdvance("0") + 2) / wide)
        for k in range(0, len(self._counts), stride):
            name = metrics.elidedText(self._names[k], elide, int(wide * stride))
            middle = area.left() + (k + 0.5) * wide
            box = QRectF(middle - wide * stride / 2, area.bottom() + 3, wide * stride, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, name)
        painter.setFont(self.font())
        self._paint_titles(painter, area, self.fontMetrics().height())

    def _paint_titles(self, painter: QPainter, area: QRectF, high: int) -> None:
        below = QRectF(area.left() - 40, area.bottom() + 3 + high, area.width() + 80, high)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("predicted"))
        widest = min(LONGEST_NAME, max(map(self._width, self._names), default=0))
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
        wide, high = area.width() / classes, area.height() / classes
        shares = self._counts / np.maximum(1, self._counts.sum(axis=1, keepdims=True))
        gap = 0.75 if high > 8 else 0.0
        painter.setFont(self._font_for(high))
        metrics = painter.fontMetrics()
        for row, column in np.ndindex(classes, classes):
            box = QRectF(area.left() + column * wide, area.top() + row * high, wide, high)
            color = self._color(float(shares[row, column]), row == column)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(box.adjusted(gap, gap, -gap, -gap), 2, 2)
            text = fitting_count(int(self._counts[row, column]), metrics, wide - 3, high)
            if text:
                painter.setPen(QColor(ink_on(color)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
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


def fitting_count(number: int, metrics: QFontMetrics, wide: float, high: float) -> str:
    """Return a count as it fits into a cell: 1,234 as 1.2k; empty if nothing fits, or for 0."""
    if not number or metrics.capHeight() + 2 > high:
        return ""
    texts = [str(number)]
    if number >= 1000:
        texts += [f"{number / 1000:.1f}k", f"{number / 1000:.0f}k"]
    return next((text for text in texts if metrics.horizontalAdvance(text) <= wide), "")
