"""What can be wrong with a library: told in one sentence, and set aside rather than overwritten."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path

from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

Kind = str
DAMAGED, LOCKED, FULL, UNWRITABLE, OTHER = "damaged", "locked", "full", "unwritable", "other"

_KINDS: dict[int, Kind] = {
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: UNWRITABLE,
    sqlite3.SQLITE_PERM: UNWRITABLE,
    sqlite3.SQLITE_AUTH: UNWRITABLE,
    sqlite3.SQLITE_IOERR: UNWRITABLE,
}
_SENTENCES = {
    DAMAGED: QT_TRANSLATE_NOOP(
        "engine", "The library {path} is damaged; it will be set aside at the next start."
    ),
    LOCKED: QT_TRANSLATE_NOOP(
        "engine", "The library {path} is locked by another program; close that one and try again."
    ),
    FULL: QT_TRANSLATE_NOOP(
        "engine",
        "The library {path} cannot grow: the disk is full or a quota is reached; make room and "
        "start again.",
    ),
    UNWRITABLE: QT_TRANSLATE_NOOP(
        "engine",
        "The library {path} cannot be written or read ({reason}); see to its folder, or name "
        "another file in DYNASCOPE_LIBRARY.",
    ),
    OTHER: QT_TRANSLATE_NOOP(
        "engine", "The library {path} could not be used ({reason}); start again."
    ),
}
_MARK = ".damaged"
_PARTS = ("", "-wal", "-shm", _MARK)


def kind_of(error: Exception) -> Kind:
    """Return what an error of SQLite or of the system means."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # told by Python itself: text that is no UTF-8
            return DAMAGED if "decode" in str(error) else OTHER
        if code == sqlite3.SQLITE_IOERR_WRITE:
            return FULL
        return _KINDS.get(code & 0xFF, OTHER)
    return UNWRITABLE if isinstance(error, OSError) else OTHER


class LibraryError(EngineError):
    """A library that cannot be used; `kind` tells why."""

    kind: Kind = OTHER


def explain(error: Exception, path: Path | str) -> EngineError:
    """Return the sentence for an error; a damaged library is marked for the next start."""
    if isinstance(error, EngineError):
        return error
    kind = kind_of(error)
    if kind == DAMAGED:
        mark(path)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    told = LibraryError(_SENTENCES[kind], path=str(path), reason=reason.rstrip("."))
    told.kind = kind
    return told


def mark(path: Path | str) -> None:
    """Leave a mark beside a library that was found damaged while it was in use."""
    if isinstance(path, Path):
        with contextlib.suppress(OSError):
            path.with_name(path.name + _MARK).touch()


def is_marked(path: Path) -> bool:
    """Return whether a library was found damaged before."""
    return path.with_name(path.name + _MARK).exists()


def set_aside(path: Path) -> tuple[Path, Message]:
    """Rename a damaged library, with what belongs to it; its new place, and a sentence that tells.

    Raises `OSError` where it cannot be renamed.
    """
    moment = datetime.now().strftime("%Y-%m-%d %H-%M-%S")
    number, aside = 1, path
    while aside == path or aside.exists():
        told = f" ({number})" if number > 1 else ""
        aside = path.with_name(f"{path.stem} damaged {moment}{told}{path.suffix}")
        number += 1
    for ending in _PARTS:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    template = QT_TRANSLATE_NOOP(
        "engine",
        "The library of runs was damaged; it was set aside as {path}, and a new one was begun.",
    )
    return aside, Message(template, {"path": str(aside)})
