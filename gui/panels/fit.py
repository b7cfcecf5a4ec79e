"""One feature: the data and the curve that the network has fitted to them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.numbers import rounded
from gui.panels.canvas import Canvas
from gui.panels.markers import Points, marker_size, paint_marker
from gui.theme import Theme, with_alpha

HEADROOM = 0.08


class Fit(Canvas):
    """Points (x, target) and the predictions over x, one line per output."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._x: NDArray[np.float32] = np.empty(0, np.float32)
        self._y: NDArray[np.float32] = np.empty((0, 1), np.float32)
        self._points: tuple[Points, ...] = ()
        self._color = theme.link

    def set_curve(self, x: NDArray[np.float32], y: NDArray[np.float32], color: str) -> None:
        """Show predictions (m, outputs) at x (m,) in the run's colour."""
        self._x, self._y, self._color = x, y, color
        self._set_ranges()

    def set_points(self, points: Sequence[Points]) -> None:
        """Show these samples, places (n, 2) being x and target."""
        self._points = tuple(points)
        self._set_ranges()

    def _set_ranges(self) -> None:
        """Show all data and the curve's x; heights follow the data, so that a wild curve is cut."""
        places = [each.places for each in self._points if len(each.places)]
        x = np.concatenate([*(part[:, 0] for part in places), self._x])
        y = np.concatenate([part[:, 1] for part in places] or [self._y.ravel()])
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
        if x.size and y.size:
            self.x_range = _padded(float(x.min()), float(x.max()), 0.0)
            self.y_range = _padded(float(y.min()), float(y.max()), HEADROOM)
        self.update()

    def paint_picture(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setClipRect(area)
        size = marker_size(sum(len(each.places) for each in self._points), self.theme)
        ink = QColor(self.theme.muted)
        ink.setAlpha(170)
        for points in self._points:
            for x, y in points.places.tolist():
                place = self.to_pixel(x, y, area)
                paint_marker(painter, place, "o", ink, size, points.hollow, self.theme)
        for output in self._y.T:
            self._paint_line(painter, output, area)
        painter.restore()

    def _paint_line(self, painter: QPainter, output: NDArray[np.float32], area: QRectF) -> None:
        known = np.isfinite(output)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], known.astype(np.int8), [0]))))
        far = 20 * (self.y_range[1] - self.y_range[0])
        heights = np.clip(output, self.y_range[0] - far, self.y_range[1] + far)
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            part = zip(self._x[first:last].tolist(), heights[first:last].tolist(), strict=True)
            line = QPolygonF([self.to_pixel(x, y, area) for x, y in part])
            width = 1.25 * self.theme.line_width
            halo, ink = with_alpha(self.theme.card, 0.8), QColor(self._color)
            for color, thick in ((halo, width + 2), (ink, width)):
                painter.setPen(QPen(color, thick, j=Qt.PenJoinStyle.RoundJoin))
                painter.drawPolyline(line)

    def read_at(self, at: QPointF, area: QRectF) -> list[str]:
        x, _ = self.to_data(at, area)
        lines = [f"{self.x_name} = {rounded(x)}"]
        if len(self._x):
            values = [rounded(float(np.interp(x, self._x, output))) for output in self._y.T]
            lines.append(self.tr("prediction {value}").format(value=", ".join(values)))
        return lines


def _padded(low: float, high: float, share: float) -> tuple[float, float]:
    span = high - low
    if span <= 0:
        return low - 0.5, high + 0.5
    return low - share * span, high + share * span
