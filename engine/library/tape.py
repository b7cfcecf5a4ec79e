"""Writes the rows of one run, and bins of them, into chunks.

The newest rows are stored as they come, at every commit. Once they fill a chunk, they are stored
again column by column, in one transaction, together with the bins that became complete; bins that
do not fill a chunk yet can always be made again from what is stored.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np

from engine.chunks import Floats
from engine.library.thinning import thin_rows
from engine.library.track import BINS, TAIL, Track
from engine.pyramid import BASE, FACTOR, Plane, bins_of_bins, bins_of_rows

ROWS = 4096
MOST_TAILS = 64
"""Pieces of rows that came at one commit each; then they are put together."""

_CHUNK_BYTES = 4 << 20


def chunk_rows(columns: int) -> int:
    """Return how many rows fill a chunk: 4096, or so many that it takes about 4 MB."""
    length = ROWS
    while length > BASE and 4 * length * columns > _CHUNK_BYTES:
        length //= 2
    return length


class Tape:
    """The end of a stored run, where rows are added.

    All methods are called within a writing transaction. After one that failed the tape is of no
    use any more: what it holds is ahead of what is stored.

    Parameters
    ----------
    track
        Of the run, with the columns that its rows have.
    number
        Of the run.
    length
        Rows of a chunk.
    count
        Rows that are there; whatever is stored beyond them is dropped.
    """

    def __init__(self, track: Track, number: int, length: int, count: int) -> None:
        self._connection: sqlite3.Connection = track.connection
        self._number = number
        self._columns = len(track.columns)
        self._length = length
        self.count = count
        self._rows = np.empty((self._columns, length), np.float32)
        self._slot = count // length * length
        """Row at which the chunk in the making would begin."""
        self._begin = self._saved = self._slot
        """Rows from the one on are in the making; up to the other they are stored as they came."""
        self._bins: list[_Waiting] = []
        self._tails = 0
        self._load(track)

    def _load(self, track: Track) -> None:
        """Read what is not in full chunks, and drop what goes beyond the last row."""
        self._begin = self._first_row(track)
        rows = track.rows(self._begin, self.count)
        self._rows[:, self._begin - self._slot : self.count - self._slot] = rows
        level, total = 1, self._begin // BASE
        while total:
            first = total // BINS * BINS
            self._bins.append(_Waiting(first, track.entries(level, first, total)))
            level, total = level + 1, first // FACTOR
        for level, waiting in enumerate(self._bins, start=1):
            self._drop("level = ? AND first + count > ?", level, waiting.first)
        self._drop("level > ?", len(self._bins))
        self._drop("level <= 0 AND first + count > ?", self._begin)
        if self._bins:  # where rows were thinned out, these cannot be made again
            self._store(1, self._bins[0].first, self._bins[0].entries)
        self._saved = self._begin
        self.save()

    def _first_row(self, track: Track) -> int:
        """Return from where on all rows of the chunk in the making are there.

        Where they were thinned out, there are none but those of the bin to come.
        """
        begin = due = self._slot
        for piece, end in track.pieces(0, self._slot, self.count):
            if piece.first > due:
                begin = piece.first
            due = end
        return begin if due >= self.count else self.count // BASE * BASE

    def _drop(self, which: str, *values: int) -> None:
        self._connection.execute(
            f"DELETE FROM chunk WHERE run = ? AND {which}", (self._number, *values)
        )

    def append(self, values: Floats) -> None:
        """Add rows (n, columns); `save` stores those that do not fill a chunk."""
        done = 0
        while done < len(values):
            at = self.count - self._slot
            size = min(len(values) - done, self._length - at)
            self._rows[:, at : at + size] = values[done : done + size].T
            done += size
            self.count += size
            if self.count == self._slot + self._length:
                self._close()

    def append_bins(self, planes: Floats) -> None:
        """Add bins of 64 rows (5, columns, n) in the place of the rows.

        Raises `ValueError` unless the rows so far fill their bins.
        """
        if self.count % BASE:
            raise ValueError(f"bins cannot begin at row {self.count}")
        self._close()
        self._push(1, planes.reshape(len(Plane) * self._columns, -1))
        self.count += BASE * planes.shape[2]
        self._begin_slot()
        self._store(1, self._bins[0].first, self._bins[0].entries)

    def save(self) -> None:
        """Store the newest rows."""
        if self._saved < self.count:
            if self._tails >= MOST_TAILS:  # few pieces are read faster than many
                self._drop("level = ?", TAIL)
                self._saved, self._tails = self._begin, 0
            self._tails += 1
            rows = self._rows[:, self._saved - self._slot : self.count - self._slot]
            self._store(TAIL, self._saved, rows)
            self._saved = self.count

    def _close(self) -> None:
        """Store the rows in the making as a chunk, and the bins that are complete with them."""
        rows = self._rows[:, self._begin - self._slot : self.count - self._slot]
        if rows.shape[1]:
            self._drop("level = ?", TAIL)
            self._store(0, self._begin, rows)
            self._push(1, bins_of_rows(rows).reshape(len(Plane) * self._columns, -1))
            thin_rows(self._connection, self._number, self.count)
        self._begin_slot()

    def _begin_slot(self) -> None:
        self._slot = self.count // self._length * self._length
        self._begin = self._saved = self.count
        self._tails = 0

    def _push(self, level: int, entries: Floats) -> None:
        """Add complete bins of a level, and those of the next level that full chunks give."""
        if len(self._bins) < level:
            self._bins.append(_Waiting(0, entries[:, :0]))
        waiting = self._bins[level - 1]
        waiting.entries = np.concatenate((waiting.entries, entries), axis=1)
        while waiting.entries.shape[1] >= BINS:
            full = waiting.entries[:, :BINS]
            self._store(level, waiting.first, full)
            coarser = bins_of_bins(full, self._columns).reshape(len(full), -1)
            waiting.first += BINS
            waiting.entries = waiting.entries[:, BINS:]
            self._push(level + 1, coarser)

    def _store(self, level: int, first: int, entries: Floats) -> None:
        """Keep a chunk (height, n); the newest rows row by row, all others column by column."""
        if not entries.shape[1]:
            return
        values = entries.T if level == TAIL else entries
        self._connection.execute(
            "INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?, ?)",
            (self._number, level, first, entries.shape[1], values.astype("<f4").tobytes()),
        )


@dataclass
class _Waiting:
    """Bins (planes * columns, n) of a level, the first of them numbered so, that fill no chunk."""

    first: int
    entries: Floats
