"""Drawing and keeping long histories: ours beside the parts that come with pyqtgraph and Python."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.rows import Row

PLOTS, CURVES, STEPS = 3, 20, 1_000_000
SIZE = (700, 300)
FRAMES = 7
COLUMNS = 120


def measurements(steps: int, curves: int, seed: int) -> np.ndarray:
    """Curves as gradient norms are: falling, with noise at every step; (steps, curves) float32."""
    rng = np.random.default_rng(seed)
    level = np.exp(-4 * np.arange(steps, dtype=np.float32) / steps)[:, None]
    noise = np.exp(0.3 * rng.standard_normal((steps, curves), dtype=np.float32))
    return level * noise * np.linspace(1, 3, curves, dtype=np.float32)


def _seconds_per_frame(draw: Callable[[], None]) -> float:
    draw()
    times = []
    for _ in range(FRAMES):
        begin = time.perf_counter()
        draw()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def _our_frame(data: list[np.ndarray]) -> Callable[[], None]:
    """A frame of ours: ask the histories anew and paint, as the window does while training."""
    from engine.history import History
    from gui.plots.curves import DenseCurve
    from gui.plots.time_plot import TimePlot

    shown = []
    for values in data:
        history = History([str(k) for k in range(values.shape[1])])
        history.append(1, values)
        plot = TimePlot()
        plot.resize(*SIZE)
        plot.show()
        curves = [DenseCurve(_color(k)) for k in range(values.shape[1])]
        for curve in curves:
            plot.add_curve(curve)
        plot.follow_steps(history.last_step, end=history.last_step)
        shown.append((history, plot, curves))

    def draw() -> None:
        for history, plot, curves in shown:
            start, stop = plot.view_range()
            plot.set_y_range(history.bounds(history.columns, start, stop))
            found = history.curves(history.columns, start, stop, plot.points())
            for curve, item in zip(found, curves, strict=True):
                item.set_curve(curve)
            plot.grab()

    return draw


def _pyqtgraph_frame(data: list[np.ndarray]) -> Callable[[], None]:
    """A frame of pyqtgraph's own peak downsampling: the same curves, set anew and painted."""
    import pyqtgraph as pg

    shown = []
    for values in data:
        plot = pg.PlotWidget()
        plot.resize(*SIZE)
        plot.setDownsampling(auto=True, mode="peak")
        plot.setClipToView(True)
        plot.setXRange(0, len(values), padding=0)
        plot.setYRange(0.0, float(values.max()), padding=0)
        plot.show()
        steps = np.arange(1, len(values) + 1, dtype=np.float64)
        columns = [np.ascontiguousarray(column) for column in values.T]
        curves = [plot.plot(pen=pg.mkPen(_color(k), width=1)) for k in range(len(columns))]
        shown.append((plot, steps, columns, curves))

    def draw() -> None:
        for plot, steps, columns, curves in shown:
            for column, curve in zip(columns, curves, strict=True):
                curve.setData(steps, column)
            plot.grab()

    return draw


def _color(number: int) -> str:
    return f"#{(number * 47) % 200:02x}{(number * 91) % 200:02x}{120 + number * 6:02x}"


def drawing() -> dict[str, Any]:
    """Milliseconds a frame for 3 plots x 20 curves x 1,000,000 steps."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    data = [measurements(STEPS, CURVES, seed) for seed in range(PLOTS)]
    ours = _seconds_per_frame(_our_frame(data))
    application.processEvents()
    theirs = _seconds_per_frame(_pyqtgraph_frame(data))
    return {
        "name": f"frame of {PLOTS} plots x {CURVES} curves x {STEPS:,} steps, "
        "beside pyqtgraph's peak downsampling",
        "ours": 1e3 * ours,
        "theirs": 1e3 * theirs,
        "ratio": theirs / ours,
        "unit": "ms/frame",
        "target": ">= 10",
    }


def memory() -> dict[str, Any]:
    """Bytes a recorded step of 120 values, beside a list of Python floats for each measure."""
    from engine.history import History

    steps = 200_000
    history = History([str(k) for k in range(COLUMNS)])
    block = np.zeros((10_000, COLUMNS), np.float32)
    for first in range(0, steps, len(block)):
        history.append(first + 1, block)
    some = 10_000
    lists: list[list[float]] = [[] for _ in range(COLUMNS)]
    for step in range(some):
        for each in lists:
            each.append(float(step))
    theirs = sum(sys.getsizeof(each) + sum(map(sys.getsizeof, each)) for each in lists) / some
    ours = history.nbytes / steps
    return {
        "name": f"memory of a step of {COLUMNS} values, beside Python lists",
        "ours": ours,
        "theirs": theirs,
        "ratio": ours / theirs,
        "unit": "bytes/step",
        "target": "<= 0.167",
    }


def run(quick: bool = False) -> list[Row]:
    """All rows of this file; `quick` leaves the drawing out."""
    return [Row(**each) for each in ([memory()] if quick else [drawing(), memory()])]
