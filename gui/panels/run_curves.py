"""The curves of one run in the loss plot: train thin, smoothed thick, test dashed, seeds a band."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from engine.history import Curve
from gui.panels.band_item import BandItem
from gui.panels.relation import Relation
from gui.panels.time_panel import Frame
from gui.panels.traces import (
    NO_LINE,
    NONE,
    Line,
    Trace,
    Window,
    ends_of,
    quantiles,
    staircase,
)
from gui.plots.curves import CurveItem, DenseCurve, LineCurve
from gui.plots.scales import to_heights
from gui.plots.time_plot import TimePlot
from gui.theme import Theme, with_alpha

if TYPE_CHECKING:
    from gui.runs import Run

DENSE_OPACITY = 0.3
GHOST_OPACITY = 0.32
BAND_OPACITY = 0.2
GHOST_BAND = 0.3  # of that
NO_CURVE = Curve(np.empty(0), NONE, NONE, NONE)


class RunCurves:
    """Four items in a plot, and where the thick one ends."""

    def __init__(self, plot: TimePlot) -> None:
        self._plot = plot
        self._band = BandItem()
        self._dense, self._line = DenseCurve(), LineCurve()
        self._test = LineCurve(style=Qt.PenStyle.DashLine)
        #: last place and height of the thick line in view, as the plot counts; None: not in view
        self.end: tuple[float, float] | None = None
        #: lowest value above 0 of the thick lines, which single batches do not pull down
        self.lowest = np.inf
        #: value above 0 at which the thick line begins in view; NaN without any
        self.start = np.nan
        #: lowest and highest finite value in view (above 0 on a log axis); None without any
        self.bounds: tuple[float, float] | None = None
        for item in self._items():
            plot.add_curve(item)

    def _items(self) -> tuple[CurveItem, ...]:
        return self._band, self._dense, self._test, self._line

    def remove(self) -> None:
        """Take the items out of the plot."""
        for item in self._items():
            self._plot.removeItem(item)

    def set_look(self, theme: Theme, run: Run, selected: bool, order: int) -> None:
        """Dress the curves for the run: ghosts faint, the selected one above the others."""
        color = theme.run_color(run.color_index)
        strength = GHOST_OPACITY if run.ghost else 1.0
        self._band.set_pen(with_alpha(color, BAND_OPACITY * (GHOST_BAND if run.ghost else 1.0)))
        self._dense.set_pen(with_alpha(color, DENSE_OPACITY))
        self._line.set_pen(with_alpha(color, strength))
        self._test.set_pen(with_alpha(color, strength))
        width = 1.2 if run.ghost else 2.2 if selected else 1.85
        self._line.set_style(width, Qt.PenStyle.SolidLine)
        self._test.set_style(0.8 * width, Qt.PenStyle.DashLine)
        for item, height in zip(self._items(), (-100, 0, 100, 200), strict=True):
            item.setZValue(height + order)

    def update(self, trace: Trace, frame: Frame, relation: Relation | None = None) -> None:
        """Draw what the run's history holds in view, as it is or in relation to a reference."""
        window = Window(frame.start, frame.stop, frame.points)
        alone = relation is not None and relation.reference.run is trace.run
        line, tested = trace.line(window), NO_LINE if alone else trace.tested(window)
        if relation is not None:
            line = relation.flat(line) if alone else relation.line(line)
            tested = relation.tested(tested)
        if trace.hold:
            line = staircase(line)
        curve = self._batches(trace, window, relation) if not alone else NO_CURVE
        self._line.set_line(*line, frame.log, frame.floor)
        self._test.set_line(*tested, frame.log, frame.floor)
        self._dense.set_curve(curve, frame.log, frame.floor)
        band = self._draw_band(trace, window, relation, frame)
        thick = np.concatenate((line.values, tested.values))
        self.lowest = lowest_positive(thick)
        self.start = first_positive(line.values)
        heights = to_heights(line.values, frame.log, frame.floor)
        self.end = _end_of(line.places, heights, frame.stop)
        drawn = [line, tested, Line(curve.steps, curve.low), Line(curve.steps, curve.high), *band]
        self.bounds = ends_of([_seen(each, frame) for each in drawn], frame.log)

    def _batches(self, trace: Trace, window: Window, relation: Relation | None) -> Curve:
        """The batches' own values; without smoothing they are the thick line already."""
        if trace.plain or trace.stacked or trace.run.ghost:
            return NO_CURVE
        curve = trace.batches(window)
        return curve if relation is None else relation.batches(curve)

    def _draw_band(
        self, trace: Trace, window: Window, relation: Relation | None, frame: Frame
    ) -> tuple[Line, ...]:
        """Fill between the quantiles over the seeds; returns its borders."""
        if not trace.stacked:
            if self._band.filled:
                self._band.set_band(NO_LINE.places, NO_LINE.values, NO_LINE.values)
            return ()
        borders = tuple(quantiles(trace, window))
        if relation is not None:
            borders = tuple(relation.line(each) for each in borders)
        if trace.hold:
            borders = tuple(staircase(each) for each in borders)
        low, high = (to_heights(each.values, frame.log, frame.floor) for each in borders)
        self._band.set_band(borders[0].places, low, high)
        return borders


def first_positive(values: np.ndarray) -> float:
    """Return the first finite value above 0; NaN without any."""
    found = np.flatnonzero(np.isfinite(values) & (values > 0))
    return float(values[found[0]]) if len(found) else float("nan")


def lowest_positive(values: np.ndarray) -> float:
    """Return the lowest finite value above 0; infinity without any."""
    known = values[np.isfinite(values) & (values > 0)]
    return float(known.min()) if known.size else np.inf


def _seen(line: Line, frame: Frame) -> np.ndarray:
    """Return the values in view."""
    return line.values[(line.places >= frame.start) & (line.places <= frame.stop)]


def _end_of(places: np.ndarray, heights: np.ndarray, stop: float) -> tuple[float, float] | None:
    """The last finite point not beyond `stop`."""
    seen = np.flatnonzero(np.isfinite(heights) & (places <= stop))
    return (float(places[seen[-1]]), float(heights[seen[-1]])) if len(seen) else None
