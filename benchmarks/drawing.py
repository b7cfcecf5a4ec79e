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

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from engine.history import History
    from gui.intake import Intake
    from gui.plots.curves import DenseCurve
    from gui.plots.time_plot import TimePlot
    from gui.training_thread import TrainingThread

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
RUN = "run"


def run(quick: bool) -> list[Row]:
    """Measure the speed of training, and the gaps in the event loop."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a QApplication is needed")
    rounds = 3 if quick else ROUNDS
    with _Training(application) as training:
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


class _Training:
    """The training process at work on a network of twelve layers, as a context."""

    def __init__(self, application: QApplication) -> None:
        from gui.intake import Intake
        from gui.training_thread import TrainingThread

        self.application = application
        self._intake: Intake = Intake()
        self._thread: TrainingThread = TrainingThread(self._intake.take)

    @property
    def history(self) -> History:
        """What has been measured so far."""
        history = self._intake.history(RUN)
        if history is None:
            raise RuntimeError("the run has not been opened")
        return history

    def __enter__(self) -> _Training:
        from engine import messages
        from engine.config import ExperimentConfig, with_values

        changes = {
            "model.hidden_layers": LAYERS - 1,
            "model.width": 64,
            "training.batch_size": 128,
            "training.steps": None,
            "optimizer.learning_rate": 0.001,
        }
        config = with_values(ExperimentConfig(), changes)
        self._intake.expect(RUN)
        self._thread.start()
        self._thread.send(messages.Open(run=RUN, config=config))
        self._thread.send(messages.Train(runs=(RUN,)))
        try:
            self._wait_for_steps(500)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.stop()
        self._thread.wait()

    def pause(self) -> None:
        """Pause, and wait until nothing more comes."""
        from engine import messages

        self._thread.send(messages.Pause(runs=(RUN,)))
        for _ in range(5):
            self.spend(0.1)

    def spend(self, seconds: float) -> None:
        """Let the event loop run."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(1e3 * seconds), loop.quit)
        loop.exec()

    def _wait_for_steps(self, steps: int) -> None:
        until = time.monotonic() + 60
        while (history := self._intake.history(RUN)) is None or history.last_step < steps:
            if time.monotonic() > until:
                raise RuntimeError("the training process does not train")
            self.spend(0.05)


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
            plot.viewport().repaint()


def _speed(training: _Training, draw: Callable[[], None] | None) -> float:
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


def _longest_gap(training: _Training, draw: Callable[[], None]) -> float:
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
