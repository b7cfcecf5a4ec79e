"""The plane of two features: what the network says everywhere, its border, and the data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from gui.numbers import rounded
from gui.palettes import blend
from gui.panels.canvas import Canvas
from gui.panels.contour import contour
from gui.panels.markers import Points, marker_size, paint_classes, paint_marker, value_colors
from gui.panels.ticks import labels, ticks
from gui.panels.words import percent
from gui.theme import Theme

BAR_WIDTH = 10.0
SQUARE_UP_TO = 3.0  # extents that differ by less are drawn at the same scale


class Plane(Canvas):
    """Paints `values` (planes, h, w) over the plane; points lie in a layer that is kept."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._values: NDArray[np.float32] | None = None
        self._numbers = False
        self._limits = (0.0, 1.0)
        self._image: QImage | None = None
        self._lines: NDArray[np.float64] = np.empty((0, 2, 2))
        self._points: tuple[Points, ...] = ()
        self._layer: QPixmap | None = None
        self._layer_key: object = None
        self.class_names: tuple[str, ...] = ()

    # -- contents --------------------------------------------------------------------------------

    def set_surface(self, values: NDArray[np.float32] | None, *, numbers: bool) -> None:
        """Show class probabilities, or with `numbers` one predicted number, over the ranges."""
        self._values, self._numbers = values, numbers
        self._render()
        self.update()

    def set_points(self, points: Sequence[Points]) -> None:
        """Show these samples."""
        self._points = tuple(points)
        self._layer = None
        self._set_limits()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._layer = None
        self._render()

    def _set_limits(self) -> None:
        """Ends of the colour map for numbers: those of the targets, which do not change."""
        if self._numbers and self._points:
            targets = np.concatenate([each.targets.astype(np.float64) for each in self._points])
            known = targets[np.isfinite(targets)]
            if known.size:
                self._limits = (float(known.min()), float(known.max()))

    def _render(self) -> None:
        """Make image and border lines of the surface."""
        self._image, self._lines = None, np.empty((0, 2, 2))
        if self._values is None:
            return
        if self._numbers:
            pixels = self._number_pixels(self._values[0])
        elif len(self._values) <= 2:
            plane = self._values[-1]
            index = np.clip(np.nan_to_num(plane, nan=0.5) * 255, 0, 255).astype(np.int64)
            pixels = self.theme.surface_lut()[index]
            self._lines = contour(plane.astype(np.float64), 0.5)
        else:
            pixels = self.theme.surface_image(np.moveaxis(self._values, 0, -1))
            self._lines = class_borders(self._values)
        flipped = np.ascontiguousarray(pixels[::-1])
        height, width = flipped.shape[:2]
        image = QImage(flipped.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image = image.copy()

    def _number_pixels(self, plane: NDArray[np.float32]) -> NDArray[np.uint8]:
        self._set_limits()
        low, high = self._limits
        share = np.clip((plane - low) / max(high - low, 1e-30), 0, 1)
        return self.theme.value_lut()[np.nan_to_num(share * 255).astype(np.int64)]

    # -- geometry --------------------------------------------------------------------------------

    def margins(self) -> tuple[float, float, float, float]:
        left, top, right, bottom = super().margins()
        if self._numbers:
            right += BAR_WIDTH + 14 + max(map(self._width, labels(self._bar_ticks())), default=0)
        return left, top, right, bottom

    @property
    def area(self) -> QRectF:
        room = super().area
        wide, high = (end - start for start, end in (self.x_range, self.y_range))
        if not 1 / SQUARE_UP_TO < wide / high < SQUARE_UP_TO:
            return room
        scale = min(room.width() / wide, room.height() / high)
        size = QRectF(0, 0, scale * wide, scale * high)
        size.moveCenter(room.center())
        return size

    def _bar_ticks(self) -> list[float]:
        return ticks(*self._limits, 5)

    # -- painting --------------------------------------------------------------------------------

    def paint_picture(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.setClipRect(area)
        if self._image is not None:
            # Values are at grid points, so the image reaches half a cell beyond the range.
            half = QPointF(area.width() / (self._image.width() - 1) / 2,
                           area.height() / (self._image.height() - 1) / 2)  # fmt: skip
            whole = area.adjusted(-half.x(), -half.y(), half.x(), half.y())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(whole, self._image)
        if self.on_paper:
            self._paint_all_points(painter, area)
        else:
            painter.drawPixmap(0, 0, self._point_layer(painter, area))
        # Above the points: where they are dense they would hide the border.
        self._paint_lines(painter, area)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.theme.grid), 1))
        painter.drawRect(area)
        if self._numbers:
            self._paint_bar(painter, area)

    def _paint_lines(self, painter: QPainter, area: QRectF) -> None:
        if not len(self._lines) or self._values is None:
            return
        rows, columns = self._values.shape[1:]
        scale = np.array([area.width() / (columns - 1), -area.height() / (rows - 1)])
        placed = (self._lines * scale + [area.left(), area.bottom()]).reshape(-1, 4)
        lines = [QLineF(*row) for row in placed.tolist()]
        # Opaque, with round ends: the segments are to look like one line.
        ink = blend(self.theme.card, self.theme.text, 0.8)
        for color, width in ((self.theme.card, 1.6), (ink, 0.65)):
            width *= self.theme.line_width
            painter.setPen(QPen(QColor(color), width, c=Qt.PenCapStyle.RoundCap))
            painter.drawLines(lines)

    def _point_layer(self, painter: QPainter, area: QRectF) -> QPixmap:
        """Paint the points once for each size and theme: thousands of markers take a while."""
        ratio = painter.device().devicePixelRatio()
        key = (area.getRect(), self.x_range, self.y_range, ratio)
        if self._layer is None or key != self._layer_key:
            layer = QPixmap(self.size() * ratio)
            layer.setDevicePixelRatio(ratio)
            layer.fill(Qt.GlobalColor.transparent)
            within = QPainter(layer)
            within.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_all_points(within, area)
            within.end()
            self._layer, self._layer_key = layer, key
        return self._layer

    def _paint_all_points(self, painter: QPainter, area: QRectF) -> None:
        for points in self._points:
            self._paint_points(painter, points, area)

    def _paint_points(self, painter: QPainter, points: Points, area: QRectF) -> None:
        size = marker_size(sum(len(each.targets) for each in self._points), self.theme)
        places = [self.to_pixel(x, y, area) for x, y in points.places.tolist()]
        if not self._numbers:
            paint_classes(painter, places, points.targets, size, points.hollow, self.theme)
            return
        colors = value_colors(points.targets, *self._limits, self.theme)
        for place, color in zip(places, colors, strict=True):
            paint_marker(painter, place, "o", color, size, points.hollow, self.theme)

    def _paint_bar(self, painter: QPainter, area: QRectF) -> None:
        """Paint the colour map of numbers at the right, with its ticks."""
        bar = QRectF(area.right() + 12, area.top(), BAR_WIDTH, area.height())
        table = np.ascontiguousarray(self.theme.value_lut()[::-1])
        painter.drawImage(bar, QImage(table.data, 1, 256, 3, QImage.Format.Format_RGB888))
        painter.setPen(QColor(self.theme.muted))
        low, high = self._limits
        size = self.fontMetrics().height()
        at = self._bar_ticks()
        for value, text in zip(at, labels(at), strict=True):
            y = bar.bottom() - (value - low) / (high - low) * bar.height()
            box = QRectF(bar.right() + 5, y - size / 2, 80, size)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    # -- hover -----------------------------------------------------------------------------------

    def read_at(self, at: QPointF, area: QRectF) -> list[str]:
        x, y = self.to_data(at, area)
        lines = [f"{self.x_name} = {rounded(x)}, {self.y_name} = {rounded(y)}"]
        if self._values is None:
            return lines
        rows, columns = self._values.shape[1:]
        column = round((at.x() - area.left()) / area.width() * (columns - 1))
        row = round((area.bottom() - at.y()) / area.height() * (rows - 1))
        here = self._values[:, min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)]
        if self._numbers:
            return [*lines, self.tr("prediction {value}").format(value=rounded(float(here[0])))]
        shares = [1 - here[0], here[0]] if len(here) == 1 else list(here)
        best = int(np.argmax(shares))
        name = self.class_names[best] if best < len(self.class_names) else str(best)
        told = self.tr("class {name}: {share}")
        return [*lines, told.format(name=name, share=percent(100 * float(shares[best])))]


def class_borders(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the lines (n, 2, 2) where the most probable class changes, in grid coordinates."""
    found = []
    for k in range(len(values)):
        others = np.delete(values, k, axis=0).max(axis=0)
        found.append(contour((values[k] - others).astype(np.float64), 0.0))
    return np.concatenate(found) if found else np.empty((0, 2, 2))
