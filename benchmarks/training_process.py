"""The training process at work, as the window drives it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from engine.history import History
    from engine.messages import Command, Event

RUN = "run"


class TrainingProcess:
    """Trains a network without end in the training process, as a context.

    Parameters
    ----------
    application
        What the events of the window's process go through.
    settings
        Those that differ from the default, by dotted path.
    tap
        Called with every event, in the thread that drives the process.
    """

    def __init__(
        self,
        application: QApplication,
        settings: Mapping[str, Any],
        tap: Callable[[Event], None] | None = None,
    ) -> None:
        from gui.intake import Intake
        from gui.training_thread import TrainingThread

        self.application = application
        self._settings = settings
        self._intake: Intake = Intake()
        self._thread: TrainingThread = TrainingThread(self._intake.take, witness=tap)

    def send(self, command: Command) -> None:
        """Send a command to the process."""
        self._thread.send(command)

    @property
    def history(self) -> History:
        """What has been measured so far."""
        history = self._intake.history(RUN)
        if history is None:
            raise RuntimeError("the run has not been opened")
        return history

    def __enter__(self) -> TrainingProcess:
        from engine import messages
        from engine.config import ExperimentConfig, with_values

        config = with_values(ExperimentConfig(), {"training.steps": None, **self._settings})
        self._intake.expect(RUN)
        self._thread.start()
        self._thread.send(messages.Open(run=RUN, config=config))
        self._thread.send(messages.Train(runs=(RUN,)))
        try:
            self._wait_for_steps(500)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.stop()
        self._thread.wait()

    def pause(self) -> None:
        """Pause, and wait until nothing more comes."""
        from engine import messages

        self._thread.send(messages.Pause(runs=(RUN,)))
        for _ in range(5):
            self.spend(0.1)

    def spend(self, seconds: float) -> None:
        """Let the event loop run."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(1e3 * seconds), loop.quit)
        loop.exec()

    def _wait_for_steps(self, steps: int) -> None:
        until = time.monotonic() + 60
        while (history := self._intake.history(RUN)) is None or history.last_step < steps:
            if time.monotonic() > until:
                raise RuntimeError("the training process does not train")
            self.spend(0.05)
