"""A lock between programs that start at the same time."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from engine.bootstrap.report import BootstrapError, say


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a lock that the system takes back when the process ends, however it ends."""
    try:
        file = path.open("a+b")
    except OSError as error:
        raise BootstrapError(
            f"{path.parent} cannot be written to ({error.strerror}): copy the project to a "
            "folder of your own, or install its dependencies yourself"
        ) from error
    with file:
        if not try_lock(file):
            say("another start is preparing .venv: waiting for it")
            while not try_lock(file):
                time.sleep(0.2)
        yield


def _try_lock_windows(file: IO[bytes]) -> bool:
    import msvcrt

    file.seek(0)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True


def _try_lock_posix(file: IO[bytes]) -> bool:
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # some network folders know no locks: better unlocked than not at all
    return True


try_lock: Callable[[IO[bytes]], bool] = _try_lock_windows if os.name == "nt" else _try_lock_posix
