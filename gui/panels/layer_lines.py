"""One curve per layer in a plot over steps, dressed by the view."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsItem

from engine.history import Curve, History
from engine.measures import PERCENTS, column, quantile_column
from gui.panels.band_item import BandItem
from gui.panels.layer_views import LayerView
from gui.panels.time_panel import Frame
from gui.plots.curves import DenseCurve, LineCurve
from gui.plots.scales import to_heights
from gui.plots.time_plot import TimePlot
from gui.theme import Theme, with_alpha

LINE_WIDTH = 1.85  # as wide as the theme says, at the scale of the text
FEW = 3  # so many layers alone are drawn with the range of each bin as well
BAND_OPACITY = 0.16  # of one band alone; many lie over each other
DENSE_OPACITY = 0.35
SEEDS_OPACITY = 0.25
NONE = np.empty(0, np.float32)
NO_CURVE = Curve(np.empty(0), NONE, NONE, NONE)


class LayerLines:
    """Curves of some layers; `ends` tells where they end in view."""

    def __init__(self, plot: TimePlot) -> None:
        self._plot = plot
        self._lines: list[LineCurve] = []
        self._dense: list[DenseCurve] = []
        self._bands: list[BandItem] = []
        self._hold = False
        self._guide = pg.InfiniteLine(0.0, angle=0, movable=False, label="")
        self._guide.setZValue(50)
        self._guide.setVisible(False)
        plot.addItem(self._guide, ignoreBounds=True)
        #: layer -> last step and height in view
        self.ends: dict[int, tuple[float, float]] = {}
        #: lowest and highest finite value drawn (above 0 on a logarithmic axis), None without any
        self.bounds: tuple[float, float] | None = None

    def clear(self) -> None:
        """Draw nothing."""
        self.ends, self.bounds = {}, None
        self._show_only(set())

    def _show_only(self, shown: set[QGraphicsItem]) -> None:
        for item in (*self._lines, *self._dense, *self._bands):
            if item.isVisible() != (item in shown):
                item.setVisible(item in shown)

    def _reserve(self, layers: int, hold: bool) -> None:
        if hold != self._hold:
            for item in (*self._lines, *self._dense, *self._bands):
                self._plot.removeItem(item)
            self._lines, self._dense, self._bands, self._hold = [], [], [], hold
        while len(self._lines) < layers:
            self._bands.append(BandItem())
            self._dense.append(DenseCurve())
            self._lines.append(LineCurve(width=LINE_WIDTH, hold=hold))
            for item, z in ((self._bands[-1], 0), (self._dense[-1], 100), (self._lines[-1], 200)):
                self._plot.add_curve(item, z + len(self._lines))

    def draw(
        self,
        history: History,
        view: LayerView,
        layers: Sequence[int],
        colors: Sequence[str],
        frame: Frame,
    ) -> None:
        """Draw the view's measure of these layers, `colors` being those of all layers."""
        self._reserve(len(colors), view.style == "hold")
        self.ends = {}
        shown: set[QGraphicsItem] = set()
        names = [column(view.measure, layer) for layer in layers]
        points = frame.points if len(layers) <= FEW else max(8, frame.points // 2)
        curves = history.curves(names, frame.start, frame.stop, points)
        spreads = [NO_CURVE] * len(names)
        if view.band:
            bands = [column(view.band, layer) for layer in layers]
            spreads = history.curves(bands, frame.start, frame.stop, points)
        drawn: list[np.ndarray] = []
        borders = self._borders(history, view, names, frame, points)
        for layer, curve, spread in zip(layers, curves, spreads, strict=True):
            row, color = layer - 1, colors[layer - 1]
            drawn.append(curve.mean)
            if view.style == "hold":
                curve = held_to(curve, history.last_step)
            elif not borders and len(layers) <= FEW and curve.low is not curve.high:
                shown.add(self._draw_dense(row, curve, color, frame))
                drawn += [curve.low, curve.high]
            shown.add(self._draw_line(row, curve, color, frame))
            if len(spread.steps) and len(spread.steps) == len(curve.steps):
                shown.add(self._draw_band(row, curve, spread, color, len(layers)))
            if borders:
                shown.add(self._draw_seeds(row, borders, color, frame))
                drawn += [each.mean for each in borders]
            end = end_of(curve, frame)
            if end is not None:
                self.ends[layer] = end
        self.bounds = extremes(drawn, frame.log)
        self._show_only(shown)

    def _draw_line(self, row: int, curve: Curve, color: str, frame: Frame) -> LineCurve:
        line = self._lines[row]
        line.set_pen(color)
        line.set_line(curve.steps, curve.mean, frame.log, frame.floor)
        return line

    def _draw_dense(self, row: int, curve: Curve, color: str, frame: Frame) -> DenseCurve:
        """Show lowest and highest value of each bin where bins hold several steps."""
        dense = self._dense[row]
        dense.set_pen(with_alpha(color, DENSE_OPACITY))
        dense.set_curve(curve, frame.log, frame.floor)
        return dense

    def _draw_band(
        self, row: int, curve: Curve, spread: Curve, color: str, layers: int
    ) -> BandItem:
        band = self._bands[row]
        band.set_pen(with_alpha(color, BAND_OPACITY / layers**0.5))
        band.set_band(curve.steps, curve.mean - spread.mean, curve.mean + spread.mean)
        return band

    @staticmethod
    def _borders(
        history: History, view: LayerView, names: Sequence[str], frame: Frame, points: int
    ) -> list[Curve]:
        """Return the quantiles over seeds of a layer that is shown alone; none of others."""
        found = [quantile_column(name, percent) for name in names for percent in PERCENTS]
        if len(names) != 1 or view.band or not all(name in history for name in found):
            return []
        curves = history.curves(found, frame.start, frame.stop, points)
        if view.style == "hold":
            curves = [stairs(held_to(curve, history.last_step)) for curve in curves]
        return curves

    def _draw_seeds(self, row: int, borders: Sequence[Curve], color: str, frame: Frame) -> BandItem:
        band = self._bands[row]
        band.set_pen(with_alpha(color, SEEDS_OPACITY))
        low, high = (to_heights(each.mean, frame.log, frame.floor) for each in borders)
        band.set_band(borders[0].steps, low, high)
        return band

    def set_guide(self, value: float | None, text: str, theme: Theme, frame: Frame) -> None:
        """Draw a dashed line at a value to compare with, and name it; None: no line."""
        self._guide.setVisible(value is not None)
        if value is None:
            return
        self._guide.setValue(float(to_heights([value], frame.log, frame.floor)[0]))
        self._guide.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        self._guide.label.setFormat(text)
        self._guide.label.setPosition(0.98)
        self._guide.label.anchors = [(1, 1), (1, 1)]
        self._guide.label.setColor(theme.muted)
        self._guide.label.setFont(theme.font(11))


def extremes(drawn: Sequence[np.ndarray], positive: bool) -> tuple[float, float] | None:
    """Return the lowest and highest finite value, above 0 if `positive`; None without any."""
    values = np.concatenate(drawn) if drawn else NONE
    known = values[np.isfinite(values) & ((values > 0) | (not positive))]
    return (float(known.min()), float(known.max())) if known.size else None


def held_to(curve: Curve, last: int) -> Curve:
    """Return a curve of readings whose newest value is held up to step `last`."""
    if not len(curve.steps) or curve.steps[-1] >= last:
        return curve
    return Curve(np.append(curve.steps, last), *(np.append(part, part[-1]) for part in curve[1:]))


def stairs(curve: Curve) -> Curve:
    """Return a curve that holds each value until the next one."""
    parts = (np.repeat(part, 2)[:-1] for part in curve[1:])
    return Curve(np.repeat(curve.steps, 2)[1:], *parts)


def end_of(curve: Curve, frame: Frame) -> tuple[float, float] | None:
    """Return the last step and height in view of a curve."""
    heights = to_heights(curve.mean, frame.log, frame.floor)
    seen = np.flatnonzero(np.isfinite(heights) & (curve.steps <= frame.stop))
    return (float(curve.steps[seen[-1]]), float(heights[seen[-1]])) if len(seen) else None
