"""What a run measured: dense float32 columns with a min/max pyramid, and sparse readings.

A history answers with about as many points as a plot has pixels, however long the run is. It may be
filled from one thread and asked from another.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.chunks import Doubles, Floats, Ints
from engine.history_store import SELECTED_ROWS, HistoryStore
from engine.pyramid import Bins, Plane, Pyramid
from engine.readings import Readings
from engine.smoothing import smooth

__all__ = ["SELECTED_ROWS", "Curve", "History"]

BOUNDS_BINS = 128
PAST_BINS = 256
PAST_SPANS = 12.0  # what lies further back than 12 spans has a weight below 1e-5


class Curve(NamedTuple):
    """What a plot needs of one measure; all arrays have the shape (m,).

    ``steps`` are steps, or the centres of bins of steps. ``low`` and ``high`` bracket every value
    of the bin, an infinity included; ``mean`` leaves NaN out. Where there is one value only, all
    three are equal; where all are NaN, they are NaN: a gap.
    """

    steps: Doubles
    low: Floats
    mean: Floats
    high: Floats


class History(HistoryStore):
    """Measurements of one run: a row of ``columns`` for every step, and readings at some steps.

    Raw rows are kept for about the newest ``raw_limit`` steps, older ones as bins of at least 64
    steps (lowest, mean, highest). Every method may be called from any thread.
    """

    # -- single values ---------------------------------------------------------------------------

    def latest(self, name: str) -> tuple[int, float] | None:
        """Newest step and value of a measure; None when there is none yet."""
        with self._lock:
            if name in self._readings:
                return self._readings[name].at_or_before(None)
            if name not in self._index or not self._pyramid.count:
                return None
            return self._last(), self._dense_value(name, self._pyramid.count - 1)

    def value_at(self, name: str, step: int) -> float | None:
        """Value at a step: the row's, the mean of its bin where only bins are left.

        For a sparse measure the newest reading at or before the step. None where there is none.
        """
        with self._lock:
            if name in self._readings:
                found = self._readings[name].at_or_before(step)
                return found[1] if found else None
            index = step - self._first_step
            if name not in self._index or not 0 <= index < self._pyramid.count:
                return None
            return self._dense_value(name, index)

    def _dense_value(self, name: str, index: int) -> float:
        column = self._rows_of([name])
        bins = self._pyramid.bins(column, index, index + 1, 1, (Plane.MEAN,))
        return float(bins.planes[Plane.MEAN][0, 0])

    # -- curves ----------------------------------------------------------------------------------

    def curve(self, name: str, start: float, stop: float, points: int) -> Curve:
        """A measure between two steps as at most about ``points`` bins (raw rows where they fit).

        One neighbour beyond each side is included, so that lines reach the border. Empty for a name
        that was never measured.
        """
        return self.curves([name], start, stop, points)[0]

    def curves(self, names: Sequence[str], start: float, stop: float, points: int) -> list[Curve]:
        """Curves of several measures at once, which takes less time than one by one."""
        nothing = np.empty(0, np.float32)
        with self._lock:
            dense = [name for name in names if name in self._index]
            planes = (Plane.LOW, Plane.MEAN, Plane.HIGH)
            bins = self._bins(self._rows_of(dense), start, stop, points, planes)
            steps = self._centres(bins)
            parts = zip(*(bins.planes[plane] for plane in planes), strict=True)
            found = {name: Curve(steps, *part) for name, part in zip(dense, parts, strict=True)}
            for name in set(names) & set(self._readings):
                found[name] = Curve(*self._readings[name].curve(start, stop, points))
        return [found.get(name, Curve(np.empty(0), nothing, nothing, nothing)) for name in names]

    def matrix(
        self, names: Sequence[str], start: float, stop: float, points: int
    ) -> tuple[Doubles, Floats]:
        """Several measures on common steps: steps (m,) and means (len(names), m).

        Sparse measures are held until their next reading, NaN before the first.
        """
        with self._lock:
            dense = [k for k, name in enumerate(names) if name in self._index]
            columns = self._rows_of([names[k] for k in dense])
            bins = self._bins(columns, start, stop, points, (Plane.MEAN,))
            steps = self._centres(bins)
            if not self._pyramid.count:
                steps = self._reading_steps(names, start, stop, points)
            values = np.full((len(names), len(steps)), np.nan, np.float32)
            if self._pyramid.count:
                values[dense] = bins.planes[Plane.MEAN]
            for k, name in enumerate(names):
                if name in self._readings:
                    values[k] = self._readings[name].held(steps)
            return steps, values

    def smoothed(
        self, name: str, start: float, stop: float, points: int, span: float
    ) -> tuple[Doubles, Floats]:
        """Exponentially smoothed means: steps (m,) and values (m,).

        A value ``span`` steps back weighs 1/e; weights sum to one from the first step on, and the
        past outside the view counts too. NaN and infinity are left out and give NaN at their place.
        """
        with self._lock:
            if name in self._readings:
                past = start - PAST_SPANS * span
                steps, _, values, _ = self._readings[name].curve(past, stop, 2 * points)
                smooth_values = smooth(steps, values, np.ones(len(steps)), span)
                seen = max(0, int(np.searchsorted(steps, start)) - 1)
                return steps[seen:], smooth_values[seen:]
            if name not in self._index:
                return np.empty(0), np.empty(0, np.float32)
            return self._smoothed_column(name, (start, stop), points, span)

    def _smoothed_column(
        self, name: str, view: tuple[float, float], points: int, span: float
    ) -> tuple[Doubles, Floats]:
        columns = self._rows_of([name])
        now = self._bins(columns, *view, points, (Plane.MEAN,))
        if not len(now.first):
            return np.empty(0), np.empty(0, np.float32)
        begin = int(now.first[0])
        width = PAST_SPANS * span / PAST_BINS
        past = self._pyramid.bins(
            columns, max(0, int(begin - PAST_SPANS * span)), begin, width, (Plane.MEAN,)
        )
        known = int(np.searchsorted(past.end, begin, side="right"))
        steps = np.concatenate((self._centres(past)[:known], self._centres(now)))
        lengths = np.concatenate(((past.end - past.first)[:known], now.end - now.first))
        means = np.concatenate((past.planes[Plane.MEAN][0, :known], now.planes[Plane.MEAN][0]))
        return steps[known:], smooth(steps, means, lengths, span)[known:]

    def bounds(
        self, names: Sequence[str], start: float, stop: float, positive: bool = False
    ) -> tuple[float, float] | None:
        """Lowest and highest finite value of some measures between two steps; None without any.

        ``positive`` looks at values above 0 only. Read from about 128 bins: bins that the border
        cuts count whole, and of a bin with an infinity only the finite end counts.
        """
        lowest, highest = np.inf, -np.inf
        low_plane = Plane.POSITIVE if positive else Plane.LOW
        with self._lock:
            columns = self._rows_of([name for name in names if name in self._index])
            width = max(1.0, (stop - start) / BOUNDS_BINS)
            width = 1.0 if self._pyramid.resolve(width)[0] == 0 else width  # rows are exact
            first = max(0, int(np.ceil(start)) - self._first_step)
            end = max(0, int(np.floor(stop)) - self._first_step + 1)
            bins = self._pyramid.bins(columns, first, end, width, (low_plane, Plane.HIGH))
            ends = [bins.planes[low_plane], bins.planes[Plane.HIGH]]
            for name in names:
                if name in self._readings:
                    ends.append(self._readings[name].between(start, stop))
        for values in ends:
            known = _finite(values, positive)
            if known.size:
                lowest, highest = min(lowest, known.min()), max(highest, known.max())
        return (float(lowest), float(highest)) if lowest <= highest else None

    # -- export ----------------------------------------------------------------------------------

    def rows(self, start_step: int, stop_step: int) -> Floats:
        """Copy the raw rows (n, columns) still kept of ``start_step <= step < stop_step``."""
        with self._lock:
            raw = self._pyramid.levels[0]
            first = max(raw.start, start_step - self._first_step)
            end = min(raw.stop, stop_step - self._first_step)
            parts = [part.T for part in raw.parts(first, end)]
            return np.concatenate(parts) if parts else np.empty((0, len(self.columns)), np.float32)

    def readings(self, name: str) -> tuple[Ints, Floats]:
        """All readings of a sparse measure: steps (m,) and values (m,)."""
        with self._lock:
            found = self._readings.get(name, Readings())
            return found.steps.copy(), found.values.copy()

    # -- helpers, called with the lock held --------------------------------------------------------

    def _rows_of(self, names: Sequence[str]) -> Ints:
        return np.array([self._index[name] for name in names], np.int64)

    def _centres(self, bins: Bins) -> Doubles:
        return self._first_step + (bins.first + bins.end - 1) / 2.0

    def _bins(
        self, columns: Ints, start: float, stop: float, points: int, planes: tuple[Plane, ...]
    ) -> Bins:
        """Bins between two steps with a neighbour on each side."""
        width = max(1.0, (stop - start) / max(1, points))
        level, size = self._pyramid.resolve(width)
        first, last = (int(np.floor(step)) - self._first_step for step in (start, stop))
        count = self._pyramid.count
        if not count or last < 0 or first >= count:
            return self._pyramid.bins(columns, 0, 0, width, planes)
        first, last = max(0, first), min(count - 1, last + 1)
        before = max(size, Pyramid.size(self._pyramid.serving(first, level)))
        after = max(size, Pyramid.size(self._pyramid.serving(last, level)))
        first, last = first // before * before - before, (last // after + 2) * after
        return self._pyramid.bins(columns, max(0, first), min(count, last), width, planes)

    def _reading_steps(
        self, names: Sequence[str], start: float, stop: float, points: int
    ) -> Doubles:
        """Steps of the readings in view, for a history without rows."""
        found = [self._readings[name].steps for name in names if name in self._readings]
        steps = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
        first = max(0, int(np.searchsorted(steps, start)) - 1)
        last = int(np.searchsorted(steps, stop, side="right")) + 1
        steps = steps[first:last]
        return steps[:: -(-len(steps) // max(1, points)) or 1].astype(np.float64)


def _finite(values: Floats, positive: bool) -> Floats:
    """Return the ends of the values if both are fit (the usual, fast case), else all that are."""
    if not values.size:
        return values
    ends = np.array([np.fmin.reduce(values, axis=None), np.fmax.reduce(values, axis=None)])
    if np.isfinite(ends).all() and (not positive or ends[0] > 0):
        return ends
    known = values[np.isfinite(values)]
    return known[known > 0] if positive else known
