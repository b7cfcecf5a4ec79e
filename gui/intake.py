"""Where measurements arrive: stored by the training thread, asked for by the window."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.messages import Block, Opened

if TYPE_CHECKING:
    from engine.history import History


class Speedometer:
    """Steps per second over about the last second, waiting for the pace included."""

    WINDOW = 1.0

    def __init__(self) -> None:
        self._blocks: deque[tuple[float, int, float]] = deque()

    def add(self, now: float, steps: int, seconds: float) -> None:
        """Note a block of `steps` steps that arrived at `now` and took `seconds` to train."""
        if self._blocks and now - self._blocks[-1][0] > 2 * self.WINDOW:
            self._blocks.clear()  # a pause
        self._blocks.append((now, steps, seconds))
        while len(self._blocks) > 2 and now - self._blocks[1][0] >= self.WINDOW:
            self._blocks.popleft()

    @property
    def steps_per_second(self) -> float:
        """0 before the first block; from the time spent training while there are few blocks."""
        if not self._blocks:
            return 0.0
        later = list(self._blocks)[1:]
        elapsed = self._blocks[-1][0] - self._blocks[0][0]
        if elapsed >= 0.2:
            return sum(steps for _, steps, _ in later) / elapsed
        seconds = sum(spent for _, _, spent in self._blocks)
        return sum(steps for _, steps, _ in self._blocks) / seconds if seconds > 0 else 0.0


class Intake(QObject):
    """Histories of all runs that are open in the engine, by the key that names them there.

    `take` is for the training thread, everything else for the window. What comes for a key that is
    not expected (any more) is dropped.
    """

    #: something has come since `take_touched` was called last
    data_arrived = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._lock = threading.Lock()
        self._histories: dict[str, History | None] = {}
        self._parents: dict[str, str] = {}
        self._trunks: dict[str, History] = {}
        self._leaving: set[str] = set()
        self._speeds: dict[str, Speedometer] = {}
        self._touched: set[str] = set()

    def take(self, event: Opened | Block) -> None:
        """Store what came; in the training thread."""
        with self._lock:
            if event.run not in self._histories:
                return
            if isinstance(event, Opened):
                self._histories[event.run] = self._begun(event)
                self._speeds[event.run] = Speedometer()
                return
            history = self._histories[event.run]
        if history is None:
            return
        self._store(event, history)
        self.touch(event.run)

    def _begun(self, event: Opened) -> History:
        """Return what a run begins with: nothing, or what a branch shares with its parent."""
        from engine.history import History  # with numpy; the window stands before it

        trunk = self._trunks.pop(event.run, None)
        if trunk is not None:
            same = trunk.columns == event.facts.columns
            return trunk if same else trunk.with_columns(event.facts.columns)
        parent = self._histories.get(self._parents.get(event.run, ""))
        self._release(event.run)
        if parent is None:
            return History(event.facts.columns)
        return parent.copy(event.step)

    def _release(self, branch: str) -> None:
        """Let go of a branch's parent, if nothing else keeps it here."""
        parent = self._parents.pop(branch, "")
        if parent in self._leaving and parent not in self._parents.values():
            self._leaving.discard(parent)
            self._histories.pop(parent, None)

    def _store(self, block: Block, history: History) -> None:
        values = block.values.numpy()
        if len(values):
            history.append(block.first_step, values, block.seconds)
            with self._lock:
                if block.run in self._speeds:
                    self._speeds[block.run].add(self._clock(), len(values), block.seconds)
        for reading in block.readings:
            history.append_reading(reading.name, reading.step, reading.value)

    def expect(self, key: str, parent: str = "", trunk: History | None = None) -> None:
        """Take what comes for `key` from now on.

        A branch begins with what its parent measured, a run that is gone on with with `trunk`.
        """
        with self._lock:
            self._histories[key] = None
            if parent:
                self._parents[key] = parent
            if trunk is not None:
                self._trunks[key] = trunk

    def forget(self, key: str) -> None:
        """Drop what still comes for `key`; a parent stays until its branches have begun."""
        with self._lock:
            self._release(key)
            self._trunks.pop(key, None)
            if key in self._parents.values():
                self._leaving.add(key)
            else:
                self._histories.pop(key, None)
            self._speeds.pop(key, None)
            self._touched.discard(key)

    def history(self, key: str) -> History | None:
        """Return the measurements of `key`; None until it was opened."""
        with self._lock:
            return self._histories.get(key)

    def steps_per_second(self, key: str) -> float:
        """Return how fast `key` trains, or trained at last."""
        with self._lock:
            speed = self._speeds.get(key)
            return speed.steps_per_second if speed is not None else 0.0

    def touch(self, key: str) -> None:
        """Note that there is something new of `key`."""
        with self._lock:
            first = not self._touched
            self._touched.add(key)
        if first:
            self.data_arrived.emit()

    def take_touched(self) -> set[str]:
        """Return the keys with something new since the last call."""
        with self._lock:
            touched, self._touched = self._touched, set()
        return touched
