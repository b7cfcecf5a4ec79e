"""Opens the library, whatever has happened to it, and says what a person has to know."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import uuid
from pathlib import Path

from engine.library import damage
from engine.library.locks import library_lock
from engine.library.place import FILE
from engine.library.schema import MEMORY
from engine.library.store import Library
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

CHECKED_BYTES = 32 << 20
"""Libraries up to this size are looked through at every start."""


def open_library(path: Path) -> tuple[Library, Message | None]:
    """Return the library at `path`, or one in its place, and a sentence about what was wrong.

    A damaged library is set aside under a name with the date, and a new one begun. Where a library
    cannot be used (locked, read-only, of a newer version, no room), a temporary one serves.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open_sound(path), None
        except damage.LibraryError as error:
            if error.kind != damage.DAMAGED:
                raise
        problem = _set_aside(path)
        return _open_sound(path), problem
    except (EngineError, OSError, ValueError) as error:  # ValueError: a null character in the path
        problem = damage.explain(error, path).message
    told = QT_TRANSLATE_NOOP(
        "engine", "{problem} Until then, runs are kept only until the program ends."
    )
    return TemporaryLibrary(), Message(told, {"problem": problem})


def _open_sound(path: Path) -> Library:
    """Open a library that can be read and written; raises `EngineError`."""
    library = Library(path)
    try:
        sound = not damage.is_marked(path)
        if sound and path.stat().st_size <= CHECKED_BYTES:
            sound = library.check()
        if not sound:
            raise damage.explain(_damaged(), path)
        library.try_to_write()
        library.runs(limit=1)
        library.note_interrupted()
    except BaseException:
        library.close()
        raise
    return library


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _set_aside(path: Path) -> Message | None:
    """Set a damaged library aside, unless another program has just done so."""
    with library_lock(path):
        with contextlib.suppress(EngineError), Library(path) as library:
            if library.check() and not damage.is_marked(path):
                return None
        return damage.set_aside(path)[1]


class TemporaryLibrary(Library):
    """A library that is gone when it is closed: in the folder for such files, or in memory."""

    def __init__(self) -> None:
        self._folder: str | None = None
        try:
            self._folder = tempfile.mkdtemp(prefix="dynascope-")
            super().__init__(Path(self._folder) / FILE)
        except (OSError, EngineError):
            self._remove()
            super().__init__(f"{MEMORY}dynascope-{uuid.uuid4().hex}?mode=memory&cache=shared")

    def close(self) -> None:
        """End, and remove the files."""
        super().close()
        self._remove()

    def _remove(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
