"""What a run measured: dense float32 columns with a min/max pyramid, and sparse readings.

A history answers with about as many points as a plot has pixels, however long the run is. It may be
filled from one thread and asked from another.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from engine.chunks import Doubles, Floats, Ints
from engine.clock import Clock
from engine.column_choice import picked, places
from engine.pyramid import BASE, Bins, Plane, Pyramid
from engine.readings import Readings
from engine.smoothing import smooth

BOUNDS_BINS = 128
PAST_BINS = 256
PAST_SPANS = 12.0  # what lies further back than 12 spans has a weight below 1e-5
SELECTED_ROWS = 1_000_000


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


class History:
    """Measurements of one run: a row of ``columns`` for every step, and readings at some steps.

    Raw rows are kept for about the newest ``raw_limit`` steps, older ones as bins of at least 64
    steps (lowest, mean, highest). Every method may be called from any thread.
    """

    def __init__(self, columns: Sequence[str], raw_limit: int = SELECTED_ROWS) -> None:
        self.columns = tuple(columns)
        self._index = {name: k for k, name in enumerate(self.columns)}
        if len(self._index) != len(self.columns):
            raise ValueError("the columns of a history must differ")
        self._lock = threading.Lock()
        self._pyramid = Pyramid(len(self.columns), raw_limit)
        self._readings: dict[str, Readings] = {}
        self._clock = Clock()
        self._first_step = 0

    @classmethod
    def of(
        cls,
        columns: Sequence[str],
        first_step: int,
        levels: Sequence[tuple[int, Floats]],
        readings: Mapping[str, tuple[Ints, Doubles]],
        clock: Clock | None = None,
    ) -> "History":
        """Return a history of what was stored of one: coarse bins, to be filled in by `fill`.

        ``levels`` as of `Pyramid.of`, those of rows first; readings are steps (m,), rising, and
        values (m,). It can be appended to at once.
        """
        made = cls(columns)
        made._pyramid = Pyramid.of(len(made.columns), SELECTED_ROWS, levels)
        made._first_step = first_step
        made._readings = {name: Readings.of(*each) for name, each in readings.items()}
        made._clock = clock or Clock()
        return made

    # -- filling ---------------------------------------------------------------------------------

    def fill(self, level: int, first: int, entries: Floats) -> bool:
        """Put finer bins (level 1 and up) or rows (level 0) before the oldest ones of that level.

        Entries (height, n), counted from the first row. False where they do not join on, as when
        memory was given back meanwhile, or when no more rows are to be kept.
        """
        with self._lock:
            if not level and self._pyramid.count - first > self._pyramid.raw_limit + BASE:
                return False
            return self._pyramid.add_before(level, first, entries)

    def first_kept(self, level: int) -> int:
        """Index of the oldest entry of a level that is kept, counted from the first row."""
        with self._lock:
            levels = self._pyramid.levels
            return levels[level].start if level < len(levels) else 0

    def append(self, first_step: int, values: Floats, seconds: float | None = None) -> None:
        """Append rows (steps, columns), the first of them measured at ``first_step``.

        ``seconds`` is the time spent training them, None where nobody knows.

        Raises ValueError unless the rows fit the columns and go on at ``last_step + 1``; the first
        rows of all may begin at any step >= 1 (a fork does).
        """
        rows = np.asarray(values, np.float32)
        if rows.ndim != 2 or rows.shape[1] != len(self.columns):
            raise ValueError(
                f"rows of shape {rows.shape} do not fit a history of {len(self.columns)} columns"
            )
        with self._lock:
            due = self._first_step + self._pyramid.count
            if first_step != due if self._pyramid.count else first_step < 1:
                raise ValueError(f"rows begin at step {first_step}, but step {max(due, 1)} is next")
            if not len(rows):
                return
            if not self._pyramid.count:
                self._first_step = first_step
            self._pyramid.append(rows)
            if seconds is not None:
                self._clock.add(self._last(), seconds)

    def append_reading(self, name: str, step: int, value: float) -> None:
        """Keep one reading of a sparse measure; one at the same step is replaced.

        Raises ValueError for the name of a column.
        """
        if name in self._index:
            raise ValueError(f"{name} is a column of this history, not a sparse measure")
        with self._lock:
            self._readings.setdefault(name, Readings()).insert(step, value)

    def copy(self, last_step: int) -> "History":
        """Return the measurements up to ``last_step``, to be gone on with by itself: a branch.

        Readings of ``last_step + 1`` are of the weights after ``last_step`` and come along. Takes
        little time and memory: what does not change any more is shared.

        Raises ValueError if there are no such rows, or not all that the next ones need is kept.
        """
        copied = History(self.columns)
        with self._lock:
            count = last_step - self._first_step + 1 if self._pyramid.count else 0
            if last_step < 0 or not 0 <= count <= self._pyramid.count or last_step > self._last():
                raise ValueError(f"step {last_step} is not among those measured")
            copied._pyramid = self._pyramid.copy(count)
            copied._first_step = self._first_step
            copied._clock = self._clock.copy(last_step)
            kept = {name: each.copy(last_step + 1) for name, each in self._readings.items()}
        copied._readings = {name: each for name, each in kept.items() if len(each.steps)}
        return copied

    def with_columns(self, columns: Sequence[str]) -> "History":
        """Return a copy under other columns, to be gone on with; NaN where there is nothing."""
        with self._lock:
            pick = places(self.columns, columns)
            levels = [
                (level.start, picked(level.whole(), pick, len(self.columns)))
                for level in self._pyramid.levels
            ]
            clock = self._clock.copy(self._last())
            made = History.of(columns, self._first_step, levels, {}, clock)
            made._readings = {
                name: each.copy(self._last() + 1)
                for name, each in self._readings.items()
                if name not in made._index
            }
        return made

    def limit_raw(self, rows: int) -> None:
        """Give back raw rows but about the newest ``rows``, now and from now on; bins stay.

        The rows of the newest bin (up to 64) always stay.
        """
        with self._lock:
            self._pyramid.limit_raw(rows)

    def drop_finest_bins(self) -> bool:
        """Give back the raw rows and the finest level of bins; False when nothing can go."""
        with self._lock:
            return self._pyramid.drop_finest_bins()

    # -- extent ----------------------------------------------------------------------------------

    @property
    def first_step(self) -> int:
        """Step of the first row, 0 when there is none."""
        return self._first_step

    @property
    def last_step(self) -> int:
        """Step of the newest row, 0 when there is none."""
        with self._lock:
            return self._last()

    def _last(self) -> int:
        return self._first_step + self._pyramid.count - 1 if self._pyramid.count else 0

    @property
    def first_raw_step(self) -> int:
        """The oldest step whose row is still kept, 0 when there is none."""
        with self._lock:
            return self._first_step + self._pyramid.levels[0].start

    def times(self) -> tuple[Ints, Doubles]:
        """Some steps (m,) and the seconds spent training until then (m,); empty if not known."""
        with self._lock:
            return self._clock.times()

    @property
    def nbytes(self) -> int:
        """Bytes of memory allocated for measurements."""
        with self._lock:
            return self._pyramid.nbytes + sum(each.nbytes for each in self._readings.values())

    def names(self) -> tuple[str, ...]:
        """Columns, then the sparse measures seen so far."""
        with self._lock:
            return self.columns + tuple(self._readings)

    def __contains__(self, name: object) -> bool:
        with self._lock:
            return name in self._index or name in self._readings

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
