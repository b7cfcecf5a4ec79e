"""Ctrl+C in the terminal, or a polite kill, closes the window as its own button does."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Calls `close` when the process is asked to end.

    Python hands signals on only while it runs its own code, and Qt's loop may sleep for long: a
    socket that the signal writes to wakes it.
    """

    def __init__(self, close: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._close = close
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before: dict[signal.Signals, Any] = {
            each: signal.signal(each, lambda *_: None) for each in SIGNALS
        }

    def uninstall(self) -> None:
        """Leave signals to what handled them before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._reader.close()
        self._writer.close()

    def _wake(self) -> None:
        received = self._reader.recv(64)
        if any(number in SIGNALS for number in received):
            self._close()
