"""Curves drawn from a few points: the min-max band of dense measures, and thick smooth lines.

Both draw in pixels that they reckon themselves with numpy. They learn the view's range
from its signal, never inside paint() or boundingRect(): asking there makes Qt crash.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyqtgraph as pg
from pyqtgraph import functions as fn
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from engine.history import Curve
from gui.plots.scales import FLOOR, to_heights

MOST_POINTS = 50_000
_FINE = 1.3  # pixels; a line up to here is drawn once, one pixel wide
_DASHES = (4.0, 2.5)  # on and off, in pixels at width 1
_WIDEST_COLUMN = 2.0  # pixels; wider bins are drawn as a line through their ends


class CurveItem(pg.GraphicsObject):
    """What all curves share: steps and heights, the range of the view, and bounds of the data."""

    def __init__(self, color: QColor | str) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption, False)
        self.color = QColor(color)
        self._steps = np.empty(0)
        self._bounds: tuple[list[float] | None, list[float] | None] = (None, None)
        self._view = QRectF()
        self._view_pixels = 0.0

    def set_pen(self, color: QColor | str) -> None:
        """Draw in this colour from now on."""
        self.color = QColor(color)
        self.update()

    def _take(self, steps: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        if len(steps) > MOST_POINTS:
            raise ValueError(f"a curve of {len(steps)} points: ask the history for fewer")
        self._steps = steps
        known = np.concatenate((low[np.isfinite(low)], high[np.isfinite(high)]))
        x_bounds = [float(steps[0]), float(steps[-1])] if len(steps) else None
        y_bounds = [float(known.min()), float(known.max())] if known.size else None
        self._bounds = (x_bounds, y_bounds)
        self.update()

    def viewRangeChanged(self) -> None:
        view = self.getViewBox()
        # While it is being added, the item's view is the widget, not yet the ViewBox.
        if not isinstance(view, pg.ViewBox):
            return
        (left, right), (bottom, top) = view.state["viewRange"]
        self.prepareGeometryChange()
        self._view = QRectF(left, bottom, right - left, top - bottom)
        self._view_pixels = view.width()

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()
        self.viewRangeChanged()

    def boundingRect(self) -> QRectF:
        """Return the whole view: infinities are drawn at its border."""
        return self._view

    def dataBounds(
        self, axis: int, frac: float = 1.0, orthoRange: object = None
    ) -> list[float | None]:
        """Lowest and highest finite step or height, for autoscaling."""
        return list(self._bounds[axis] or (None, None))

    def pixelPadding(self) -> float:
        return 0.0

    @contextmanager
    def _in_pixels(self, painter: QPainter, smooth: bool) -> Iterator[QTransform]:
        """Let the painter work in pixels of the screen, also on paper; yield view -> pixels."""
        transform = painter.worldTransform()
        unit = 1.0
        if self._view_pixels > 0:
            unit = abs(transform.m11()) * self._view.width() / self._view_pixels
        # On the screen the ratio is 1 but for rounding, and columns must fall on whole pixels.
        unit = 1.0 if abs(unit - 1) < 0.05 or unit <= 0 else unit
        painter.save()
        painter.setWorldTransform(QTransform.fromScale(unit, unit))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        try:
            yield transform * QTransform.fromScale(1 / unit, 1 / unit)
        finally:
            painter.restore()

    def _columns(self, pixels: QTransform) -> np.ndarray:
        return self._steps * pixels.m11() + pixels.dx()

    def _frame(self, pixels: QTransform) -> QRectF:
        """Return the view in pixels, y downwards."""
        return pixels.mapRect(self._view)

    def _rows(self, pixels: QTransform, heights: np.ndarray) -> np.ndarray:
        """Rows of pixels; infinities just inside the border of the view."""
        frame = self._frame(pixels)
        rows = heights * pixels.m22() + pixels.dy()
        infinite = np.isinf(heights)
        if infinite.any():
            upper = (heights > 0) == (pixels.m22() < 0)
            rows[infinite] = np.where(upper[infinite], frame.top() + 1, frame.bottom() - 1)
        return rows


class DenseCurve(CurveItem):
    """The min-max band of a measure, one pixel thick where it is a line, without antialiasing.

    Bins up to two pixels wide become columns from low to high, joined to their neighbours; drawing
    these is 2 to 3 times faster than a polyline. Wider ones become a polyline through low and high.
    """

    def __init__(self, color: QColor | str = "#888888") -> None:
        super().__init__(color)
        self._low = self._high = np.empty(0)
        self._rectangles = PrimitiveArray(QRectF, 4)

    def set_curve(self, curve: Curve, log: bool = False, floor: float = FLOOR) -> None:
        """Draw these bins; on a log axis values below ``floor`` are drawn at the floor."""
        self._low = to_heights(curve.low, log, floor)
        self._high = self._low if curve.high is curve.low else to_heights(curve.high, log, floor)
        self._take(np.asarray(curve.steps, np.float64), self._low, self._high)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not len(self._steps):
            return
        with self._in_pixels(painter, smooth=False) as pixels:
            columns = self._columns(pixels)
            highest = self._rows(pixels, self._high)
            lowest = highest if self._low is self._high else self._rows(pixels, self._low)
            span = columns[-1] - columns[0]
            if len(columns) > 2 and span <= _WIDEST_COLUMN * (len(columns) - 1):
                self._paint_columns(painter, self._frame(pixels), columns, highest, lowest)
            else:
                painter.setPen(QPen(self.color, 1))
                line = _zigzag(columns, highest, lowest)
                _paint_line(painter, *cut_line(*line, self._frame(pixels)))

    def _paint_columns(
        self,
        painter: QPainter,
        frame: QRectF,
        columns: np.ndarray,
        tops: np.ndarray,
        bottoms: np.ndarray,
    ) -> None:
        known = tops == tops
        if not known.any():
            return
        columns = np.clip(columns, frame.left() - 1, frame.right() + 1)
        left = np.floor(columns)
        right = np.append(left[1:], left[-1] + 1)
        parts = (left, right, tops, bottoms)
        left, right, tops, bottoms = _merge_columns(*(part[known] for part in parts))
        joined = left[1:] <= right[:-1] + 1
        first, last = tops.copy(), bottoms.copy()
        np.minimum(first[1:], bottoms[:-1], out=first[1:], where=joined)
        np.maximum(last[1:], tops[:-1], out=last[1:], where=joined)
        np.clip(first, frame.top() - 1, frame.bottom() + 1, out=first)
        np.clip(last, frame.top() - 1, frame.bottom() + 1, out=last)
        self._rectangles.resize(len(left))
        shapes = self._rectangles.ndarray()
        shapes[:, 0] = left
        shapes[:, 1] = np.floor(first)
        shapes[:, 2] = np.maximum(1, right - left)
        shapes[:, 3] = np.floor(last) - shapes[:, 1] + 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        painter.drawRects(*self._rectangles.drawargs())


def _merge_columns(
    left: np.ndarray, right: np.ndarray, tops: np.ndarray, bottoms: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One entry for each pixel column."""
    if len(left) < 2 or not (left[1:] == left[:-1]).any():
        return left, right, tops, bottoms
    edges = np.flatnonzero(np.concatenate(([True], left[1:] != left[:-1])))
    return (
        left[edges],
        np.maximum.reduceat(right, edges),
        np.minimum.reduceat(tops, edges),
        np.maximum.reduceat(bottoms, edges),
    )


