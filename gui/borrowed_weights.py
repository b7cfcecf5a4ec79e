"""The weights that a run started from, for others to start from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine import messages
from engine.messages import Snapshot
from engine.text import QT_TRANSLATE_NOOP, Message
from gui.engine_client import EngineClient
from gui.run_origin import beginning
from gui.runs import Run
from gui.weights_reader import WeightsReader

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
        self._folder = folder
        self._reader = WeightsReader(engine, self)
        self._reader.problem.connect(self.problem)

    def fetch(self, source: Run, done: Callable[[Path], None]) -> None:
        """Write the weights that `source` started from; `done` is called with the file."""
        name = source.kept or source.id

        def write(found: Snapshot) -> None:
            arrays = {each: array.numpy() for each, array in found.parameters.items()}
            self._write(name, arrays, done)

        self._reader.read(messages.Open(run="", config=beginning(source)[0]), write)

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
