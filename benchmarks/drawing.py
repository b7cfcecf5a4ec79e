"""Training in its process while the window's process draws: how much of its speed it keeps.

Three plots with twelve curves each are drawn anew 30 times a second from the measurements that
come in. Phases with and without drawing follow each other within one run of training.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.rows import Row
from benchmarks.training_process import TrainingProcess

if TYPE_CHECKING:
    from engine.history import History
    from gui.plots.curves import DenseCurve
    from gui.plots.time_plot import TimePlot

MEASURES = ("gradient_norm/weight", "gradient_norm/preactivation", "update_ratio")
"""A plot for each."""
LAYERS = 12
"""Curves in a plot."""
SIZE = (520, 300)
FRAME, PROBE = 33, 5
"""Milliseconds between two frames; between two beats of the probe of the event loop."""
PHASE = 1.5
"""Seconds."""
ROUNDS = 9
SETTINGS = {
    "model.hidden_layers": LAYERS - 1,
    "model.width": 64,
    "training.batch_size": 128,
    "optimizer.learning_rate": 0.001,
}


def run(quick: bool) -> list[Row]:
    """Measure the speed of training, and the gaps in the event loop."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a QApplication is needed")
    rounds = 3 if quick else ROUNDS
    with TrainingProcess(application, SETTINGS) as training:
        plots = _Plots(training.history)
        pairs = [(_speed(training, plots.draw), _speed(training, None)) for _ in range(rounds)]
        busy = [_longest_gap(training, plots.draw) for _ in range(rounds)]
        training.pause()
        calm = [_longest_gap(training, plots.draw) for _ in range(rounds)]
    return [
        Row(
            name=f"training while {len(MEASURES)} plots x {LAYERS} curves are drawn at 30 Hz, "
            "beside alone",
            ours=statistics.median(drawing for drawing, _ in pairs),
            theirs=statistics.median(alone for _, alone in pairs),
            ratio=statistics.median(drawing / alone for drawing, alone in pairs),
            unit="steps/s",
            target=">= 0.85",
        ),
        Row(
            name=f"longest gap of a {PROBE} ms probe while training and drawing, "
            "beside drawing alone",
            ours=1e3 * max(busy),
            theirs=1e3 * max(calm),
            ratio=statistics.median(busy) / statistics.median(calm),
            unit="ms",
        ),
    ]


class _Plots:
    """Plots of the measures of a history, drawn as the panels draw them."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._shown = [self._plot(measure) for measure in MEASURES]

    def _plot(self, measure: str) -> tuple[TimePlot, list[str], list[DenseCurve]]:
        from gui.plots.curves import DenseCurve
        from gui.plots.time_plot import TimePlot

        plot = TimePlot()
        plot.resize(*SIZE)
        plot.show()
        curves = [DenseCurve(f"#{20 * layer:02x}80a0") for layer in range(LAYERS)]
        for curve in curves:
            plot.add_curve(curve)
        return plot, [f"{measure}/{layer + 1}" for layer in range(LAYERS)], curves

    def draw(self) -> None:
        """Ask the history anew, and paint."""
        for plot, names, curves in self._shown:
            plot.follow_steps(self._history.last_step, end=None)
            start, stop = plot.view_range()
            plot.set_y_range(self._history.bounds(names, start, stop))
            found = self._history.curves(names, start, stop, plot.points())
            for curve, item in zip(found, curves, strict=True):
                item.set_curve(curve)
            plot.settle()
            plot.viewport().repaint()


def _speed(training: TrainingProcess, draw: Callable[[], None] | None) -> float:
    """Return the steps per second of a phase."""
    from PySide6.QtCore import QTimer

    frames = QTimer()
    if draw is not None:
        frames.timeout.connect(draw)
    frames.start(FRAME)
    training.spend(0.2)
    begin, first = time.perf_counter(), training.history.last_step
    training.spend(PHASE)
    speed = (training.history.last_step - first) / (time.perf_counter() - begin)
    frames.stop()
    return speed


def _longest_gap(training: TrainingProcess, draw: Callable[[], None]) -> float:
    """Return the longest time, in seconds, between two beats of the probe while `draw` is done."""
    from PySide6.QtCore import Qt, QTimer

    beats: list[float] = []
    probe, frames = QTimer(), QTimer()
    probe.setTimerType(Qt.TimerType.PreciseTimer)
    probe.timeout.connect(lambda: beats.append(time.perf_counter()))
    frames.timeout.connect(draw)
    frames.start(FRAME)
    probe.start(PROBE)
    training.spend(PHASE)
    probe.stop()
    frames.stop()
    return max(later - earlier for earlier, later in pairwise(beats))
