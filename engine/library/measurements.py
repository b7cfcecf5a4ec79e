"""The measurements of a stored run, read piece by piece."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import numpy as np

from engine.clock import Clock
from engine.library import reading_store
from engine.library.lineage import as_read, lineage, track_of
from engine.library.record import RAW, BinRows, Part
from engine.pyramid import BASE, FACTOR, Plane, Pyramid

if TYPE_CHECKING:
    from engine.chunks import Doubles, Floats, Ints
    from engine.history import History

COARSE_BINS = 4096
"""So many bins, or fewer, are read for a first picture; of very many columns down to 512."""

_FEWEST_COARSE_BINS = 512
_COARSE_BYTES = 16 << 20
_PLANES = len(Plane)


class StoredMeasurements:
    """Reads what was measured in a run; see `engine.library.record.Measurements`.

    A run that is being written can be read meanwhile. Every method may be called from any thread,
    and raises `EngineError`.

    Parameters
    ----------
    reading
        Lends a connection that nobody else uses meanwhile.
    number
        Of the run.
    columns
        Which columns to read, None for all; `columns` are then these. Fewer are read faster.
    """

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[sqlite3.Connection]],
        number: int,
        columns: Sequence[str] | None = None,
    ) -> None:
        self._reading = reading
        with reading() as connection:
            self._lineage = as_read(connection, lineage(connection, number))
            self._track = track_of(connection, self._lineage, columns)
        bin_bytes = 4 * _PLANES * max(1, len(self.columns))
        self._coarse = min(COARSE_BINS, max(_FEWEST_COARSE_BINS, _COARSE_BYTES // bin_bytes))
        self._at_once = max(BASE, self._lineage[0].length)
        """Rows, or bins, that are read while nobody else can."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the dense columns."""
        return self._track.columns

    @property
    def first_step(self) -> int:
        """Step of the first row, 0 when there is none."""
        return self._track.origin

    @property
    def last_step(self) -> int:
        """Step of the newest row, 0 when there is none."""
        count = self._count()
        return self._track.origin + count - 1 if count else 0

    def _count(self) -> int:
        with self._reading():
            return self._track.count()

    def parts(self) -> tuple[Part, ...]:
        """Tell which steps are kept as rows, and which as bins."""
        with self._reading():
            count = self._track.count()
            pieces = self._track.pieces(0, 0, count)
        extents: list[tuple[int, int, int]] = []
        done = 0
        for piece, end in pieces:
            if piece.first > done:
                extents.append((done, piece.first, BASE))
            if extents and extents[-1][2] == RAW:
                extents[-1] = (extents[-1][0], end, RAW)
            else:
                extents.append((piece.first, end, RAW))
            done = end
        if done < count:
            extents.append((done, count, BASE))
        origin = self._track.origin
        return tuple(Part(origin + a, origin + b - 1, width) for a, b, width in extents)

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Floats]]:
        """Yield the first step and rows (n, columns) of what is kept in full."""
        origin = self._track.origin
        at = max(0, start - origin)
        end = self._count() if stop is None else max(at, min(self._count(), stop - origin))
        while at < end:
            following = min(end, at + self._at_once)
            with self._reading():
                found = list(self._track.read(0, at, following))
            for first, values in found:
                yield origin + first, np.ascontiguousarray(values.T)
            at = following

    def bins(self) -> Iterator[BinRows]:
        """Yield the bins of the parts that are not kept in full."""
        origin = self._track.origin
        for part in self.parts():
            if part.width == RAW:
                continue
            at, stop = (part.first_step - origin) // BASE, (part.last_step + 1 - origin) // BASE
            while at < stop:
                following = min(stop, at + self._at_once // BASE)
                with self._reading():
                    planes = self._track.entries(1, at, following)
                yield BinRows(
                    origin + at * BASE, BASE, planes.reshape(_PLANES, len(self.columns), -1)
                )
                at = following

    def readings(self) -> dict[str, tuple[Ints, Doubles]]:
        """Return steps and values of each sparse measure."""
        with self._reading() as connection:
            found = reading_store.load(connection, self._lineage)
        found.pop(reading_store.CLOCK, None)
        return found

    def times(self) -> tuple[Ints, Doubles]:
        """Return steps (m,) and the seconds spent training until then (m,)."""
        with self._reading() as connection:
            return reading_store.load_clock(connection, self._lineage)

    # --- as a history ---------------------------------------------------------------------------

    def history(self, last_step: int | None = None) -> History:
        """Return a history up to `last_step`: coarse bins, and what it needs to be gone on with.

        Where the rows of its newest bin were thinned out, they are NaN. A branch begins with it.
        """
        from engine.history import History

        with self._reading():
            count = self._track.count()
            if last_step is not None:
                count = max(0, min(count, last_step - self._track.origin + 1))
            levels = self._levels(count)
            readings = self.readings()
            clock = Clock.of(*self.times())
        if last_step is not None:
            clock = clock.copy(last_step)
            readings = {name: _until(last_step + 1, *each) for name, each in readings.items()}
        kept = {
            name: each
            for name, each in readings.items()
            if len(each[0]) and name not in self.columns
        }
        first = self._track.origin if count else 0
        return History.of(self.columns, first, levels, kept, clock)

    def _levels(self, count: int) -> list[tuple[int, Floats]]:
        """Return rows and bins for a pyramid: of fine levels no more than bins to come need."""
        totals = [count]
        while count >= Pyramid.size(len(totals)):
            totals.append(count // Pyramid.size(len(totals)))
        found: list[tuple[int, Floats]] = []
        for level, total in enumerate(totals):
            coarser = totals[level + 1] if level + 1 < len(totals) else 0
            first = coarser * (FACTOR if level else BASE) if total > self._coarse else 0
            read = self._track.entries if level else self._rows
            found.append((first, read(level, first, total)))
        return found

    def _rows(self, level: int, start: int, stop: int) -> Floats:
        return self._track.rows(start, stop)

    def fill(self, history: History) -> Iterator[None]:
        """Add finer bins, then rows, to what `history` returned; the newest first, bit by bit.

        Stops by itself once the history keeps no more.
        """
        count = self._count()
        level = 0
        while count // Pyramid.size(level) > self._coarse:
            level += 1
        for each in reversed(range(level)):
            yield from self._fill_level(history, each)

    def _fill_level(self, history: History, level: int) -> Iterator[None]:
        at = history.first_kept(level)
        while at > 0:
            first = max(0, (at - 1) // self._at_once * self._at_once)
            with self._reading():
                if level:
                    parts = [(first, self._track.entries(level, first, at))]
                else:
                    parts = list(self._track.read(0, first, at))
            for begin, values in reversed(parts):
                if begin + values.shape[1] != at or not history.fill(level, begin, values):
                    return
                at = begin
                yield
            if not parts:
                return


def _until(last_step: int, steps: Ints, values: Doubles) -> tuple[Ints, Doubles]:
    end = int(np.searchsorted(steps, last_step, side="right"))
    return steps[:end], values[:end]
