"""The weights that a run started from, for others to start from."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine import messages
from engine.messages import Event, Failed, Opened, Snapshot
from engine.text import QT_TRANSLATE_NOOP, Message
from gui.engine_client import EngineClient
from gui.run_origin import beginning
from gui.runs import Run

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class BorrowedWeights(QObject):
    """Fetches the weights that a run started from, into a file that configs can name.

    They follow from the settings that the run began with, so the engine draws them again: a config
    with that file trains the same anywhere, also without this program's library. `folder` is where
    such files are kept.
    """

    #: a `Message`
    problem = Signal(object)

    def __init__(
        self, engine: EngineClient, folder: Callable[[], Path], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._folder = engine, folder
        self._numbers = itertools.count(1)
        self._waiting: dict[str, tuple[str, Callable[[Path], None]]] = {}
        engine.stray.connect(self._take)
        engine.lost.connect(self._waiting.clear)

    def fetch(self, source: Run, done: Callable[[Path], None]) -> None:
        """Write the weights that `source` started from; `done` is called with the file."""
        key = f"weights-{next(self._numbers)}"
        self._waiting[key] = (source.kept or source.id, done)
        self._engine.send(messages.Open(run=key, config=beginning(source)[0]))

    def _take(self, event: Event) -> None:
        key = getattr(event, "run", "")
        if key not in self._waiting:
            return
        if isinstance(event, Opened):
            self._engine.send(messages.Fetch(run=key))
        elif isinstance(event, Snapshot):
            name, done = self._waiting.pop(key)
            self._engine.send(messages.Close(run=key))
            arrays = {each: array.numpy() for each, array in event.parameters.items()}
            self._write(name, arrays, done)
        elif isinstance(event, Failed):
            del self._waiting[key]
            self.problem.emit(event.sentence.message())

    def _write(
        self, name: str, arrays: dict[str, npt.NDArray[np.float32]], done: Callable[[Path], None]
    ) -> None:
        import safetensors.numpy

        path = self._folder() / f"{name}.safetensors"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(safetensors.numpy.save(arrays))
        except OSError as error:
            text = QT_TRANSLATE_NOOP(
                "engine", "{path} could not be written ({reason}); make room or choose another run."
            )
            reason = error.strerror or str(error)
            self.problem.emit(Message(text, {"path": str(path), "reason": reason}))
            return
        done(path)
