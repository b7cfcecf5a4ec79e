"""Weights of networks that do not train: drawn anew, or of a kept state."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from engine import messages
from engine.messages import Event, Failed, Opened, Snapshot
from gui.engine_client import EngineClient


class WeightsReader(QObject):
    """Opens a network in the engine for a moment, and reads its weights."""

    #: a `Message`
    problem = Signal(object)

    def __init__(self, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._numbers = itertools.count(1)
        self._waiting: dict[str, Callable[[Snapshot], None]] = {}
        engine.stray.connect(self._take)
        engine.lost.connect(self._waiting.clear)

    def read(self, opening: messages.Open, done: Callable[[Snapshot], None]) -> None:
        """Call `done` with the weights of what `opening` opens, whatever its key."""
        key = f"weights-{next(self._numbers)}"
        self._waiting[key] = done
        self._engine.send(msgspec.structs.replace(opening, run=key))

    def _take(self, event: Event) -> None:
        key = getattr(event, "run", "")
        if key not in self._waiting:
            return
        if isinstance(event, Opened):
            self._engine.send(messages.Fetch(run=key))
        elif isinstance(event, Snapshot):
            done = self._waiting.pop(key)
            self._engine.send(messages.Close(run=key))
            done(event)
        elif isinstance(event, Failed):
            del self._waiting[key]
            self.problem.emit(event.sentence.message())
