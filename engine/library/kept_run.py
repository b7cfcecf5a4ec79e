"""One run as it is being written: its row, measurements, readings, markers and snapshots."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from engine.library.lineage import Generation, as_read, lineage, track_of
from engine.library.record import Marker, Reason, RunStart, Status
from engine.library.search import search_text, settings_of
from engine.library.thinning import thin_states
from engine.messages import Outcome, RunFacts

if TYPE_CHECKING:
    from engine.chunks import Floats
    from engine.library.reading_store import ReadingLog
    from engine.library.tape import Tape

MOST_BLOB_BYTES = 900_000_000
"""SQLite takes no more than 1 GB in one piece; a larger snapshot is left out."""

_STRENGTH = {"rolling": 0, "asked": 1, "log": 1, "marker": 2}


def insert(connection: sqlite3.Connection, start: RunStart, owner: str) -> int:
    """Begin to keep a run, and return its number; raises `sqlite3.IntegrityError` for a known id.

    A run whose parent is not in the library begins without a trunk.
    """
    parent = None
    if start.parent is not None:
        parent = connection.execute(
            "SELECT number FROM run WHERE id = ?", (start.parent.run,)
        ).fetchone()
    step = start.parent.step if parent is not None and start.parent is not None else None
    cursor = connection.execute(
        "INSERT INTO run "
        "(id, name, started, status, settings, seeds, parent, parent_step, steps, owner) "
        "VALUES (?, ?, ?, 'training', ?, ?, ?, ?, ?, ?)",
        (
            start.id,
            start.name,
            start.started.timestamp(),
            msgspec.json.encode(settings_of(start.config)).decode(),
            start.seeds,
            parent[0] if parent is not None else None,
            step,
            step or 0,  # what the trunk measured is the branch's, too
            owner,
        ),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute(
        "INSERT INTO detail (run, config, facts, versions, search) VALUES (?, ?, ?, ?, ?)",
        (
            number,
            start.config,
            None if start.facts is None else msgspec.msgpack.encode(start.facts),
            msgspec.json.encode(dict(start.versions)).decode(),
            search_text(start.config, start.name, (), ""),
        ),
    )
    return number


class KeptRun:
    """Writes what comes of a run that was inserted before; within writing transactions."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self._connection = connection
        self.number = number
        self._tape: Tape | None = None
        self._readings: ReadingLog | None = None
        self._seconds = 0.0
        self._loss: float | None = None
        self._first_step = 1
        self._changed = False
        self._loss_column: int | None = None

    @property
    def begun(self) -> bool:
        """Whether rows were added."""
        return self._tape is not None

    # --- measurements ---------------------------------------------------------------------------

    def append(self, first_step: int, values: Floats, seconds: float) -> None:
        """Add rows (n, columns) that were trained in so many seconds.

        Rows of steps that are there already are passed over. Raises `ValueError` for rows that do
        not fit, or leave steps out.
        """
        if not len(values):
            return
        tape = self._tape or self._begin_tape(first_step)
        due = self._first_step + tape.count
        if first_step > due:
            raise ValueError(f"rows begin at step {first_step}, but step {due} is next")
        fresh = values[due - first_step :]
        tape.append(fresh)
        self._seconds += seconds
        if len(fresh) and self._loss_column is not None:
            self._loss = float(fresh[-1, self._loss_column])
        self._changed = True

    def append_bins(self, first_step: int, planes: Floats) -> None:
        """Add bins of 64 rows (5, columns, n) that follow what is there."""
        tape = self._tape or self._begin_tape(first_step)
        if first_step != self._first_step + tape.count:
            raise ValueError(f"bins begin at step {first_step}, where other steps are due")
        tape.append_bins(planes)
        self._changed = True

    def _begin_tape(self, first_step: int) -> Tape:
        """Return where rows are added: after those of the trunk, or after those that are there."""
        from engine.library.tape import Tape, chunk_rows

        run, *trunk = generations = self._lineage()
        if run.facts is None:
            raise ValueError("rows came before the columns were known")
        self._loss_column = run.columns.index("loss/train") if "loss/train" in run.columns else None
        track = track_of(self._connection, generations)
        if run.length:
            origin, begin, length = run.origin, track.count(), run.length
        elif trunk and trunk[0].length:
            parent = trunk[0]
            there = track_of(self._connection, trunk).count()
            origin, length = parent.origin, parent.length
            begin = max(0, min(first_step - origin, there))
        else:
            origin, begin, length = first_step, 0, chunk_rows(len(run.columns))
        if not run.length:
            self._connection.execute(
                "UPDATE run SET origin = ?, begin = ?, length = ? WHERE number = ?",
                (origin, begin, length, self.number),
            )
            track = track_of(self._connection, self._lineage())
        self._first_step = origin
        self._tape = Tape(track, self.number, length, begin)
        return self._tape

    def _lineage(self) -> list[Generation]:
        """Return the run as it is stored, and its trunk as it is read."""
        run, *trunk = lineage(self._connection, self.number)
        return [run, *as_read(self._connection, trunk)] if trunk else [run]

    def cut(self, step: int) -> None:
        """Drop all that was measured after `step`: the run is gone on with from there.

        What branches share with it stays; rows that come once more are passed over.
        """
        from engine.library.tape import Tape

        (shared,) = self._connection.execute(
            "SELECT max(parent_step) FROM run WHERE parent = ?", (self.number,)
        ).fetchone()
        step = step if shared is None else max(step, shared)

        generations = self._lineage()
        run = generations[0]
        if run.length:
            track = track_of(self._connection, generations)
            count = max(run.begin, min(track.count(), step - run.origin + 1))
            Tape(track, self.number, run.length, count)
            self._tape = None
        self._log().cut(step)
        for table in ("marker", "state"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE run = ? AND step > ?", (self.number, step)
            )
        self._connection.execute(
            "UPDATE run SET steps = min(steps, ?), outcome = NULL WHERE number = ?",
            (step, self.number),
        )

    def readings(self, readings: Iterable[tuple[str, int, float]]) -> None:
        """Add readings of sparse measures: name, step, value."""
        self._log().append(readings)

    def _log(self) -> ReadingLog:
        from engine.library.reading_store import ReadingLog

        if self._readings is None:
            self._readings = ReadingLog(self._connection, self.number)
        return self._readings

    def save(self) -> None:
        """Store the newest rows, and what the list of runs tells of them."""
        from engine.library.reading_store import CLOCK

        if self._tape is None or not self._changed:
            return
        self._tape.save()
        step = self._first_step + self._tape.count - 1
        loss = self._loss if self._loss is not None and not math.isnan(self._loss) else None
        (seconds,) = self._connection.execute(
            "UPDATE run SET steps = ?, seconds = seconds + ?, loss = ? WHERE number = ? "
            "RETURNING seconds",
            (step, self._seconds, loss, self.number),
        ).fetchone()
        self.readings([(CLOCK, step, seconds)])
        self._seconds, self._changed = 0.0, False

    # --- what happens to it ---------------------------------------------------------------------

    def marker(self, marker: Marker) -> None:
        """Keep what happened at a step."""
        self._connection.execute(
            "INSERT INTO marker (run, step, kind, path, change, text) VALUES (?, ?, ?, ?, ?, ?)",
            (
                self.number,
                marker.step,
                marker.kind,
                marker.path,
                msgspec.msgpack.encode([marker.old, marker.new]),
                marker.text,
            ),
        )

    def state(self, step: int, reason: Reason, data: bytes) -> None:
        """Keep a snapshot; a rolling one takes the place of the former one."""
        if len(data) > MOST_BLOB_BYTES:
            return
        if reason == "rolling":
            self._connection.execute(
                "DELETE FROM state WHERE run = ? AND reason = 'rolling'", (self.number,)
            )
        there = self._connection.execute(
            "SELECT reason FROM state WHERE run = ? AND step = ?", (self.number, step)
        ).fetchone()
        if there is not None and _STRENGTH[there[0]] > _STRENGTH[reason]:
            reason = there[0]
        self._connection.execute(
            "INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?)",
            (self.number, step, reason, len(data), data),
        )
        if reason != "rolling":
            thin_states(self._connection, self.number)

    def outcome(self, outcome: Outcome | None, status: Status) -> None:
        """Keep how the run stands."""
        self._connection.execute(
            "UPDATE run SET status = ?, outcome = ? WHERE number = ?",
            (status, None if outcome is None else msgspec.msgpack.encode(outcome), self.number),
        )

    def facts(self, facts: RunFacts) -> None:
        """Keep what is known once the network is built."""
        self._connection.execute(
            "UPDATE detail SET facts = ? WHERE run = ?",
            (msgspec.msgpack.encode(facts), self.number),
        )


def update(connection: sqlite3.Connection, number: int, changes: Mapping[str, Any]) -> None:
    """Change what a person may change of a run: name, tags, note, starred; and its config.

    Raises `ValueError` for anything else.
    """
    for name, value in changes.items():
        if name == "config":
            connection.execute("UPDATE detail SET config = ? WHERE run = ?", (value, number))
            settings = msgspec.json.encode(settings_of(value)).decode()
            connection.execute("UPDATE run SET settings = ? WHERE number = ?", (settings, number))
        elif name in ("name", "tags", "note", "starred", "seeds"):
            stored = msgspec.json.encode(list(value)).decode() if name == "tags" else value
            connection.execute(f"UPDATE run SET {name} = ? WHERE number = ?", (stored, number))
        else:
            raise ValueError(f"a run has no {name} that could be changed")
    row = connection.execute(
        "SELECT config, name, tags, note FROM run JOIN detail ON run = number WHERE number = ?",
        (number,),
    ).fetchone()
    if row is not None:
        config, name, tags, note = row
        text = search_text(config, name, msgspec.json.decode(tags), note)
        connection.execute("UPDATE detail SET search = ? WHERE run = ?", (text, number))
