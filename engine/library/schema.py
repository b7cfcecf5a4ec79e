"""The tables of the library, and connections to it.

`run.number` grows with every run: the order of runs hangs on no clock. `chunk` holds measurements:
level 0 are rows, column by column; level -1 the newest rows, row by row, until they fill a chunk;
levels from 1 on are bins as in `engine.pyramid`, 64 of them a chunk. `first` counts from the first
row of the run, or of the trunk it was split off from.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from engine.library.locks import library_lock
from engine.text import QT_TRANSLATE_NOOP, EngineError

APPLICATION_ID = 0x44796E61  # "Dyna"
VERSION = 1
PAGE_BYTES = 8192
BUSY_SECONDS = 5.0
"""So long is waited for another program to end its transaction."""

JOURNAL_BYTES = 64 << 20
MEMORY = "file:"
"""What the address of a library in memory begins with."""

TABLES = """
CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    started REAL NOT NULL,
    seconds REAL NOT NULL DEFAULT 0,
    steps INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    outcome BLOB,
    loss REAL,
    settings TEXT NOT NULL DEFAULT '{}',
    seeds INTEGER NOT NULL DEFAULT 1,
    tags TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0,
    parent INTEGER REFERENCES run (number),
    parent_step INTEGER,
    bytes INTEGER NOT NULL DEFAULT 0,
    deleted REAL,
    purged INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    origin INTEGER NOT NULL DEFAULT 0,
    begin INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX run_parent ON run (parent);
CREATE TABLE detail (
    run INTEGER PRIMARY KEY REFERENCES run (number) ON DELETE CASCADE,
    config TEXT NOT NULL,
    facts BLOB,
    versions TEXT NOT NULL DEFAULT '{}',
    reading_names TEXT NOT NULL DEFAULT '[]',
    search TEXT NOT NULL DEFAULT ''
);
CREATE TABLE chunk (
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    level INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE UNIQUE INDEX chunk_place ON chunk (run, level, first);
CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    full INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX reading_run ON reading (run);
CREATE TABLE marker (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    change BLOB NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX marker_run ON marker (run);
CREATE TABLE state (
    run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    reason TEXT NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE UNIQUE INDEX state_place ON state (run, step);
"""

BYTES_KEPT = """
CREATE TRIGGER {table}_in AFTER INSERT ON {table} BEGIN
    UPDATE run SET bytes = bytes + length(NEW.data) WHERE number = NEW.run; END;
CREATE TRIGGER {table}_out AFTER DELETE ON {table} BEGIN
    UPDATE run SET bytes = bytes - length(OLD.data) WHERE number = OLD.run; END;
"""


def connect(path: Path | str) -> sqlite3.Connection:
    """Open the library at `path`, made if it is not there; raises `sqlite3.Error`, `EngineError`.

    Transactions are begun and ended by the caller (`writing`); a connection serves one thread at a
    time.
    """
    address = str(path)
    connection = sqlite3.connect(
        address,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        uri=address.startswith(MEMORY),
    )
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path | str) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if isinstance(path, str):  # in memory, readers would be refused while something is written
        connection.execute("PRAGMA read_uncommitted = ON")
    # REPLACE deletes, and what it deletes is to be counted.
    connection.execute("PRAGMA recursive_triggers = ON")
    if _version(connection, path) < VERSION:
        with library_lock(path):
            if _version(connection, path) < VERSION:
                _create(connection)
    # The system holds what a process committed, also when it is killed; only when the power
    # goes, the newest transactions may be lost.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")


def _version(connection: sqlite3.Connection, path: Path | str) -> int:
    """Return the version of the library, 0 for an empty file; raises for a foreign or newer one."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if tables and application != APPLICATION_ID:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{path} is a database of another program; choose another file."
            ),
            path=str(path),
        )
    if version > VERSION:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The library {path} was written by a newer version (schema {value}; this one "
                "knows {known}); update the program to open it.",
            ),
            path=str(path),
            value=version,
            known=VERSION,
        )
    return int(version) if tables else 0


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # pruning makes the file smaller
    connection.execute("PRAGMA journal_mode = WAL")
    with writing(connection):
        triggers = "".join(BYTES_KEPT.format(table=each) for each in ("chunk", "reading", "state"))
        for statement in statements(TABLES + triggers):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script: `executescript` would end the transaction."""
    begun = ""
    for line in script.splitlines():
        begun += line + "\n"
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Hold the only writing transaction; all of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors end it themselves
            connection.execute("ROLLBACK")
        raise
