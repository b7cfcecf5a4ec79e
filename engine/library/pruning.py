"""Room on the disk: what the library takes, what would go, and what does go."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.library.locks import lives
from engine.library.rows import moment
from engine.library.schema import MEMORY, writing
from engine.text import QT_TRANSLATE_NOOP, Message


@dataclass(frozen=True)
class Usage:
    """Bytes on the disk: of the whole library, of its runs, of those deleted but not yet gone."""

    total: int
    runs: int
    deleted: int


@dataclass(frozen=True)
class Item:
    """A run that would go."""

    run: str
    name: str
    started: datetime
    bytes: int
    deleted: bool


@dataclass(frozen=True)
class Plan:
    """What would be removed to bring a library of `total` bytes below `limit`.

    `total_after` may still be above it: starred runs stay, and those open in a window.
    """

    limit: int
    total: int
    total_after: int
    items: tuple[Item, ...]

    def sentence(self) -> Message:
        """Return what a person is told before anything is removed."""
        values = {
            "limit": megabytes(self.limit),
            "total": megabytes(self.total),
            "after": megabytes(self.total_after),
            "count": len(self.items),
            "newest": max((each.started for each in self.items), default=moment(0)).strftime(
                "%Y-%m-%d"
            ),
        }
        if self.total <= self.limit:
            told = QT_TRANSLATE_NOOP("engine", "The library takes {total} MB of {limit} MB.")
        elif not self.items:
            told = QT_TRANSLATE_NOOP(
                "engine",
                "The library takes {total} MB, more than {limit} MB, but all runs are starred or "
                "open; raise the limit or take stars away.",
            )
        else:
            told = QT_TRANSLATE_NOOP(
                "engine",
                "The library takes {total} MB, more than {limit} MB: the oldest {count} runs, "
                "begun up to {newest}, would be removed for good, which leaves {after} MB; star "
                "what you want to keep.",
            )
        return Message(told, values)


def megabytes(size: int) -> str:
    """Return bytes as megabytes, for a sentence."""
    return f"{size / 1e6:.0f}" if size >= 1e7 else f"{size / 1e6:.1f}"


def usage(connection: sqlite3.Connection, path: Path | str) -> Usage:
    """Return what the library takes."""
    runs, deleted = connection.execute(
        "SELECT coalesce(sum(bytes), 0), coalesce(sum(bytes) FILTER (WHERE deleted NOT NULL), 0) "
        "FROM run"
    ).fetchone()
    return Usage(_total(connection, path), runs, deleted)


def _total(connection: sqlite3.Connection, path: Path | str) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    total = int(pages) * int(size)
    if isinstance(path, Path):
        journal = path.with_name(path.name + "-wal")
        total += journal.stat().st_size if journal.exists() else 0
    return total


def plan(connection: sqlite3.Connection, path: Path | str, limit: int) -> Plan:
    """Return what would go; see `Library.plan_pruning`."""
    total = after = _total(connection, path)
    items = []
    for run, name, started, size, deleted, owner in connection.execute(
        "SELECT id, name, started, bytes, deleted NOT NULL, owner FROM run "
        "WHERE NOT purged AND (NOT starred OR deleted NOT NULL) ORDER BY deleted IS NULL, number"
    ):
        if after <= limit:
            break
        if owner is None or not lives(path, owner):
            items.append(Item(run, name, moment(started), size, bool(deleted)))
            after -= size
    return Plan(limit, total, after, tuple(items))


def remove(connection: sqlite3.Connection, path: Path | str, runs: Sequence[str]) -> None:
    """Remove runs for good, but those that were starred or opened meanwhile.

    Of a run that others were split off from, what they share with it stays.
    """
    for run in runs:
        with writing(connection):
            row = connection.execute(
                "SELECT number, starred AND deleted IS NULL, owner FROM run WHERE id = ?", (run,)
            ).fetchone()
            if row is None or row[1] or (row[2] is not None and lives(path, row[2])):
                continue
            connection.execute("UPDATE run SET purged = 1 WHERE number = ?", (row[0],))
            _trim(connection, row[0])
            _drop_unneeded(connection)
    if not str(path).startswith(MEMORY):
        connection.execute("PRAGMA incremental_vacuum").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _drop_unneeded(connection: sqlite3.Connection) -> None:
    """Drop purged runs that nothing was split off from, and then their parents likewise."""
    while connection.execute(
        "DELETE FROM run WHERE purged AND number NOT IN "
        "(SELECT parent FROM run WHERE parent NOT NULL)"
    ).rowcount:
        pass


def _trim(connection: sqlite3.Connection, number: int) -> None:
    """Drop what no branch shares with a purged run."""
    step, count = connection.execute(
        "SELECT max(parent_step), max(iif(length, begin, 1 << 62)) FROM run WHERE parent = ?",
        (number,),
    ).fetchone()
    if step is None:
        return
    for table in ("state", "marker"):
        connection.execute(f"DELETE FROM {table} WHERE run = ? AND step > ?", (number, step))
    connection.execute(
        "DELETE FROM chunk WHERE run = ? AND first * "
        "CASE WHEN level <= 0 THEN 1 ELSE 64 << (2 * (level - 1)) END >= ?",
        (number, count),
    )
