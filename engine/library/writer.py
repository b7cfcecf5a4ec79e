"""Writes runs into the library in a thread of its own, so that nobody waits for the disk."""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.library import schema
from engine.library.damage import LOCKED, explain, kind_of
from engine.library.desk import Desk
from engine.library.kept_run import update
from engine.library.locks import Owner
from engine.library.record import Marker, Reason, RunStart, Status
from engine.messages import Outcome
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

COMMIT_SECONDS = 0.4
"""What came in so long is written together; more than that and a little is never lost."""

PATIENCE_SECONDS = 30.0
"""So long another program may keep the library locked before recording is given up."""

_LOOK_SECONDS = 0.1

MOST_WAITING_BYTES = 256 << 20

Task = Callable[[Desk], None]


class Writer:
    """Keeps runs as they train.

    No method waits for the disk or raises. What goes wrong ends the recording of that run, or of
    all where the library cannot be written, and is told once by `on_problem`, which is called in
    the writer's thread.

    Parameters
    ----------
    path
        The library, as `Library.path` tells it; made if it is not there.
    on_problem
        Takes the sentence.
    """

    def __init__(self, path: Path | str, on_problem: Callable[[Message], None]) -> None:
        self._path = path
        self._on_problem = on_problem
        self._tasks: queue.SimpleQueue[tuple[str, int, Task] | threading.Event | None] = (
            queue.SimpleQueue()
        )
        self._waiting_bytes = 0
        self._count_lock = threading.Lock()
        self._broken = threading.Event()
        self._lost: set[str] = set()
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def recording(self) -> bool:
        """Whether runs are still being kept."""
        return not self._broken.is_set() and not self._closed

    # --- what is to be kept ---------------------------------------------------------------------

    def begin(self, start: RunStart) -> None:
        """Begin to keep a run; one with a parent shares what that measured up to the split."""
        self._put(start.id, lambda desk: desk.begin(start))

    def resume(self, run: str, step: int | None = None) -> None:
        """Go on with a stored run; what it measured after `step`, if given, is dropped."""
        self._put(run, lambda desk: desk.resume(run, step))

    def append(
        self, run: str, first_step: int, values: npt.NDArray[np.float32], seconds: float = 0.0
    ) -> None:
        """Add rows (n, columns) that were trained in so many seconds; they must not change."""
        self._put(run, lambda desk: desk.append(run, first_step, values, seconds), values.nbytes)

    def append_bins(self, run: str, first_step: int, planes: npt.NDArray[np.float32]) -> None:
        """Add bins of 64 steps (5, columns, n) where rows are no more, as in `BinRows`."""
        self._put(run, lambda desk: desk.runs[run].append_bins(first_step, planes), planes.nbytes)

    def readings(self, run: str, readings: Iterable[tuple[str, int, float]]) -> None:
        """Add readings of sparse measures: name, step, value."""
        kept = list(readings)
        self._put(run, lambda desk: desk.runs[run].readings(kept), 64 * len(kept))

    def marker(self, run: str, marker: Marker) -> None:
        """Keep what happened at a step."""
        self._put(run, lambda desk: desk.runs[run].marker(marker))

    def state(self, run: str, step: int, reason: Reason, data: bytes) -> None:
        """Keep a snapshot; a rolling one takes the place of the former one."""
        self._put(run, lambda desk: desk.runs[run].state(step, reason, data), len(data))

    def outcome(self, run: str, outcome: Outcome | None, status: Status) -> None:
        """Keep how the run stands now."""
        self._put(run, lambda desk: desk.runs[run].outcome(outcome, status))

    def update(self, run: str, **changes: Any) -> None:
        """Change facts, config (JSON text), name, tags, note, starred or seeds of a run."""
        facts = changes.pop("facts", None)
        if facts is not None:
            self._put(run, lambda desk: desk.runs[run].facts(facts))
        if changes:
            self._put(run, lambda desk: update(desk.connection, desk.runs[run].number, changes))

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until all that was given is written; False when it took too long or broke."""
        if self._thread is None or not self.recording:
            return self.recording
        done = threading.Event()
        self._tasks.put(done)
        deadline = None if timeout is None else time.monotonic() + timeout
        while not done.wait(_LOOK_SECONDS) and self._thread.is_alive():
            if deadline is not None and time.monotonic() > deadline:
                return False
        return done.is_set() and not self._broken.is_set()

    def close(self, timeout: float | None = 10.0) -> None:
        """Write what was given, and end; runs that were training are paused then."""
        if not self._closed:
            self._closed = True
            if self._thread is not None:
                self._tasks.put(None)
                self._thread.join(timeout)

    def _put(self, run: str, task: Task, size: int = 0) -> None:
        if self._closed or self._broken.is_set():
            return
        with self._count_lock:
            self._waiting_bytes += size
            too_much = self._waiting_bytes > MOST_WAITING_BYTES
        if too_much:
            self._break(
                Message(
                    QT_TRANSLATE_NOOP(
                        "engine",
                        "The disk of the library {path} is too slow: runs are not recorded any "
                        "more.",
                    ),
                    {"path": str(self._path)},
                )
            )
            return
        self._tasks.put((run, size, task))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="library writer", daemon=True)
            self._thread.start()

    # --- the thread -----------------------------------------------------------------------------

    def _work(self) -> None:
        owner: Owner | None = None
        connection: sqlite3.Connection | None = None
        try:
            connection = schema.connect(self._path)
            owner = Owner(self._path)
            self._serve(Desk(connection, owner.name, self._path))
        except Exception as error:
            if not isinstance(error, sqlite3.Error | OSError | EngineError):
                logging.getLogger(__name__).exception("the library could not be written")
            self._break(_given_up(error, self._path))
            self._discard()
        finally:
            if connection is not None:
                connection.close()
            if owner is not None:
                owner.release()

    def _serve(self, desk: Desk) -> None:
        while True:
            batch, waiters, ended = self._next_batch()
            if batch or ended:
                self._write(desk, batch, ended)
            for each in waiters:
                each.set()
            if ended:
                return

    def _next_batch(self) -> tuple[list[tuple[str, int, Task]], list[threading.Event], bool]:
        """Wait for something, then gather what comes until it is time to commit."""
        batch: list[tuple[str, int, Task]] = []
        deadline: float | None = None
        while True:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            try:
                item = self._tasks.get(timeout=left)
            except queue.Empty:
                return batch, [], False
            if item is None:
                return batch, [], True
            if isinstance(item, threading.Event):
                return batch, [item], False
            batch.append(item)
            if deadline is None:
                deadline = time.monotonic() + COMMIT_SECONDS

    def _write(self, desk: Desk, batch: list[tuple[str, int, Task]], ended: bool) -> None:
        self._begin(desk.connection)
        try:
            for run, _, task in batch:
                self._do(desk, run, task)
            for name in {run for run, _, _ in batch} & set(desk.runs):
                desk.runs[name].save()
            if ended:
                desk.leave()
            desk.connection.execute("COMMIT")
        except BaseException:
            if desk.connection.in_transaction:
                desk.connection.execute("ROLLBACK")
            raise
        with self._count_lock:
            self._waiting_bytes -= sum(size for _, size, _ in batch)

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Begin a transaction, when other programs let us."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if kind_of(error) != LOCKED or time.monotonic() > deadline or self._closed:
                    raise
                time.sleep(_LOOK_SECONDS)

    def _do(self, desk: Desk, run: str, task: Task) -> None:
        """Do one task; a fault of one run must not end the recording of the others."""
        if run in self._lost:
            return
        try:
            task(desk)
        except (ValueError, KeyError, TypeError, sqlite3.IntegrityError) as error:
            self._lost.add(run)
            desk.runs.pop(run, None)
            if not isinstance(error, EngineError):
                logging.getLogger(__name__).exception("a run could not be recorded")
            self._on_problem(
                error.message
                if isinstance(error, EngineError)
                else Message(
                    QT_TRANSLATE_NOOP(
                        "engine", "A run could not be recorded any further ({error})."
                    ),
                    {"error": str(error)},
                )
            )

    def _break(self, message: Message) -> None:
        """End recording, and say so once."""
        with self._count_lock:
            if self._broken.is_set():
                return
            self._broken.set()
        self._on_problem(message)

    def _discard(self) -> None:
        """Let nobody wait for what will never be written."""
        while not self._tasks.empty():
            item = self._tasks.get()
            if isinstance(item, threading.Event):
                item.set()


def _given_up(error: Exception, path: Path | str) -> Message:
    template = QT_TRANSLATE_NOOP("engine", "{problem} Runs are not recorded any more.")
    return Message(template, {"problem": explain(error, path).message})
