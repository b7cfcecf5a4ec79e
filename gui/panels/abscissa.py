"""Where the steps of a run lie across a plot: by step, by epoch or by the time spent training."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.text import QT_TRANSLATE_NOOP
from gui.plots.x_scales import EPOCHS, SECONDS, STEPS, XScale
from gui.runs import FORK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.runs import Run

_FAR = 1e12  # steps beyond the last one known, to which the last slope goes on


class Abscissa:
    """Turns steps into places across a plot and back; linear between the knots, and beyond.

    Knots are rising steps (m,) and rising places (m,), both from 0 on; none of them: by step.
    """

    def __init__(self, steps: Sequence[float] = (), places: Sequence[float] = ()) -> None:
        self._same = len(steps) < 2
        if self._same:
            return
        (*_, before, last), (*_, low, high) = steps, places
        slope = (high - low) / (last - before) if last > before else 0.0
        slope = slope or high / max(1.0, last)
        self._steps = np.array([*steps, last + _FAR], np.float64)
        self._places = np.array([*places, high + slope * _FAR], np.float64)

    def at(self, steps: np.ndarray) -> np.ndarray:
        """Places (m,) of steps (m,)."""
        if self._same:
            return steps
        return np.interp(steps, self._steps, self._places)

    def place(self, step: float) -> float:
        """Place of one step."""
        return step if self._same else float(np.interp(step, self._steps, self._places))

    def step(self, place: float) -> float:
        """The step at a place; it need not be whole."""
        return place if self._same else float(np.interp(place, self._places, self._steps))


BY_STEP = Abscissa()


def by_step(run: Run) -> Abscissa | None:
    """Steps lie where they are."""
    return BY_STEP


def by_epoch(run: Run) -> Abscissa | None:
    """Each step lies at the passes over the training set done with it; None while not known.

    Within a pass steps are spread evenly. A batch size that was changed live counts from its step
    on; what was measured (the pass that a step belongs to) is never contradicted.
    """
    if run.facts is None or not run.facts.train_samples:
        return None
    made = _Passes(run, run.facts.train_samples)
    return Abscissa(made.steps, made.places)


class _Passes:
    """The knots of `by_epoch`."""

    def __init__(self, run: Run, samples: int) -> None:
        self._run, self._samples = run, samples
        self.steps, self.places = [0.0], [0.0]
        self._changed = (0, 0)  # in the pass under way: after which step, and samples seen by then
        self._whole_from = 0  # step from which on passes are whole ones again
        assert run.facts is not None
        changes = [each for each in run.markers if each[1] == "training.batch_size"]
        self._size = self._batch(changes[0][2] if changes else run.facts.batch_size)
        for step, path, _, new in run.markers:
            if path == FORK:
                self._go_on_to(step)
            elif path == "training.batch_size" and step > 0:
                self._go_on_to(step)
                self._change(step, self._batch(new))
            elif path == "training.batch_size":
                self._size = self._batch(new)
        last = float(run.step)
        place = self._place(last)
        if self._measured(last, place) != place:
            self._add(last, self._measured(last, place))
        self._add(self.steps[-1] + self._steps_of_a_pass, self.places[-1] + 1)

    def _batch(self, size: Any) -> int:
        """Samples in a batch; the whole set where the configuration says so."""
        whole = not isinstance(size, int) or size <= 0
        return self._samples if whole else min(self._samples, size)

    @property
    def _steps_of_a_pass(self) -> int:
        return -(-self._samples // self._size)

    def _place(self, step: float) -> float:
        if step < self.steps[-1]:
            return float(np.interp(step, self.steps, self.places))
        return self.places[-1] + (step - self.steps[-1]) / self._steps_of_a_pass

    def _measured(self, step: float, place: float) -> float:
        """Return a place within the pass that the step was measured to belong to."""
        history = self._run.history
        found = history.value_at("epoch", int(step)) if history is not None else None
        if found is None or found < 1 or found != int(found):  # a mean where only bins are left
            return place
        return min(max(place, found - 1 + 1 / self._steps_of_a_pass), found)

    def _add(self, step: float, place: float) -> None:
        while self.steps and self.steps[-1] >= step:
            self.steps.pop()
            self.places.pop()
        self.steps.append(step)
        self.places.append(max(place, self.places[-1]) if self.places else place)

    def _go_on_to(self, step: float) -> None:
        if step > 0:
            self._add(step, self._measured(step, self._place(step)))

    def _change(self, step: int, size: int) -> None:
        """Take batches of another size after `step`: the pass under way is ended with them.

        Where one of the sizes is the whole set, another pass begins with the next step.
        """
        done = self.places[-1] % 1.0
        behind = min(self._samples, round(done * self._steps_of_a_pass) * self._size)
        if step < self._whole_from:  # changed before in this pass
            before, seen = self._changed
            behind = min(self._samples, seen + (step - before) * self._size)
        begins_anew = self._samples in (self._size, size)
        self._size, self._whole_from = size, step
        if done and begins_anew:
            self._add(step + 1, math.ceil(self.places[-1]) + 1 / self._steps_of_a_pass)
        elif done:
            left = max(1, -(-(self._samples - behind) // size))
            self._changed, self._whole_from = (step, behind), step + left
            self._add(step + left, math.ceil(self.places[-1]))


def by_time(run: Run) -> Abscissa | None:
    """Each step lies at the seconds spent training until then; None while not known."""
    if run.history is None:
        return None
    steps, seconds = run.history.times()
    if not len(steps) or seconds[-1] <= 0:
        return None
    first = max(0, run.history.first_step - 1)
    known = steps > first
    ticks = 1e-12 * np.arange(1, 1 + np.count_nonzero(known))  # no two at the same place
    return Abscissa([first, *steps[known]], [0.0, *(seconds[known] + ticks)])


@dataclass(frozen=True)
class XAxis:
    """One of the things that can lie across; texts are untranslated."""

    scale: XScale
    name: str
    label: str
    missing: str
    of: Callable[[Run], Abscissa | None]

    @property
    def key(self) -> str:
        """Name of the choice."""
        return self.scale.key


X_AXES = {
    each.key: each
    for each in (
        XAxis(
            STEPS,
            QT_TRANSLATE_NOOP("engine", "by step"),
            QT_TRANSLATE_NOOP("engine", "step"),
            "",
            by_step,
        ),
        XAxis(
            EPOCHS,
            QT_TRANSLATE_NOOP("engine", "by epoch"),
            QT_TRANSLATE_NOOP("engine", "epoch"),
            QT_TRANSLATE_NOOP("engine", "its epochs are not known"),
            by_epoch,
        ),
        XAxis(
            SECONDS,
            QT_TRANSLATE_NOOP("engine", "by time"),
            QT_TRANSLATE_NOOP("engine", "time spent training"),
            QT_TRANSLATE_NOOP("engine", "its time is not known"),
            by_time,
        ),
    )
}
