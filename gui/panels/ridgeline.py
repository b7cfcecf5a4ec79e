"""Ridgeline: the distribution of each layer's values, one above the other, first layer on top."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.numbers import rounded
from gui.panels.canvas import Canvas, Range
from gui.panels.words import percent
from gui.theme import Theme, with_alpha

OVERLAP = 1.25  # height of the tallest ridge in rows
SPIKE = 2.5  # a bin this many times as high as the next is cut and labelled
STRIDES = (1, 2, 5, 10, 20, 50)  # between layers that are numbered where not all have room
GAP = 4.0  # pixels between a text and what is below it
TAIL = 5e-4  # share of a layer's values that may lie outside the picture on each side


class Ridgeline(Canvas):
    """Histograms (layers, bins) with edges (layers, bins + 1), each scaled to its own height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._layers: tuple[int, ...] = ()
        self._colors: tuple[str, ...] = ()
        self._shares: list[NDArray[np.float64]] = []
        self._edges: list[NDArray[np.float64]] = []

    def set_histograms(
        self,
        counts: NDArray[np.float64],
        edges: NDArray[np.float64],
        layers: Sequence[int],
        colors: Sequence[str],
    ) -> None:
        """Show the histograms of these layers (counted from 1), each in its colour."""
        self._layers, self._colors = tuple(layers), tuple(colors)
        rows = [np.asarray(counts[layer - 1], np.float64) for layer in layers]
        self._shares = [row / max(1.0, row.sum()) for row in rows]
        self._edges = [np.asarray(edges[layer - 1], np.float64) for layer in layers]
        self.x_range = self._common_range()
        self.update()

    @property
    def layers(self) -> tuple[int, ...]:
        """The layers shown, counted from 1."""
        return self._layers

    def histogram(self, layer: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return shares (bins) and edges (bins + 1) of a layer shown."""
        row = self._layers.index(layer)
        return self._shares[row], self._edges[row]

    def _common_range(self) -> Range:
        """From the lowest to the highest value, but for the outermost tails."""
        low, high = np.inf, -np.inf
        for share, edge in zip(self._shares, self._edges, strict=True):
            if not np.isfinite(edge).all() or not share.any():
                continue
            total = np.cumsum(share)
            low = min(low, edge[np.searchsorted(total, TAIL, side="right")])
            high = max(high, edge[1 + np.searchsorted(total, 1 - TAIL)])
        if not low < high:
            return (-1.0, 1.0) if not np.isfinite(low) else (low - 0.5, low + 0.5)
        room = 0.02 * (high - low)
        return float(low - room), float(high + room)

    # -- geometry --------------------------------------------------------------------------------

    def y_ticks(self) -> list[float]:
        return []

    def margins(self) -> tuple[float, float, float, float]:
        _, _, right, bottom = super().margins()
        widest = self._width(str(max(self._layers, default=1)))
        name = self.fontMetrics().height() + 2 if self.y_name else 0
        return 14 + widest + 6 + name, 6.0, right, bottom

    def _row_height(self, area: QRectF) -> float:
        return area.height() / (len(self._layers) + OVERLAP - 1 + 0.15)

    def _base(self, row: int, area: QRectF) -> float:
        """Height of the base line of a row, counted from 0 at the top."""
        below = len(self._layers) - 1 - row
        return area.bottom() - self._row_height(area) * (0.15 + below)

    # -- painting --------------------------------------------------------------------------------

    def paint_picture(self, painter: QPainter, area: QRectF) -> None:
        for row, layer in enumerate(self._layers):
            self._paint_number(painter, row, layer, area)
        painter.save()
        painter.setClipRect(area.adjusted(-1, -6, 1, 1))
        for row in range(len(self._layers)):
            self._paint_ridge(painter, row, area)
        painter.restore()

    def _paint_number(self, painter: QPainter, row: int, layer: int, area: QRectF) -> None:
        high = self.fontMetrics().height()
        least = 0.9 * high / self._row_height(area)
        stride = next(each for each in STRIDES if each >= least or each == STRIDES[-1])
        if row and layer % stride:
            return
        if row and row * self._row_height(area) < 0.9 * high:
            return  # it would touch the first one
        painter.setPen(QColor(self.theme.muted))
        box = QRectF(0, self._base(row, area) - 0.8 * high, area.left() - 7, high)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(layer))

    def _paint_ridge(self, painter: QPainter, row: int, area: QRectF) -> None:
        points, spike = self._outline(row, area)
        color = self._colors[row]
        base = self._base(row, area)
        if len(points) > 1:
            line = QPolygonF([QPointF(x, y) for x, y in points.tolist()])
            shape = QPolygonF(line)
            shape.append(QPointF(points[-1, 0], base))
            shape.append(QPointF(points[0, 0], base))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(with_alpha(self.theme.card, 0.75))
            painter.drawPolygon(shape)
            painter.setBrush(with_alpha(color, 0.27))
            painter.drawPolygon(shape)
            width = 0.75 * self.theme.line_width
            painter.setPen(QPen(QColor(color), width, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(line)
        if spike is not None:
            self._paint_spike(painter, row, area, points, *spike)

    def _paint_spike(
        self, painter: QPainter, row: int, area: QRectF, points: NDArray[np.float64],
        place: float, share: float,
    ) -> None:  # fmt: skip
        """Name the share of a bin that towers over the others: its top is cut off.

        "Near": a bin at 0 holds small values too, and so is more than the sparsity.
        """
        if self._row_height(area) < 0.8 * self.fontMetrics().height():
            return
        painter.setFont(self.theme.font(11))
        painter.setPen(QColor(self.theme.muted))
        text = self.tr("{share} near {value}").format(
            share=percent(100 * share, 0), value=rounded(place, 2)
        )
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(clear_place(points, area, width, self._base(row, area)), text)
        painter.setFont(self.font())

    def _outline(
        self, row: int, area: QRectF
    ) -> tuple[NDArray[np.float64], tuple[float, float] | None]:
        """Points of the ridge in pixels (m, 2); value and share of the spike, if there is one."""
        share, edge = self._shares[row], self._edges[row]
        if not (np.isfinite(edge).all() and share.any()):
            return np.empty((0, 2)), None
        widths = np.maximum(np.diff(edge), 1e-300)
        density = share / widths
        top, spike = self._top(density)
        (x0, x1), base = self.x_range, self._base(row, area)
        scale = area.width() / (x1 - x0)
        middles = (edge[:-1] + edge[1:]) / 2
        xs = area.left() + (np.concatenate(([edge[0]], middles, [edge[-1]])) - x0) * scale
        heights = np.minimum(np.concatenate(([0.0], density, [0.0])) / top, 1.0)
        ys = base - heights * OVERLAP * self._row_height(area)
        points = np.stack((np.clip(xs, -1e6, 1e6), ys), axis=1)
        if spike is None:
            return points, None
        holds_zero = edge[spike] <= 0 <= edge[spike + 1]
        return points, (0.0 if holds_zero else float(middles[spike]), float(share[spike]))

    @staticmethod
    def _top(density: NDArray[np.float64]) -> tuple[float, int | None]:
        """Density that reaches full height, and the bin that is higher still."""
        highest = int(np.argmax(density))
        rest = np.delete(density, highest)
        second = float(rest.max()) if rest.size else 0.0
        if second > 0 and density[highest] > SPIKE * second:
            return second * 1.35, highest
        return float(density[highest]), None

    # -- hover -----------------------------------------------------------------------------------

    def read_at(self, at: QPointF, area: QRectF) -> list[str]:
        if not self._layers:
            return []
        bases = np.array([self._base(row, area) for row in range(len(self._layers))])
        row = min(int(np.searchsorted(bases, at.y())), len(bases) - 1)
        value, _ = self.to_data(at, area)
        share, edge = self._shares[row], self._edges[row]
        bin_ = int(np.searchsorted(edge, value, side="right")) - 1
        here = float(share[bin_]) if 0 <= bin_ < len(share) else 0.0
        where = self.tr("layer {layer}: {name} = {value}").format(
            layer=self._layers[row], name=self.x_name, value=rounded(value)
        )
        return [where, self.tr("{share} of the values").format(share=percent(100 * here))]


def clear_place(
    points: NDArray[np.float64], area: QRectF, width: float, base: float
) -> QPointF:
    """Return where a text of `width` stands nearest to the base line, above the outline `points`.

    Of places as good as others it is the one furthest to the right.
    """
    best = QPointF(area.right() - width, base - GAP)
    lowest = -np.inf
    for left in np.linspace(area.right() - width, max(area.left(), area.right() - 4 * width), 13):
        inside = np.linspace(left - GAP, left + width, 32)
        top = float(np.interp(inside, points[:, 0], points[:, 1], base, base).min())
        if top > lowest + 1.0:
            lowest, best = top, QPointF(float(left), min(base, top) - GAP)
    return best
