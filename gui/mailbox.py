"""Commands on their way from the window to the training thread, which sleeps until the bell."""

from __future__ import annotations

import threading
from multiprocessing import Pipe

from engine.messages import Command


class Mailbox:
    """A queue with a bell that `multiprocessing.connection.wait` can wait for, beside a pipe."""

    def __init__(self) -> None:
        self.bell, self._clapper = Pipe(duplex=False)
        self._lock = threading.Lock()
        self._commands: list[Command] = []
        self._rung = False
        self._open = True

    def put(self, command: Command) -> bool:
        """Leave a command; never waits. False when the mailbox is shut and the command is lost."""
        with self._lock:
            if not self._open:
                return False
            self._commands.append(command)
        self.ring()
        return True

    def ring(self) -> None:
        """Wake the one who waits for the bell."""
        with self._lock:
            if not self._rung:
                self._rung = True
                self._clapper.send_bytes(b"!")

    def hush(self) -> None:
        """Make the bell silent again; commands stay."""
        with self._lock:
            if self._rung:
                self._rung = False
                self.bell.recv_bytes()

    def take(self) -> list[Command]:
        """Take out all commands, in order, and hush the bell."""
        self.hush()
        with self._lock:
            commands, self._commands = self._commands, []
        return commands

    def shut(self) -> None:
        """Drop what is in it and take nothing until it is opened again."""
        with self._lock:
            self._open = False
            self._commands.clear()

    def open(self) -> None:
        """Take commands again."""
        with self._lock:
            self._open = True
        self.ring()

    @property
    def is_open(self) -> bool:
        """Whether commands are taken."""
        return self._open

    def close(self) -> None:
        """Give the pipe back; only `put` may still be called, and returns False."""
        with self._lock:
            self._open = False
            self._commands.clear()
            self._rung = True
            self.bell.close()
            self._clapper.close()
