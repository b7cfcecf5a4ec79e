"""Runs that are being opened: loaded and built in threads, while the host goes on."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.hosted import Trainer
from engine.messages import Open

Make = Callable[[Open], Trainer]


@dataclass(frozen=True)
class Built:
    """What came of an opening: a trainer, or the error that it raised."""

    command: Open
    made: Trainer | Exception

    def trainer(self) -> Trainer:
        """Return the trainer; raises the error."""
        if isinstance(self.made, Exception):
            raise self.made
        return self.made


class Openings:
    """Builds trainers by `make`, which may raise, each in a thread of its own.

    Without `background` they are built at once, before `begin` returns.
    """

    def __init__(self, make: Make, background: bool) -> None:
        self._make = make
        self._background = background
        self._expected: dict[str, Open] = {}
        self._threads: list[threading.Thread] = []
        self._done: queue.SimpleQueue[Built] = queue.SimpleQueue()

    def __bool__(self) -> bool:
        """Whether anything is being opened."""
        return bool(self._expected)

    def __contains__(self, run: str) -> bool:
        """Whether `run` is being opened."""
        return run in self._expected

    def begin(self, command: Open) -> None:
        """Open a run; what an earlier opening of the same run brings is dropped."""
        self._expected[command.run] = command
        if not self._background:
            self._build(command)
            return
        thread = threading.Thread(target=self._build, args=(command,), daemon=True)
        self._threads = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()

    def _build(self, command: Open) -> None:
        try:
            built = Built(command, self._make(command))
        except Exception as error:
            built = Built(command, error)
        self._done.put(built)

    def drop(self, run: str) -> None:
        """Want what is being opened no more."""
        self._expected.pop(run, None)

    def take(self) -> list[Built]:
        """Return what has been built since the last call and is still wanted."""
        found = []
        while not self._done.empty():
            built = self._done.get()
            if self._expected.get(built.command.run) is built.command:
                del self._expected[built.command.run]
                found.append(built)
        return found

    def close(self, seconds: float) -> None:
        """Drop all, and wait at most `seconds` for the threads to end."""
        self._expected.clear()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
