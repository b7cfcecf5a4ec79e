"""Layer x time: one row a layer, one column a step, values told by a perceptual colormap."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionGraphicsItem, QWidget

from gui.plots.axes import LayerAxis
from gui.plots.scales import FLOOR, nice_ticks, to_heights
from gui.plots.time_plot import TimePlot

COLORMAP = "viridis"
_BAR_WIDTH = 12
_MOST_COLUMNS = 2048


@lru_cache(maxsize=4)
def color_table(name: str = COLORMAP) -> np.ndarray:
    """256 opaque colours (256, 4) uint8, blue first as QImage's ARGB32 wants them."""
    table = pg.colormap.get(name).getLookupTable(0.0, 1.0, 256, alpha=True)
    return np.ascontiguousarray(table[:, [2, 1, 0, 3]].astype(np.uint8))


def cell_edges(steps: np.ndarray) -> np.ndarray:
    """Borders (m + 1,) of cells around steps (m,): half way between them."""
    if len(steps) == 1:
        return np.array([steps[0] - 0.5, steps[0] + 0.5])
    between = (steps[1:] + steps[:-1]) / 2
    ends = (steps[0] - (between[0] - steps[0]), steps[-1] + (steps[-1] - between[-1]))
    return np.concatenate(([ends[0]], between, [ends[1]]))