def _zigzag(
    columns: np.ndarray, highest: np.ndarray, lowest: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Points of a line through both ends of each bin."""
    if lowest is highest or np.array_equal(lowest, highest, equal_nan=True):
        return columns, highest
    rows = np.empty(2 * len(columns))
    rows[0::2], rows[1::2] = highest, lowest
    return np.repeat(columns, 2), rows


def cut_line(columns: np.ndarray, rows: np.ndarray, frame: QRectF) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of a line inside a frame, with gaps outside.

    SVG files keep no clipping, and Qt's integers overflow far outside.
    """
    columns, rows = _cut(columns, rows, frame.left() - 1, frame.right() + 1)
    rows, columns = _cut(rows, columns, frame.top() - 1, frame.bottom() + 1)
    return columns, rows


def _cut(
    along: np.ndarray, other: np.ndarray, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:
    """Cut a line to ``low <= along <= high``: new points at the borders, NaN beyond."""
    for border in (low, high):
        side = np.sign(along - border)
        crossed = np.flatnonzero(side[1:] * side[:-1] < 0)
        if crossed.size:
            share = (border - along[crossed]) / (along[crossed + 1] - along[crossed])
            met = other[crossed] + share * (other[crossed + 1] - other[crossed])
            along = np.insert(along, crossed + 1, border)
            other = np.insert(other, crossed + 1, met)
    outside = (along < low) | (along > high)
    if outside.any():
        along, other = np.where(outside, np.nan, along), np.where(outside, np.nan, other)
    return along, other


def _known_parts(columns: np.ndarray, rows: np.ndarray) -> list[tuple[int, int]]:
    """First and end index of the parts of a line between gaps."""
    known = (rows == rows) & (columns == columns)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _paint_line(painter: QPainter, columns: np.ndarray, rows: np.ndarray) -> None:
    """Draw the parts of a line between gaps; a point between two gaps becomes a dot."""
    for first, last in _known_parts(columns, rows):
        if last - first == 1:
            column, row = columns[first], rows[first]
            painter.drawLine(QLineF(column - 0.5, row, column + 0.5, row))
        else:
            painter.drawPolyline(fn.arrayToQPolygonF(columns[first:last], rows[first:last]))


def _paint_fine_lines(
    painter: QPainter, columns: np.ndarray, rows: np.ndarray, width: float
) -> None:
    """Draw the parts of a line as several lines of one pixel, together ``width`` pixels wide."""
    for first, last in _known_parts(columns, rows):
        across, down = columns[first:last], rows[first:last]
        if last - first == 1:  # a dot
            across, down = across + np.array([-0.5, 0.5]), np.repeat(down, 2)
        part = fn.arrayToQPolygonF(across, down)
        for shift in _shifts(width):
            painter.drawPolyline(part.translated(*shift))


def _shifts(width: float) -> list[tuple[float, float]]:
    """Where fine lines lie, so that together they are ``width`` pixels wide either way."""
    if width <= _FINE:
        return [(0.0, 0.0)]
    reach = (width - 1) / 2
    places = np.linspace(-reach, reach, math.ceil(width)).tolist()
    return [(0.0, place) for place in places] + [(place, 0.0) for place in places]


class LineCurve(CurveItem):
    """A thick antialiased line of at most a point for two pixels, as of ``History.smoothed``.

    Qt draws antialiased lines of one pixel by a fast way of its own, and works out the outline of
    wider ones, which for a noisy curve takes milliseconds. So on the screen a thick line is several
    fine ones side by side, which look the same and take a tenth of the time. On paper, in vector
    files, and for translucent wide lines the outline is drawn.
    """

    def __init__(
        self,
        color: QColor | str = "#888888",
        width: float = 1.8,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        hold: bool = False,
    ) -> None:
        """``hold`` draws each value until the next one (for readings such as dead units)."""
        super().__init__(color)
        self._width, self._style, self._hold = width, style, hold
        self._scale = 1.0
        self._heights = np.empty(0)

    def set_line(
        self, steps: np.ndarray, values: np.ndarray, log: bool = False, floor: float = FLOOR
    ) -> None:
        """Draw values (m,) at steps (m,); NaN is a gap."""
        self._heights = to_heights(values, log, floor)
        self._take(np.asarray(steps, np.float64), self._heights, self._heights)

    def set_style(self, width: float, style: Qt.PenStyle) -> None:
        """Width in pixels at scale 1, and dashes."""
        self._width, self._style = width, style
        self.update()

    def set_scale(self, scale: float) -> None:
        """Scale the width, for presenter mode."""
        self._scale = scale
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not len(self._steps):
            return
        width = self._width * self._scale
        on_screen = painter.paintEngine().type() == QPaintEngine.Type.Raster
        fine = on_screen and (width <= _FINE or self.color.alpha() == 255)
        with self._in_pixels(painter, smooth=True) as pixels:
            columns, rows = self._columns(pixels), self._rows(pixels, self._heights)
            if self._hold:
                columns, rows = np.repeat(columns, 2)[1:], np.repeat(rows, 2)[:-1]
            columns, rows = cut_line(columns, rows, self._frame(pixels))
            if fine:
                painter.setPen(self._fine_pen(width))
                _paint_fine_lines(painter, columns, rows, width)
            else:
                painter.setPen(self._pen(width))
                _paint_line(painter, columns, rows)

    def _pen(self, width: float) -> QPen:
        pen = QPen(self.color, width, self._style)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _fine_pen(self, width: float) -> QPen:
        """A pen of one pixel with the dashes of a line of ``width``."""
        pen = QPen(self.color, 1.0)
        if self._style != Qt.PenStyle.SolidLine:
            pen.setDashPattern([part * max(1.0, width) for part in _DASHES])
        return pen
