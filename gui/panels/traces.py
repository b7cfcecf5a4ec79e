"""What of a run is compared: which columns of its history, and where they lie across the plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from engine.history import Curve, History
from engine.measures import PERCENTS, column, quantile_column
from gui.panels.abscissa import BY_STEP, Abscissa

if TYPE_CHECKING:
    from gui.runs import Run

SMOOTHING = 0.012  # span of the smoothed curve, as a share of the steps so far
NONE = np.empty(0, np.float32)


class Drawn(Protocol):
    """What is drawn of a run."""

    @property
    def train(self) -> str: ...
    @property
    def test(self) -> str: ...
    @property
    def factor(self) -> float: ...
    @property
    def hold(self) -> bool: ...


class Line(NamedTuple):
    """Values (m,) at places across the plot (m,), which rise; NaN is a gap."""

    places: np.ndarray
    values: np.ndarray


NO_LINE = Line(np.empty(0), NONE)


class Window(NamedTuple):
    """The part of a plot that is looked at: first and last place, and points for dense curves."""

    start: float
    stop: float
    points: int


@dataclass(frozen=True)
class Trace:
    """The columns of one run that are drawn, and its abscissa.

    `train` and `test` (may be empty) are medians where the run is a stack of seeds.
    """

    run: Run
    history: History
    train: str
    test: str = ""
    factor: float = 1.0
    hold: bool = False
    abscissa: Abscissa = field(default=BY_STEP)

    @classmethod
    def of(cls, run: Run, view: Drawn, layer: int | None = None,
           abscissa: Abscissa = BY_STEP) -> Trace | None:  # fmt: skip
        """Return what a view draws of a run; None without measurements."""
        if run.history is None:
            return None
        names = (column(view.train, layer), view.test)
        return cls(run, run.history, *names, view.factor, view.hold, abscissa)

    @property
    def measured(self) -> bool:
        """Whether there is anything to draw, now or later."""
        return self.train in self.history or not self.history.last_step

    @property
    def plain(self) -> bool:
        """Whether the values are smooth as they are: no batch differs from another."""
        return self.hold or self.train == "learning_rate" or is_full_batch(self.run)

    @property
    def stacked(self) -> bool:
        """Whether quantiles over seeds are known."""
        return quantile_column(self.train, PERCENTS[0]) in self.history

    @property
    def end(self) -> float:
        """Place of the newest step."""
        return self.abscissa.place(self.history.last_step)

    # -- curves ----------------------------------------------------------------------------------

    def line(self, window: Window, quantile: int | None = None) -> Line:
        """The thick line: smoothed where batches differ; or a quantile over the seeds."""
        name = self.train if quantile is None else quantile_column(self.train, quantile)
        span = 0.0 if self.plain else SMOOTHING * self.history.last_step
        first, stop = self._steps(window)
        points = max(8, window.points // 2)
        steps, values = self.history.smoothed(name, first, stop, points, span)
        if self.hold and len(steps) and steps[-1] < self.history.last_step:
            steps = np.append(steps, float(self.history.last_step))
            values = np.append(values, values[-1])
        return self._placed(steps, values)

    def batches(self, window: Window) -> Curve:
        """The values of single batches; its `steps` are places."""
        found = self.history.curve(self.train, *self._steps(window), window.points)
        scale = np.float32(self.factor)
        heights = (part * scale for part in found[1:])
        return Curve(self.abscissa.at(found.steps), *heights)

    def tested(self, window: Window) -> Line:
        """The readings of the test set."""
        if not self.test:
            return NO_LINE
        points = max(8, window.points // 2)
        found = self.history.curve(self.test, *self._steps(window), points)
        return self._placed(found.steps, found.mean)

    def _steps(self, window: Window) -> tuple[float, float]:
        return self.abscissa.step(window.start), self.abscissa.step(window.stop)

    def _placed(self, steps: np.ndarray, values: np.ndarray) -> Line:
        return Line(self.abscissa.at(steps), values * np.float32(self.factor))

    # -- single values ---------------------------------------------------------------------------

    def step_at(self, place: float) -> int | None:
        """The step nearest to a place; None where the run has none there."""
        step = max(1, round(self.abscissa.step(place)))
        return step if step <= self.history.last_step else None

    def value(self, name: str, place: float) -> float | None:
        """Value of a column at a place; None where there is none."""
        step = self.step_at(place)
        found = None if step is None or not name else self.history.value_at(name, step)
        return None if found is None else found * self.factor


def is_full_batch(run: Run) -> bool:
    """Tell whether each step sees the whole training set: its loss is then smooth as it is."""
    if run.facts is not None and run.facts.batch_size:
        return run.facts.batch_size >= run.facts.train_samples
    return run.config.training.batch_size == "full"


def quantiles(trace: Trace, window: Window) -> Iterator[Line]:
    """Yield the lower and the upper border of the band over the seeds."""
    for percent in PERCENTS:
        yield trace.line(window, percent)


def staircase(line: Line) -> Line:
    """Return a line that holds each value until the next one."""
    if len(line.places) < 2:
        return line
    return Line(np.repeat(line.places, 2)[1:], np.repeat(line.values, 2)[:-1])


def ends_of(lines: Sequence[np.ndarray], positive: bool) -> tuple[float, float] | None:
    """Return the lowest and highest finite value, above 0 if `positive`; None without any."""
    values = np.concatenate(lines) if lines else NONE
    known = values[np.isfinite(values) & ((values > 0) | (not positive))]
    return (float(known.min()), float(known.max())) if known.size else None
