"""Questions to the library of runs, answered beside the window, which never waits for the disk."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from engine.text import EngineError, Message

if TYPE_CHECKING:
    from engine.library.shared import SharedLibrary
    from engine.library.store import Library

T = TypeVar("T")
Refuse = Callable[[Message], None]


@dataclass(frozen=True, eq=False)
class _Question:
    work: Callable[[Any], Any]
    answer: Callable[[Any], None] | None
    refuse: Refuse | None
    writes: bool


class Shelf(QObject):
    """One thread that asks the library; questions are answered in their order.

    The thread begins with the first question. Where no library is kept, every one is refused.
    """

    #: something was written at the wish of this window
    changed = Signal()
    #: a `Message`: a question that has nobody to hear of its refusal
    problem = Signal(object)
    _answered = Signal(object, object, object)

    def __init__(self, library: SharedLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._questions: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def path(self) -> Path | None:
        """The library's file."""
        return self._library.path

    def ask(
        self,
        work: Callable[[Library], T],
        answer: Callable[[T], None] | None = None,
        refuse: Refuse | None = None,
        *,
        writes: bool = False,
    ) -> None:
        """Do `work` in the thread; then call `answer`, or `refuse`, in the window's thread.

        What `writes` is done also while the shelf is being closed, and told by `changed`. After
        `close` nobody is called any more.
        """
        if self._closing.is_set():
            return
        self._questions.put(_Question(work, answer, refuse, writes))
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="library shelf", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Let what writes be done, and end the thread."""
        if not self._closing.is_set():
            self._closing.set()
            self._questions.put(None)
            if self._thread is not None:
                self._thread.join()

    # --- in the thread ---------------------------------------------------------------------------

    def _serve(self) -> None:
        while (question := self._questions.get()) is not None:
            if self._closing.is_set() and not question.writes:
                continue
            try:
                result = question.work(self._library.get())
            except Exception as error:
                self._answered.emit(question, None, self._explained(error))
            else:
                self._answered.emit(question, result, None)

    def _explained(self, error: Exception) -> Exception:
        """Return what a person can be told, where there is something."""
        if isinstance(error, (sqlite3.Error, OSError)) and self.path is not None:
            from engine.library.damage import explain

            return explain(error, self.path)
        return error

    # --- in the window's thread ------------------------------------------------------------------

    def _deliver(self, question: _Question, result: object, error: Exception | None) -> None:
        if self._closing.is_set():
            return
        if isinstance(error, EngineError):
            (question.refuse or self.problem.emit)(error.message)
            return
        if error is not None:
            raise error
        if question.writes:
            self.changed.emit()
        if question.answer is not None:
            question.answer(result)
