"""Keeps a run that is trained without a window."""

from __future__ import annotations

import platform
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from engine.bootstrap import say, version
from engine.config import to_json
from engine.library.damage import explain
from engine.library.record import RunStart
from engine.library.store import Library
from engine.library.writer import Writer
from engine.messages import Outcome
from engine.text import Message

if TYPE_CHECKING:
    from engine.run_summary import Ending
    from engine.trainer import Measured, Trainer


class HeadlessRun:
    """Hands what a trainer measures to the library, and its states at the start and the end.

    A context manager. What goes wrong with the disk while it trains is said, and training goes on.

    Raises
    ------
    EngineError
        If the library cannot be opened and written, before anything is trained.
    """

    def __init__(self, path: Path, name: str, trainer: Trainer) -> None:
        import torch

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, path) from error
        with Library(path) as library:
            library.try_to_write()
        self._trainer = trainer
        self._writer = Writer(path, _say)
        self.id = uuid.uuid4().hex
        versions = {
            "dynascope": version(),
            "torch": str(torch.__version__),
            "python": platform.python_version(),
            "platform": platform.platform(),
        }
        self._writer.begin(
            RunStart(
                id=self.id,
                name=name,
                config=to_json(trainer.config),
                started=datetime.now(UTC),
                facts=trainer.facts,
                versions=versions,
            )
        )
        self._writer.state(self.id, trainer.step, "log", trainer.state())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close(None)

    def take(self, measured: Measured) -> None:
        """Keep what was measured."""
        self._writer.append(self.id, measured.first_step, measured.values, measured.seconds)
        readings = [(each.name, each.step, each.value) for each in measured.readings]
        if readings:
            self._writer.readings(self.id, readings)

    def end(self, ending: Ending) -> None:
        """Keep how it ended, and the state to go on from."""
        if ending.kind == "failed":
            self._writer.outcome(self.id, None, "failed")
            return
        self._writer.state(self.id, self._trainer.step, "marker", self._trainer.state())
        if ending.kind == "stopped":
            self._writer.outcome(self.id, None, "stopped")
        else:
            outcome = Outcome(kind=ending.kind, step=ending.step, layer=ending.layer)
            self._writer.outcome(
                self.id, outcome, "diverged" if ending.kind == "diverged" else "finished"
            )


def _say(problem: Message) -> None:
    say(str(problem))
