"""Where the measurements of a run grow: rows in a pyramid, sparse readings, and a clock."""

import threading
from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np

from engine.chunks import Doubles, Floats, Ints
from engine.clock import Clock
from engine.column_choice import picked, places
from engine.pyramid import BASE, Pyramid
from engine.readings import Readings

SELECTED_ROWS = 1_000_000


class HistoryStore:
    """Keeps what was measured: how it is filled, copied and cut down, and how far it reaches."""

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
    ) -> Self:
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

    def copy(self, last_step: int) -> Self:
        """Return the measurements up to ``last_step``, to be gone on with by itself: a branch.

        Readings of ``last_step + 1`` are of the weights after ``last_step`` and come along. Takes
        little time and memory: what does not change any more is shared.

        Raises ValueError if there are no such rows, or not all that the next ones need is kept.
        """
        copied = type(self)(self.columns)
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

    def with_columns(self, columns: Sequence[str]) -> Self:
        """Return a copy under other columns, to be gone on with; NaN where there is nothing."""
        with self._lock:
            pick = places(self.columns, columns)
            levels = [
                (level.start, picked(level.whole(), pick, len(self.columns)))
                for level in self._pyramid.levels
            ]
            clock = self._clock.copy(self._last())
            made = self.of(columns, self._first_step, levels, {}, clock)
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
