"""Locks between programs that share a library; the system takes them back when a program ends."""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from engine.bootstrap.lock import try_lock
from engine.text import QT_TRANSLATE_NOOP, EngineError

WAIT_SECONDS = 10.0
_TRY_AGAIN_SECONDS = 0.05


@contextlib.contextmanager
def library_lock(path: Path | str, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock for what one program at a time may do: create, migrate, set aside, prune.

    Raises `EngineError` if another program holds it for longer than `seconds`, `OSError` where
    none can be made. A library in memory, whose address is a text, needs none.
    """
    if isinstance(path, str):
        yield
        return
    deadline = time.monotonic() + seconds
    with _beside(path, ".lock").open("ab") as file:
        while not try_lock(file):
            if time.monotonic() > deadline:
                raise EngineError(
                    QT_TRANSLATE_NOOP(
                        "engine",
                        "The library {path} is in use by another program; close that one and try "
                        "again.",
                    ),
                    path=str(path),
                )
            time.sleep(_TRY_AGAIN_SECONDS)
        yield


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


class Owner:
    """A program that writes runs, known to others by a file that it keeps locked while it lives.

    Neither a number that another process may get nor a clock that jumps is asked.
    """

    def __init__(self, path: Path | str) -> None:
        self.name = uuid.uuid4().hex
        self._file: IO[bytes] | None = None
        if isinstance(path, Path):
            self._file = self._locked(owner_file(path, self.name))

    def _locked(self, place: Path) -> IO[bytes]:
        place.parent.mkdir(exist_ok=True)
        while True:
            file = place.open("ab")
            if try_lock(file) and _is_at(file, place):
                return file
            file.close()  # another program, tidying up, took it between being made and locked

    def release(self) -> None:
        """Be known as ended."""
        if self._file is not None:
            place = self._file.name
            self._file.close()
            with contextlib.suppress(OSError):
                os.unlink(place)
            self._file = None


def owner_file(path: Path, name: str) -> Path:
    """Return the file that an owner of runs in the library at `path` keeps locked."""
    return _beside(path, ".owners") / Path(name).name


def _is_at(file: IO[bytes], place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), place.stat())
    except FileNotFoundError:
        return False


def lives(path: Path | str, owner: str) -> bool:
    """Return whether an owner of runs in the library at `path` still runs."""
    if isinstance(path, str):
        return True  # what is in memory is this program's own
    try:
        with owner_file(path, owner).open("r+b") as file:
            return not try_lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it cannot be told: better not to take its runs away


def forget(path: Path | str, owner: str) -> None:
    """Remove what an owner that has ended left behind."""
    if isinstance(path, Path):
        with contextlib.suppress(OSError):
            owner_file(path, owner).unlink()
