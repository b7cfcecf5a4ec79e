"""Names of lines at their ends, spread so that none covers another or a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.theme import Theme, with_alpha

GAP = 5.0
TEXT_SIZE = 12


@dataclass(frozen=True)
class EndLabel:
    """A name, its colour, where its line ends (pixels), and its importance (ghosts least)."""

    text: str
    color: str
    end: QPointF
    weight: int = 1


def spread(wanted: Sequence[float], size: float, low: float, high: float) -> list[float]:
    """Return centres for intervals of `size` nearest to those `wanted`, apart and within bounds.

    Neighbours that would overlap form a block around their mean place (pool adjacent violators).
    Where all do not fit, they are squeezed evenly.
    """
    if not wanted:
        return []
    size = min(size, (high - low) / len(wanted))
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[float, int]] = []  # first centre, members
    for index in order:
        first, members = wanted[index], 1
        while blocks:
            before, many = blocks[-1]
            if before + many * size <= first:
                break
            blocks.pop()
            first = (before * many + (first - many * size) * members) / (many + members)
            members += many
        blocks.append((_inside(first, members, size, low, high), members))
    return _unpack(_settle(blocks, size, low, high), order, size)


def _inside(first: float, members: int, size: float, low: float, high: float) -> float:
    return max(low + size / 2, min(first, high - size / 2 - (members - 1) * size))


def _settle(
    blocks: list[tuple[float, int]], size: float, low: float, high: float
) -> list[tuple[float, int]]:
    """Push blocks apart that the upper bound pushed together, from the last one back."""
    settled: list[tuple[float, int]] = []
    limit = high + size / 2
    for first, members in reversed(blocks):
        first = min(first, limit - members * size)
        settled.append((first, members))
        limit = first
    settled.reverse()
    return settled


def _unpack(blocks: list[tuple[float, int]], order: list[int], size: float) -> list[float]:
    placed = [first + k * size for first, members in blocks for k in range(members)]
    result = [0.0] * len(order)
    for index, centre in zip(order, placed, strict=True):
        result[index] = centre
    return result


class EndLabels(QWidget):
    """A layer over a plot and the gutter beside it; it takes no mouse events."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._labels: tuple[EndLabel, ...] = ()
        self._column = 0.0
        self._bounds = (0.0, 0.0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(TEXT_SIZE, bold=True))
        self.update()

    @property
    def labels(self) -> tuple[EndLabel, ...]:
        """The labels shown."""
        return self._labels

    def room_for(self, names: Sequence[str], most: float) -> int:
        """Return the width of a gutter for these names, at most `most`."""
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        return int(min(most, widest + GAP + 4)) if names else 0

    def set_labels(
        self, labels: Sequence[EndLabel], column: float, bounds: tuple[float, float]
    ) -> None:
        """Show labels from the pixel column on, between two heights; the least give way."""
        high = QFontMetricsF(self.font()).height()
        fitting = max(1, int((bounds[1] - bounds[0]) / (0.9 * high)))
        kept = sorted(labels, key=lambda each: -each.weight)[:fitting]
        shown = tuple(each for each in labels if each in kept)
        if (shown, column, bounds) != (self._labels, self._column, self._bounds):
            self._labels, self._column, self._bounds = shown, column, bounds
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._labels:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        high = metrics.height()
        heights = spread([each.end.y() for each in self._labels], high, *self._bounds)
        for each, height in zip(self._labels, heights, strict=True):
            place = QPointF(self._column + GAP, height)
            self._paint_leader(painter, each, place, high)
            room = self.width() - place.x()
            # The names of runs that differ in one setting often begin alike.
            name = metrics.elidedText(each.text, Qt.TextElideMode.ElideMiddle, room)
            painter.setPen(QColor(each.color) if each.weight else with_alpha(each.color, 0.6))
            box = QRectF(place.x(), height - high / 2, room, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.end()

    def _paint_leader(
        self, painter: QPainter, label: EndLabel, place: QPointF, high: float
    ) -> None:
        """Join the line's end to its name where they are apart."""
        near = place.x() - label.end.x() < 3 * GAP and abs(place.y() - label.end.y()) < 0.6 * high
        if near:
            return
        painter.setPen(QPen(with_alpha(label.color, 0.7), 1, Qt.PenStyle.DotLine))
        knee = QPointF(max(label.end.x(), place.x() - 2 * GAP), label.end.y())
        painter.drawPolyline([label.end, knee, QPointF(place.x() - 2, place.y())])
