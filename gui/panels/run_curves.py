"""The curves of one run in the loss plot: train thin, smoothed thick, test dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import Qt

from engine.history import Curve, History
from gui.panels.time_panel import Frame
from gui.plots.curves import DenseCurve, LineCurve
from gui.plots.scales import to_heights
from gui.plots.time_plot import TimePlot
from gui.theme import Theme, with_alpha

if TYPE_CHECKING:
    from gui.runs import Run

SMOOTHING = 0.012  # span of the smoothed curve, as a share of the steps so far
DENSE_OPACITY = 0.3
GHOST_OPACITY = 0.32


class Drawn(Protocol):
    """What is drawn of a run."""

    @property
    def train(self) -> str: ...
    @property
    def test(self) -> str: ...
    @property
    def factor(self) -> float: ...


class RunCurves:
    """Three items in a plot, and where the thick one ends."""

    def __init__(self, plot: TimePlot) -> None:
        self._plot = plot
        self._dense, self._line = DenseCurve(), LineCurve()
        self._test = LineCurve(style=Qt.PenStyle.DashLine)
        #: last step and height of the thick line in view, as the plot counts; None: not in view
        self.end: tuple[float, float] | None = None
        #: lowest value above 0 of the thick lines, which single batches do not pull down
        self.lowest = np.inf
        for item in self._items():
            plot.add_curve(item)

    def _items(self) -> tuple[DenseCurve, LineCurve, LineCurve]:
        return self._dense, self._line, self._test

    def remove(self) -> None:
        """Take the items out of the plot."""
        for item in self._items():
            self._plot.removeItem(item)

    def set_look(self, theme: Theme, run: Run, selected: bool, order: int) -> None:
        """Dress the curves for the run: ghosts faint, the selected one above the others."""
        color = theme.run_color(run.color_index)
        strength = GHOST_OPACITY if run.ghost else 1.0
        self._dense.set_pen(with_alpha(color, DENSE_OPACITY))
        self._line.set_pen(with_alpha(color, strength))
        self._test.set_pen(with_alpha(color, strength))
        width = 1.2 if run.ghost else 2.2 if selected else 1.85
        self._line.set_style(width, Qt.PenStyle.SolidLine)
        self._test.set_style(0.8 * width, Qt.PenStyle.DashLine)
        for item, height in zip(self._items(), (0, 200, 100), strict=True):
            item.setZValue(height + order)

    def update(self, run: Run, view: Drawn, frame: Frame) -> None:
        """Draw what the run's history holds of the steps in view."""
        history = run.history
        if history is None:
            return
        plain = view.train == "learning_rate" or is_full_batch(run)
        smoothing = 0.0 if plain else SMOOTHING * history.last_step
        points = max(8, frame.points // 2)
        steps, values = history.smoothed(view.train, frame.start, frame.stop, points, smoothing)
        heights = values * np.float32(view.factor)
        self._line.set_line(steps, heights, frame.log, frame.floor)
        self._draw_dense(history, view, frame, shown=not plain and not run.ghost)
        self.lowest = min(lowest_positive(heights), self._draw_test(history, view, frame))
        self.end = _end_of(steps, to_heights(heights, frame.log, frame.floor), frame.stop)

    def _draw_dense(self, history: History, view: Drawn, frame: Frame, shown: bool) -> None:
        """The batches' own values; without smoothing they are the thick line already."""
        none = np.empty(0, np.float32)
        curve = Curve(np.empty(0), none, none, none)
        if shown:
            found = history.curve(view.train, frame.start, frame.stop, frame.points)
            scale = np.float32(view.factor)
            curve = Curve(found.steps, found.low * scale, found.mean * scale, found.high * scale)
        self._dense.set_curve(curve, frame.log, frame.floor)

    def _draw_test(self, history: History, view: Drawn, frame: Frame) -> float:
        """Draw the readings of the test set; returns the lowest above 0."""
        steps, values = np.empty(0), np.empty(0, np.float32)
        if view.test:
            curve = history.curve(view.test, frame.start, frame.stop, max(8, frame.points // 2))
            steps, values = curve.steps, curve.mean * np.float32(view.factor)
        self._test.set_line(steps, values, frame.log, frame.floor)
        return lowest_positive(values)


def lowest_positive(values: np.ndarray) -> float:
    """Return the lowest finite value above 0; infinity without any."""
    known = values[np.isfinite(values) & (values > 0)]
    return float(known.min()) if known.size else np.inf


def is_full_batch(run: Run) -> bool:
    """Tell whether each step sees the whole training set: its loss is then smooth as it is."""
    if run.facts is not None and run.facts.batch_size:
        return run.facts.batch_size >= run.facts.train_samples
    return run.config.training.batch_size == "full"


def _end_of(steps: np.ndarray, heights: np.ndarray, stop: float) -> tuple[float, float] | None:
    """The last finite point not beyond `stop`."""
    seen = np.flatnonzero(np.isfinite(heights) & (steps <= stop))
    return (float(steps[seen[-1]]), float(heights[seen[-1]])) if len(seen) else None
