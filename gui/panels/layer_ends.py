"""The numbers of the layers at the ends of their lines; equal lines share one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.panels.end_labels import spread
from gui.theme import Theme, with_alpha

TEXT_SIZE = 11
LEADER = 9.0  # pixels across which a number that was moved is joined to its line
SAME = 2.5  # pixels; lines that end nearer than this look like one
MOST_SINGLE = 3  # more layers at one place are written as ranges


@dataclass(frozen=True)
class LayerEnd:
    """A layer (counted from 1), its colour and where its line ends, in pixels."""

    layer: int
    color: str
    end: QPointF


def ranges(layers: Sequence[int]) -> str:
    """Return rising numbers as ranges: 1–3 5."""
    parts: list[list[int]] = []
    for layer in layers:
        if parts and layer == parts[-1][1] + 1:
            parts[-1][1] = layer
        else:
            parts.append([layer, layer])
    return " ".join(_range(*part) for part in parts)


def _range(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first} {last}" if last == first + 1 else f"{first}–{last}"


def _grouped(ends: Sequence[LayerEnd], near: float) -> list[list[LayerEnd]]:
    """Ends less than `near` pixels below the first of a group join it."""
    groups: list[list[LayerEnd]] = []
    for end in sorted(ends, key=lambda each: (each.end.y(), each.layer)):
        if groups and end.end.y() - groups[-1][0].end.y() < near:
            groups[-1].append(end)
        else:
            groups.append([end])
    return groups


class LayerEnds(QWidget):
    """A layer over a plot that writes the numbers just right of the lines."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._groups: tuple[tuple[LayerEnd, ...], ...] = ()
        self._bounds = (0.0, 0.0)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(TEXT_SIZE, bold=True))
        self.update()

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The layers written at one place each, from the top down."""
        return tuple(tuple(each.layer for each in group) for group in self._groups)

    def set_ends(self, ends: Sequence[LayerEnd], bounds: tuple[float, float]) -> None:
        """Show these layers; those that end at the same height share a place."""
        groups = _grouped(ends, SAME)
        most = max(1, int((bounds[1] - bounds[0]) / (0.8 * self.fontMetrics().height())))
        near = SAME
        while len(groups) > most:
            near *= 1.5
            groups = _grouped(ends, near)
        made = tuple(tuple(sorted(group, key=lambda each: each.layer)) for group in groups)
        if (made, bounds) != (self._groups, self._bounds):
            self._groups, self._bounds = made, bounds
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._groups:
            return
        painter = QPainter(self)
        high = self.fontMetrics().height()
        middles = [sum(each.end.y() for each in group) / len(group) for group in self._groups]
        heights = spread(middles, 0.92 * high, *self._bounds)
        moved = any(abs(a - b) > 0.5 * high for a, b in zip(middles, heights, strict=True))
        for group, height in zip(self._groups, heights, strict=True):
            if moved:
                self._paint_leader(painter, group, height)
            self._paint_group(painter, group, height + 0.36 * high, LEADER if moved else 0.0)
        painter.end()

    def _paint_leader(self, painter: QPainter, group: tuple[LayerEnd, ...], height: float) -> None:
        """Join the lines' end to a number that had to be moved away."""
        right = max(each.end.x() for each in group)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(with_alpha(group[0].color, 0.6), 1))
        painter.drawLine(group[0].end, QPointF(right + LEADER, height))

    def _paint_group(
        self, painter: QPainter, group: tuple[LayerEnd, ...], base: float, shift: float
    ) -> None:
        left = max(each.end.x() for each in group) + 4 + shift
        if len(group) > MOST_SINGLE:
            text = ranges([each.layer for each in group])
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(self._fit(left, text), base), text)
            return
        left = self._fit(left, " ".join(str(each.layer) for each in group))
        for each in group:
            painter.setPen(QColor(each.color))
            painter.drawText(QPointF(left, base), str(each.layer))
            left += self.fontMetrics().horizontalAdvance(f"{each.layer} ")

    def _fit(self, left: float, text: str) -> float:
        return max(0.0, min(left, self.width() - self.fontMetrics().horizontalAdvance(text) - 1.0))
