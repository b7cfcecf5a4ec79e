"""Runs as their difference or ratio to a reference, at the same place across the plot."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.history import Curve
from gui.panels.traces import Line, Trace, Window

Mode = Literal["values", "difference", "ratio"]


class Relation:
    """Relates lines to those of a reference in the same window.

    Where the reference has no value, there is a gap; so there is in a ratio to 0.
    """

    def __init__(self, mode: Mode, reference: Trace, window: Window) -> None:
        self.mode = mode
        self.reference = reference
        self.neutral = 0.0 if mode == "difference" else 1.0
        self._window = window
        self._line = reference.line(window)
        self._tested = reference.tested(window)
        batches = reference.batches(window)
        self._batches = Line(batches.steps, batches.mean)

    def line(self, line: Line) -> Line:
        """Return a thick line, or a border of a band, in relation to the reference's line."""
        if self.reference.hold:
            return self._of_held(line)
        return self._of(line, self._line)

    def tested(self, line: Line) -> Line:
        """Return the readings of the test set in relation to the reference's."""
        return self._of(line, self._tested)

    def batches(self, curve: Curve) -> Curve:
        """Return the means of bins in relation to those of the reference."""
        steps, values = self._of(Line(curve.steps, curve.mean), self._batches)
        return Curve(steps, values, values, values)

    def flat(self, line: Line) -> Line:
        """Return the reference itself: all alike, where it has values."""
        values = np.where(np.isnan(line.values), np.nan, self.neutral).astype(np.float32)
        return Line(line.places, values)

    def value(self, value: float, base: float) -> float:
        """Relate one value to another; NaN where that says nothing."""
        return float(self._related(np.array([value]), np.array([base]))[0])

    def _of(self, line: Line, base: Line) -> Line:
        if not len(base.places) or not len(line.places):
            return Line(line.places, np.full(len(line.places), np.nan, np.float32))
        at = np.interp(line.places, base.places, base.values, left=np.nan, right=np.nan)
        return Line(line.places, self._related(line.values.astype(np.float64), at))

    def _of_held(self, line: Line) -> Line:
        """Readings hold until the next ones, of this run and of the reference."""
        base = self._line
        if not len(base.places) or not len(line.places):
            return Line(line.places, np.full(len(line.places), np.nan, np.float32))
        places = np.union1d(line.places, base.places)
        return Line(places, self._related(_held(line, places), _held(base, places)))

    def _related(self, values: np.ndarray, base: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            if self.mode == "difference":
                return (values - base).astype(np.float32)
            return np.where(base == 0, np.nan, values / base).astype(np.float32)


def _held(line: Line, places: np.ndarray) -> np.ndarray:
    """Values held until the next one; NaN before the first and beyond the last."""
    known = np.searchsorted(line.places, places, side="right") - 1
    inside = (known >= 0) & (places <= line.places[-1])
    return np.where(inside, line.values[np.maximum(known, 0)], np.nan)
