"""The rows and bins of a stored run, with those that a branch shares with its trunk.

Rows are numbered from the first one of the trunk; `Track.origin` is its step. Arrays are
(height, n): the columns of a row, or the five planes of the columns of a bin, as in a pyramid.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from engine.chunks import Floats
from engine.column_choice import nothing, picked, places
from engine.pyramid import BASE, FACTOR, Plane, Pyramid, bins_of_bins, bins_of_rows

TAIL = -1
"""Level of the newest rows, until they fill a chunk."""

BINS = 64
"""Bins of a full chunk, on every level."""

_PLANES = len(Plane)
_SHARE_READ_WHOLE = 4  # with fewer than one column in four, they are read one by one


class Piece(NamedTuple):
    """One stored chunk: rows or bins `first <= index < first + size` of the run numbered so."""

    run: int
    level: int
    first: int
    size: int


class Ancestor(NamedTuple):
    """A run whose chunks a track reads, and the row before which it does."""

    run: int
    columns: tuple[str, ...]
    begin: int  # number of rows of the trunk
    stop: int | None


class Track:
    """Reads rows and bins; each piece in a statement of its own, so that no writer waits.

    Parameters
    ----------
    connection
        Used by one thread at a time.
    lineage
        The run, then the ones it was split off from, the nearest first.
    origin
        Step of the first row.
    columns
        Names of the columns wanted; those that a run has not are NaN.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        lineage: Sequence[Ancestor],
        origin: int,
        columns: Sequence[str],
    ) -> None:
        self.connection = connection
        self.origin = origin
        self.columns = tuple(columns)
        self._lineage = tuple(lineage)
        self._columns_of = {each.run: each.columns for each in lineage}
        self._pick = {each.run: places(each.columns, self.columns) for each in lineage}

    # --- what there is --------------------------------------------------------------------------

    def count(self) -> int:
        """Rows of the run, the trunk's among them."""
        newest = self._lineage[0]
        (end,) = self.connection.execute(
            "SELECT max(first + count) FROM chunk WHERE run = ? AND level <= 0", (newest.run,)
        ).fetchone()
        return newest.begin if end is None else int(end)

    def pieces(self, level: int, start: int, stop: int) -> list[tuple[Piece, int]]:
        """Return the chunks that hold any of `start <= index < stop`, and where each is left.

        In order; what a branch has itself is not read of its trunk.
        """
        found: list[tuple[Piece, int]] = []
        end = stop
        for each in self._lineage:
            if each.stop is not None:
                end = min(end, each.stop // Pyramid.size(level))
            if end <= start:
                break
            levels = (level, TAIL) if level == 0 else (level, level)
            rows = self.connection.execute(
                "SELECT run, level, first, count FROM chunk WHERE run = ? AND level IN (?, ?) "
                "AND first < ? AND first + count > ? ORDER BY first",
                (each.run, *levels, end, start),
            )
            own = [Piece(*row) for row in rows]
            found[:0] = [(piece, min(end, piece.first + piece.size)) for piece in own]
            end = min(end, own[0].first) if own else end
        return found

    # --- reading --------------------------------------------------------------------------------

    def read(self, level: int, start: int, stop: int) -> Iterator[tuple[int, Floats]]:
        """Yield the first index and the entries (height, n) of each piece, oldest first."""
        at = start
        while at < stop:
            moved = False
            for piece, end in self.pieces(level, at, stop):
                data = self._data(piece)
                if data is None:  # the newest rows became a chunk meanwhile
                    moved = True
                    break
                first, at = max(at, piece.first), end
                yield first, data[:, first - piece.first : end - piece.first]
            if not moved:
                return

    def rows(self, start: int, stop: int) -> Floats:
        """Return rows (columns, stop - start); NaN where they are not kept."""
        return self._filled(0, list(self.read(0, start, stop)), start, stop)

    def entries(self, level: int, start: int, stop: int) -> Floats:
        """Return bins (planes * columns, stop - start), made from finer ones where none are stored.

        Bins of steps that are not kept at all are empty: COUNT is 0.
        """
        stored = list(self.read(level, start, stop))
        done = stored[-1][0] + stored[-1][1].shape[1] if stored else start
        parts = [self._filled(level, stored, start, done)]
        if done < stop and level == 1:
            rows = self.rows(done * BASE, stop * BASE)
            parts.append(bins_of_rows(rows).reshape(_PLANES * len(self.columns), -1))
        elif done < stop:
            finer = self.entries(level - 1, done * FACTOR, stop * FACTOR)
            made = bins_of_bins(finer, len(self.columns))
            parts.append(made.reshape(_PLANES * len(self.columns), -1))
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    def _filled(self, level: int, parts: list[tuple[int, Floats]], start: int, stop: int) -> Floats:
        """Put parts at their places; what lies between them is not kept."""
        if len(parts) == 1 and parts[0][1].shape[1] == stop - start:
            return parts[0][1]
        if sum(values.shape[1] for _, values in parts) == stop - start and parts:
            return np.concatenate([values for _, values in parts], axis=1)
        result = nothing(_PLANES if level else 1, len(self.columns), stop - start)
        for first, values in parts:
            result[:, first - start : first - start + values.shape[1]] = values
        return result

    def _data(self, piece: Piece) -> Floats | None:
        """Return the entries of a chunk (height, size); None if it is not there any more."""
        where = "FROM chunk WHERE run = ? AND level = ? AND first = ? AND count = ?"
        pick = self._pick[piece.run]
        stored = len(self._columns_of[piece.run])
        few = pick is not None and _SHARE_READ_WHOLE * len(pick) < stored
        found = self.connection.execute(
            f"SELECT {'rowid' if few and piece.level != TAIL else 'data'} {where}", piece
        ).fetchone()
        if found is None:
            return None
        if few and piece.level != TAIL:
            return self._some_columns(piece, int(found[0]), stored)
        values = np.frombuffer(found[0], "<f4")
        if piece.level == TAIL:
            return picked(values.reshape(piece.size, stored).T, pick, stored)
        return picked(values.reshape(-1, piece.size), pick, stored)

    def _some_columns(self, piece: Piece, rowid: int, stored: int) -> Floats | None:
        """Read the wanted columns alone."""
        pick = self._pick[piece.run]
        assert pick is not None
        planes = 1 if piece.level == 0 else _PLANES
        result = nothing(planes, len(pick), piece.size)
        width = 4 * piece.size
        try:
            with self.connection.blobopen("chunk", "data", rowid, readonly=True) as blob:
                for plane in range(planes):
                    for place, column in enumerate(pick):
                        if column >= 0:
                            blob.seek((plane * stored + int(column)) * width)
                            values = np.frombuffer(blob.read(width), "<f4")
                            result[plane * len(pick) + place] = values
        except sqlite3.OperationalError:
            return None
        return result
