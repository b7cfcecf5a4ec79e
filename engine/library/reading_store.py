"""Sparse measures on disk: packed records of measure, step and value."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from engine.chunks import Doubles, Ints
from engine.library.lineage import Generation

RECORD = np.dtype([("name", "<u2"), ("step", "<i8"), ("value", "<f8")])
FULL = 4096
"""Records of a full piece; until then each commit adds a small one."""

CLOCK = ""
"""The measure that tells the seconds spent training: it is none for a plot."""

Records = npt.NDArray[np.void]


class ReadingLog:
    """The end of the readings of one run, where more are added; within writing transactions."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self._connection = connection
        self._number = number
        (names,) = connection.execute(
            "SELECT reading_names FROM detail WHERE run = ?", (number,)
        ).fetchone()
        self._names = {name: place for place, name in enumerate(msgspec.json.decode(names))}
        self._recent = [_records(connection, number, full=False)]  # those of no full piece

    def append(self, readings: Iterable[tuple[str, int, float]]) -> None:
        """Store readings: measure, step, value."""
        known = len(self._names)
        rows = [
            (self._names.setdefault(name, len(self._names)), step, value)
            for name, step, value in readings
        ]
        if not rows:
            return
        if len(self._names) > known:
            self._connection.execute(
                "UPDATE detail SET reading_names = ? WHERE run = ?",
                (msgspec.json.encode(list(self._names)).decode(), self._number),
            )
        self._recent.append(np.array(rows, RECORD))
        if sum(map(len, self._recent)) < FULL:
            self._store(self._recent[-1], full=False)
            return
        self._connection.execute("DELETE FROM reading WHERE run = ? AND NOT full", (self._number,))
        self._store(np.concatenate(self._recent), full=True)
        self._recent.clear()

    def cut(self, last_step: int) -> None:
        """Drop the readings of weights after later steps than `last_step`."""
        kept = _records(self._connection, self._number)
        kept = kept[kept["step"] <= last_step + 1]
        self._connection.execute("DELETE FROM reading WHERE run = ?", (self._number,))
        self._recent.clear()
        if len(kept):
            self._store(kept, full=True)

    def _store(self, records: Records, *, full: bool) -> None:
        self._connection.execute(
            "INSERT INTO reading (run, full, data) VALUES (?, ?, ?)",
            (self._number, full, records.tobytes()),
        )


def _records(connection: sqlite3.Connection, number: int, full: bool | None = None) -> Records:
    """Return the records of a run, of all its pieces or only of those that are `full`, or not."""
    rows = connection.execute(
        "SELECT data FROM reading WHERE run = ? AND full = coalesce(?, full) "
        "ORDER BY full DESC, id",
        (number, full),
    )
    return np.frombuffer(b"".join(data for (data,) in rows), RECORD)


def load(
    connection: sqlite3.Connection, generations: Sequence[Generation]
) -> dict[str, tuple[Ints, Doubles]]:
    """Return steps (m,), rising, and values (m,) of each measure of a run and its trunk.

    Of two readings at the same step the newer one counts.
    """
    found: dict[str, list[Records]] = {}
    for each in reversed(generations):  # the trunk first
        row = connection.execute(
            "SELECT reading_names FROM detail WHERE run = ?", (each.number,)
        ).fetchone()
        records = _records(connection, each.number)
        if each.last_step is not None:
            records = records[records["step"] <= each.last_step + 1]
        for place, name in enumerate(msgspec.json.decode(row[0])):
            own = records[records["name"] == place]
            if len(own):
                found.setdefault(name, []).append(own)
    return {name: _sorted(np.concatenate(parts)) for name, parts in found.items()}


def load_clock(
    connection: sqlite3.Connection, generations: Sequence[Generation]
) -> tuple[Ints, Doubles]:
    """Return steps (m,), rising, and the seconds spent training until then (m,), trunk included.

    Each run counts the seconds since it was split off.
    """
    steps, seconds = np.empty(0, np.int64), np.empty(0)
    for each in reversed(generations):  # the trunk first
        own_steps, own_seconds = load(connection, [each._replace(last_step=None)]).get(
            CLOCK, (np.empty(0, np.int64), np.empty(0))
        )
        since, before = (steps[-1], seconds[-1]) if len(steps) else (0, 0.0)
        later = own_steps > since
        steps = np.append(steps, own_steps[later])
        seconds = np.append(seconds, own_seconds[later] + before)
        if each.last_step is not None and len(steps):
            until = float(np.interp(each.last_step, [0, *steps], [0.0, *seconds]))
            kept = steps < each.last_step
            steps = np.append(steps[kept], each.last_step)
            seconds = np.append(seconds[kept], until)
    return steps, seconds


def _sorted(records: Records) -> tuple[Ints, Doubles]:
    steps = records["step"].astype(np.int64)
    if len(steps) > 1 and not (np.diff(steps) > 0).all():
        records = records[np.argsort(steps, kind="stable")]
        steps = records["step"].astype(np.int64)
        newest = np.append(np.diff(steps) > 0, True)
        records, steps = records[newest], steps[newest]
    return steps, records["value"].astype(np.float64)
