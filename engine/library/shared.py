"""The library of this program: opened when it is first needed, by whichever thread that is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

if TYPE_CHECKING:
    from engine.library.store import Library

NOT_KEPT = QT_TRANSLATE_NOOP("engine", "Runs are not kept: no library was named.")


class SharedLibrary:
    """One library for all that read and write runs here, a temporary one where need be.

    `tell` hears, in the thread that opened it, what was wrong with the library. Without a `path`
    there is none.
    """

    def __init__(self, path: Path | None, tell: Callable[[Message], None]) -> None:
        self.path = path
        self._tell = tell
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._closed = False

    def get(self) -> Library:
        """Return the library; raises `EngineError` if there is none, or none any more."""
        with self._lock:
            if self._library is not None:
                return self._library
            if self.path is None or self._closed:
                raise EngineError(NOT_KEPT)
            from engine.library.opening import open_library

            self._library, notice = open_library(self.path)
        if notice is not None:
            self._tell(notice)
        return self._library

    def close(self) -> None:
        """Close the library for good."""
        with self._lock:
            self._closed = True
            library, self._library = self._library, None
        if library is not None:
            library.close()
