"""Work that takes long, such as writing large files, beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class _Answer(QObject):
    done = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self.answer = _Answer()
        self._work = work

    def run(self) -> None:
        problem: Exception | None = None
        try:
            self._work()
        except Exception as error:
            problem = error
        self.answer.done.emit(problem)


class Background(QObject):
    """Does one thing after the other in a thread of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(1000)
        self._jobs: set[_Job] = set()

    def run(self, work: Callable[[], None], done: Callable[[Exception | None], None]) -> None:
        """Do `work`; then, in the window's thread, call `done` with what it raised, or None."""
        job = _Job(work)
        job.setAutoDelete(False)
        self._jobs.add(job)

        def finish(problem: object) -> None:
            self._jobs.discard(job)
            done(problem if isinstance(problem, Exception) else None)

        job.answer.done.connect(finish)
        self._pool.start(job)

    def close(self) -> None:
        """Wait until everything begun is done: files are written whole."""
        self._pool.waitForDone()