class HeatmapItem(pg.GraphicsObject):
    """A matrix as coloured cells; NaN cells are left out and show a neutral hatching."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._rect = QRectF()
        self._hatch = QColor("#999999")

    def set_hatch(self, color: QColor) -> None:
        """Colour of the hatching for NaN."""
        self._hatch = QColor(color)
        self.update()

    def set_cells(self, edges: np.ndarray, shares: np.ndarray) -> None:
        """Cells between ``edges`` (m + 1,), values (layers, m) from 0 to 1; row 0 is layer 1."""
        self.prepareGeometryChange()
        layers, count = shares.shape
        self._image = None
        self._rect = QRectF()
        if layers and count:
            self._rect = QRectF(edges[0], 0.5, edges[-1] - edges[0], layers)
            self._image = _image_of(edges, shares)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._image is None:
            return
        hatch = QBrush(self._hatch, Qt.BrushStyle.BDiagPattern)
        # The pattern is drawn in pixels, whatever the plot's scale.
        inverse, invertible = painter.worldTransform().inverted()
        if invertible:
            hatch.setTransform(inverse)
        painter.fillRect(self._rect, hatch)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(self._rect, self._image)


def _image_of(edges: np.ndarray, shares: np.ndarray) -> QImage:
    """One row of pixels a layer; columns of equal width, since bins may differ in theirs."""
    count = shares.shape[1]
    widths = np.diff(edges)
    if not np.allclose(widths, widths[0], rtol=1e-6):
        columns = min(_MOST_COLUMNS, 2 * count)
        centres = edges[0] + (np.arange(columns) + 0.5) * (edges[-1] - edges[0]) / columns
        shares = shares[:, np.searchsorted(edges[1:-1], centres, side="right")]
    known = np.isfinite(shares)
    levels = np.where(known, np.clip(shares, 0, 1) * 255, 0).astype(np.uint8)
    colors = color_table()[levels]
    colors[~known] = 0
    colors = np.ascontiguousarray(colors)
    rows, columns = shares.shape
    image = QImage(colors.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32)
    return image.copy()


class ColorBar(QWidget):
    """A vertical bar of the colormap with values beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range = (0.0, 1.0)
        self._log = False
        self._text = QColor("#333333")
        self._margins = (0, 0)

    def set_margins(self, top: int, bottom: int) -> None:
        """Room above and below, so that the bar is as high as the plot beside it."""
        if (top, bottom) != self._margins:
            self._margins = (top, bottom)
            self.update()

    def set_range(self, low: float, high: float, log: bool) -> None:
        """Heights (log10 of values if ``log``) at the ends of the bar."""
        if ((low, high), log) != (self._range, self._log):
            self._range, self._log = (low, high), log
            self._fit()

    def set_style(self, text: QColor, font_pixels: int) -> None:
        """Colour and size of the texts."""
        self._text = QColor(text)
        font = self.font()
        font.setPixelSize(font_pixels)
        self.setFont(font)
        self._fit()

    def _ticks(self) -> list[tuple[float, str]]:
        return nice_ticks(*self._range, self._log, max(2, self.height() // 40))

    def _fit(self) -> None:
        texts = [text for _, text in self._ticks()]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        self.setFixedWidth(_BAR_WIDTH + 10 + widest)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top, bottom = self._margins
        area = QRectF(2, top, _BAR_WIDTH, max(1, self.height() - top - bottom))
        table = color_table()[::-1]
        image = QImage(np.ascontiguousarray(table).data, 1, 256, 4, QImage.Format.Format_ARGB32)
        painter.drawImage(area, image)
        painter.setPen(QPen(self._text, 1))
        low, high = self._range
        for height, text in self._ticks():
            share = (height - low) / (high - low)
            y = area.bottom() - share * area.height()
            painter.drawLine(int(area.right()), int(y), int(area.right()) + 3, int(y))
            box = QRectF(area.right() + 6, y - 20, self.width(), 40)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(flags), text)
        painter.end()


class HeatmapPlot(QWidget):
    """A heatmap over steps with a colour bar. ``hover(layer, step, value)`` tells what is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer_axis = LayerAxis()
        self.plot = TimePlot(left_axis=self.layer_axis)
        self.bar = ColorBar()
        self.hover: Callable[[int | None, float, float], None] | None = None
        self.item = HeatmapItem()
        self._steps = np.empty(0)
        self._values = np.empty((0, 0), np.float32)
        self._scale = 1.0
        self._text = QColor("#333333")
        self.plot.add_curve(self.item, -1)
        self.plot.plotItem.vb.setMouseEnabled(x=True, y=False)
        self.plot.plotItem.vb.invertY(True)  # layer 1, at the input, on top
        self.plot.hover_point = self._read
        self.plot.view_changed.connect(self._align_bar)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 4, 0)
        box.setSpacing(0)
        box.addWidget(self.plot, 1)
        box.addWidget(self.bar)

    def set_matrix(
        self,
        steps: np.ndarray,
        values: np.ndarray,
        log: bool = False,
        floor: float = FLOOR,
        bounds: tuple[float, float] | None = None,
    ) -> None:
        """Show values (layers, m) at steps (m,), as of ``History.matrix``.

        ``bounds`` are the values at the ends of the colormap, by default the lowest and highest.
        With ``log`` values that are not above 0 take the colour of the lowest one.
        """
        self._steps, self._values = np.asarray(steps, np.float64), np.asarray(values)
        layers = len(self._values)
        low, high = _value_range(self._values, log, floor, bounds)
        heights = to_heights(self._values, log, 10.0**low if log else floor)
        with np.errstate(invalid="ignore"):
            shares = np.clip((heights - low) / (high - low), 0, 1)
        edges = cell_edges(self._steps) if len(steps) else np.empty(0)
        self.item.set_cells(edges, shares)
        self.bar.set_range(low, high, log)
        if layers != self.layer_axis.layers:
            self.layer_axis.set_layers(max(1, layers))
        self.plot.set_y_range((0.5, max(1, layers) + 0.5), exact=True)
        self.plot.settle()

    def set_colors(self, background: QColor | str, text: QColor | str, grid: QColor | str) -> None:
        """Colours of a theme."""
        self._text = QColor(text)
        self.plot.set_colors(background, text, grid)
        self.item.set_hatch(QColor(grid))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(background))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.widths(self._scale)

    def widths(self, scale: float) -> None:
        """Scale the fonts, for presenter mode."""
        self._scale = scale
        self.plot.widths(scale)
        self.bar.set_style(self._text, self.plot.text_font().pixelSize())

    def _align_bar(self) -> None:
        area = self.plot.plot_area()
        self.bar.set_margins(round(area.top()), self.plot.height() - round(area.bottom()))

    def value_at(self, layer: int, step: float) -> float:
        """Value (NaN outside) of a layer, counted from 1, at the nearest step."""
        if not len(self._steps) or not 1 <= layer <= len(self._values):
            return math.nan
        edges = cell_edges(self._steps)
        if not edges[0] <= step <= edges[-1]:
            return math.nan
        return float(self._values[layer - 1, np.searchsorted(edges[1:-1], step, side="right")])

    def _read(self, step: float | None, height: float) -> None:
        if self.hover is None:
            return
        if step is None:
            self.hover(None, math.nan, math.nan)
            return
        layer = min(max(1, round(height)), max(1, len(self._values)))
        self.hover(layer, step, self.value_at(layer, step))


def _value_range(
    values: np.ndarray, log: bool, floor: float, bounds: tuple[float, float] | None
) -> tuple[float, float]:
    """Heights at the ends of the colormap, never equal."""
    if bounds is None:
        known = values[np.isfinite(values)]
        known = known[known > floor] if log else known
        bounds = (float(known.min()), float(known.max())) if known.size else (1.0, 1.0)
    low, high = (float(height) for height in to_heights(list(bounds), log, floor))
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-300):
        air = 0.5 if log else abs(low) * 0.1 or 0.5
        return low - air, high + air
    return low, high
