"""The library: lists, finds, reads and changes runs."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from engine.library import pruning, rows, schema
from engine.library.damage import explain
from engine.library.desk import in_use
from engine.library.kept_run import update
from engine.library.lineage import lineage
from engine.library.locks import forget, library_lock, lives
from engine.library.record import RunRecord, RunRow
from engine.library.search import condition
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.library.measurements import StoredMeasurements

ORDERS = {
    "number": "number",
    "name": "name COLLATE NOCASE",
    "steps": "steps",
    "seconds": "seconds",
    "loss": "loss",
    "status": "status",
    "bytes": "bytes",
    "starred": "starred",
}
KEPT_DAYS = 30
"""A deleted run can be restored for so long."""


class Library:
    """All runs that were kept. Every method raises `EngineError`, and suits any thread.

    Parameters
    ----------
    path
        The file, made if it is not there; see `engine.library.opening.open_library` for one that
        cannot be used.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            self._connection = schema.connect(path)
        except (sqlite3.Error, OSError) as error:
            raise explain(error, path) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End; what was read from it can be used no more."""
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except (sqlite3.Error, OSError) as error:
                raise explain(error, self.path) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection, schema.writing(connection):
            yield connection

    # --- finding --------------------------------------------------------------------------------

    def runs(
        self,
        query: str = "",
        order: str = "number",
        *,
        ascending: bool = False,
        deleted: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[RunRow]:
        """Return the runs with every word of `query`, the newest first; or the deleted ones.

        `order` is a key of `ORDERS`; runs alike in it are sorted by number.
        """
        where, values = condition(query)
        direction = "ASC" if ascending else "DESC"
        with self._reading() as connection:
            found = connection.execute(
                f"SELECT {rows.COLUMNS} FROM run "
                f"{'JOIN detail ON detail.run = number' if values else ''} "
                f"WHERE {where} AND deleted IS {'NOT' if deleted else ''} NULL AND NOT purged "
                f"ORDER BY {ORDERS[order]} {direction}, number {direction} LIMIT ? OFFSET ?",
                (*values, -1 if limit is None else limit, offset),
            ).fetchall()
        living: dict[str, bool] = {}
        return [rows.run_row(each, lambda owner: self._lives(owner, living)) for each in found]

    def _lives(self, owner: str, known: dict[str, bool]) -> bool:
        if owner not in known:
            known[owner] = lives(self.path, owner)
        return known[owner]

    def interrupted(self) -> list[RunRow]:
        """Return the runs whose program ended before it could say so, the newest first."""
        self.note_interrupted()
        return [row for row in self.runs("interrupted") if row.status == "interrupted"]

    def find(self, name: str) -> str:
        """Return the id of the run that `name` names: an id, the beginning of one, or a number."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT id FROM run WHERE NOT purged AND (id = ?1 OR number = ?2) "
                "UNION SELECT id FROM run WHERE NOT purged AND substr(id, 1, length(?1)) = ?1 "
                "AND length(?1) >= 4 LIMIT 2",
                (name, int(name) if name.isdecimal() and len(name) < 18 else -1),
            ).fetchall()
        if len(found) == 1:
            return str(found[0][0])
        if found:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine", "Several runs have an id that begins with {id}; give more of it."
                ),
                id=name,
            )
        raise unknown(name)

    def record(self, run: str) -> RunRecord:
        """Return all that is known of a run but its measurements."""
        with self._reading() as connection:
            return rows.record(connection, self._number(run), partial(lives, self.path))

    def measurements(self, run: str, columns: Sequence[str] | None = None) -> StoredMeasurements:
        """Return what reads the measurements of a run, of all columns or of some."""
        from engine.library.measurements import StoredMeasurements

        with self._reading():
            return StoredMeasurements(self._reading, self._number(run), columns)

    def state(self, run: str, step: int | None = None) -> tuple[int, bytes]:
        """Return the snapshot nearest to `step`, at or before it; None: the newest."""
        with self._reading() as connection:
            for each in lineage(connection, self._number(run)):
                limits = [limit for limit in (step, each.last_step) if limit is not None]
                found = connection.execute(
                    "SELECT step, data FROM state WHERE run = ? AND step <= ? "
                    "ORDER BY step DESC LIMIT 1",
                    (each.number, min(limits, default=2**62)),
                ).fetchone()
                if found is not None:
                    return int(found[0]), bytes(found[1])
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "No snapshot of this run is kept at or before that step.")
        )

    def check_free(self, run: str) -> None:
        """Raise `EngineError` if some program that lives writes this run."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT owner FROM run WHERE id = ? AND owner IS NOT NULL", (run,)
            ).fetchone()
            if row is not None and self._lives(row[0], {}):
                raise in_use()

    def _number(self, run: str) -> int:
        row = self._connection.execute(
            "SELECT number FROM run WHERE id = ? AND NOT purged", (run,)
        ).fetchone()
        if row is None:
            raise unknown(run)
        return int(row[0])

    # --- changing -------------------------------------------------------------------------------

    def update(self, run: str, **changes: Any) -> None:
        """Change name, tags (a sequence), note or starred."""
        with self._writing() as connection:
            update(connection, self._number(run), changes)

    def delete(self, runs: Iterable[str]) -> None:
        """Delete runs; `restore` brings them back until they are purged."""
        now = datetime.now(UTC).timestamp()
        with self._writing() as connection:
            connection.executemany(
                "UPDATE run SET deleted = ? WHERE id = ?", [(now, run) for run in runs]
            )

    def restore(self, runs: Iterable[str]) -> None:
        """Bring deleted runs back."""
        with self._writing() as connection:
            connection.executemany(
                "UPDATE run SET deleted = NULL WHERE id = ?", [(run,) for run in runs]
            )

    def note_interrupted(self) -> None:
        """Find the runs whose program has ended without saying so, and note that of them."""
        with self._reading() as connection:
            owners = connection.execute(
                "SELECT DISTINCT owner FROM run WHERE owner IS NOT NULL"
            ).fetchall()
            gone = [owner for (owner,) in owners if not lives(self.path, owner)]
            if not gone:
                return
        with self._writing() as connection:
            for owner in gone:
                connection.execute(
                    "UPDATE run SET status = 'interrupted' WHERE owner = ? "
                    "AND status IN ('training', 'paused')",
                    (owner,),
                )
                connection.execute("UPDATE run SET owner = NULL WHERE owner = ?", (owner,))
        for owner in gone:
            forget(self.path, owner)

    # --- room on the disk -----------------------------------------------------------------------

    def usage(self) -> pruning.Usage:
        """Return the bytes of the library and of its runs."""
        with self._reading() as connection:
            return pruning.usage(connection, self.path)

    def plan_pruning(self, limit: int) -> pruning.Plan:
        """Return what would be removed to bring the library below `limit` bytes; removes nothing.

        Deleted runs first, then the oldest; never those starred, or open in a window.
        """
        with self._reading() as connection:
            return pruning.plan(connection, self.path, limit)

    def prune(self, plan: pruning.Plan) -> None:
        """Remove for good what a plan lists, but what has been starred or opened since."""
        with self._reading() as connection, library_lock(self.path):
            pruning.remove(connection, self.path, [each.run for each in plan.items])

    def purge(self, older_than: timedelta = timedelta(days=KEPT_DAYS)) -> None:
        """Remove for good the runs that were deleted so long ago."""
        before = (datetime.now(UTC) - older_than).timestamp()
        with self._reading() as connection, library_lock(self.path):
            found = connection.execute(
                "SELECT id FROM run WHERE deleted <= ? AND NOT purged", (before,)
            ).fetchall()
            if found:
                pruning.remove(connection, self.path, [run for (run,) in found])

    def try_to_write(self) -> None:
        """Raise `EngineError` if the library cannot be written."""
        with self._writing():
            pass

    def check(self) -> bool:
        """Return whether the whole file is sound; takes seconds with a large one."""
        with self._reading() as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(answer == "ok")


def unknown(run: str) -> EngineError:
    """Return the error for a run that is not there."""
    return EngineError(
        QT_TRANSLATE_NOOP("engine", "No run {id} is in the library; list shows all that are."),
        id=run,
    )
