"""What the writer's thread works with: a connection, and the runs that it writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from engine.library.kept_run import KeptRun, insert
from engine.library.locks import lives
from engine.library.record import RunStart
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.chunks import Floats


def in_use() -> EngineError:
    """Return the error for a run that another program writes."""
    return EngineError(
        QT_TRANSLATE_NOOP("engine", "This run is open in another window; go on with it there.")
    )


class Desk:
    """Runs that are being written; every method within a writing transaction."""

    def __init__(self, connection: sqlite3.Connection, owner: str, path: Path | str) -> None:
        self.connection = connection
        self.owner = owner
        self.path = path
        self.runs: dict[str, KeptRun] = {}

    def begin(self, start: RunStart) -> None:
        """Begin to keep a run."""
        number = insert(self.connection, start, self.owner)
        self.runs[start.id] = KeptRun(self.connection, number)

    def append(self, run_id: str, first_step: int, values: Floats, seconds: float) -> None:
        """Add rows to a run; a new branch reads those of its trunk, so these are stored first."""
        run = self.runs[run_id]
        if not run.begun:
            self._save()
        run.append(first_step, values, seconds)

    def resume(self, run_id: str, step: int | None) -> None:
        """Take a stored run up again, from `step` on."""
        row = self.connection.execute(
            "SELECT number, owner, status FROM run WHERE id = ?", (run_id,)
        ).fetchone()
        if row is None:
            raise ValueError(f"no run {run_id} is in the library")
        number, owner, status = row
        if owner not in (None, self.owner) and lives(self.path, owner):
            raise in_use()
        self._save()  # it may be written here: what came of it last is read anew
        run = self.runs[run_id] = KeptRun(self.connection, number)
        if step is not None:
            run.cut(step)
            status = "paused"
        self.connection.execute(
            "UPDATE run SET owner = ?, status = ? WHERE number = ?", (self.owner, status, number)
        )

    def _save(self) -> None:
        for each in self.runs.values():
            each.save()

    def leave(self) -> None:
        """Note that nobody trains the runs any more."""
        self.connection.execute(
            "UPDATE run SET status = 'paused' WHERE owner = ? AND status = 'training'",
            (self.owner,),
        )
        self.connection.execute("UPDATE run SET owner = NULL WHERE owner = ?", (self.owner,))
