"""The training process as the training thread sees it."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait

from engine import messages
from engine.messages import AnyEvent, Command, Quit
from engine.text import QT_TRANSLATE_NOOP, Message

ChildMain = Callable[[Connection, str], None]

SECONDS_TO_END = 1.0
"""A process that has not ended by itself so long after Quit is killed."""

EVENTS_AT_ONCE = 64
"""Events taken in before the mailbox is looked into again."""


class EngineProcess:
    """A spawned process and the pipe to it; all methods are for one thread.

    Raises `OSError` when the system starts no process.
    """

    def __init__(self, main: ChildMain, log: str = "") -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(
            target=main, args=(theirs, log), name="dynascope-engine", daemon=True
        )
        try:
            self._process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            theirs.close()

    @property
    def sentinel(self) -> int:
        """What `multiprocessing.connection.wait` finds ready once the process has ended."""
        return self._process.sentinel

    @property
    def pid(self) -> int | None:
        """Number of the process."""
        return self._process.pid

    def send(self, command: Command) -> None:
        """Send a command; raises `OSError` when the process is gone."""
        self.connection.send_bytes(messages.encode(command))

    def receive(self) -> list[AnyEvent]:
        """Return the events that have come; raises `EOFError` or `OSError` at the end of all."""
        events: list[AnyEvent] = []
        while len(events) < EVENTS_AT_ONCE and self.connection.poll():
            try:
                events.append(messages.decode_event(self.connection.recv_bytes()))
            except (EOFError, OSError):
                if events:
                    return events  # the end is found again by the next call
                raise
        return events

    def end(self, asking: bool = True) -> None:
        """End the process: ask, wait a second, then kill; without asking, kill at once."""
        with contextlib.suppress(OSError, EOFError):
            if asking:
                self.send(Quit())
                self._drain(time.monotonic() + SECONDS_TO_END)
        self._process.join(0.0 if not asking else 0.2)
        self._process.kill()
        self._process.join()
        self.connection.close()
        self._process.close()

    def _drain(self, deadline: float) -> None:
        """Throw away what the process still says, lest it wait for us, until it closes."""
        while (left := deadline - time.monotonic()) > 0:
            if not wait([self.connection], left):
                return
            self.connection.recv_bytes()

    def bury(self) -> Message:
        """Clear away a process that ended by itself; returns what to say about it."""
        self._process.join(SECONDS_TO_END)
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self.connection.close()
        self._process.close()
        return epitaph(code)


def epitaph(code: int) -> Message:
    """Return the sentence for a training process that ended with an exit code."""
    if code >= 0:
        return Message(
            QT_TRANSLATE_NOOP(
                "engine",
                "The engine stopped unexpectedly (exit code {code}). Train starts a new one.",
            ),
            {"code": code},
        )
    if -code == getattr(signal, "SIGKILL", 9):
        return Message(
            QT_TRANSLATE_NOOP(
                "engine",
                "The engine stopped unexpectedly (killed by signal {signal}, maybe because memory "
                "ran out). Train starts a new one.",
            ),
            {"signal": -code},
        )
    return Message(
        QT_TRANSLATE_NOOP(
            "engine",
            "The engine stopped unexpectedly (signal {signal}). Train starts a new one.",
        ),
        {"signal": -code},
    )
