"""A trainer without torch: exact, predictable numbers, with faults and delays on demand."""

from __future__ import annotations

import copy
import os
import signal
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import numpy as np

from engine import messages
from engine.config import ExperimentConfig, with_values
from engine.host import Host
from engine.messages import Array, Device, Outcome, Reading, Ready, RunFacts
from engine.text import EngineError
from engine.worker import serve

COLUMNS = ("epoch", "loss/train", "accuracy/train")
CLOCK_PER_STEP = 1e-4

# Seeds that make the fake misbehave.
REFUSED = 1001  # cannot be opened
BREAKS = 1002  # an exception at step 5
NO_MEMORY = 1003  # a MemoryError at step 5
DIVERGES = 1004  # at step 7
KILLED = 1005  # the process is killed at step 5


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Measured(NamedTuple):
    first_step: int
    values: Any
    readings: tuple[Reading, ...] = ()
    seconds: float = 0.0


class FakeTrainer:
    """Loss 1 / step; a dead-unit scan takes three slices."""

    def __init__(self, config: ExperimentConfig, clock: Clock | None = None) -> None:
        if config.training.seed == REFUSED:
            raise EngineError("{field} cannot be.", field="training.seed")
        self.config = config
        self.clock = clock
        self.cost = CLOCK_PER_STEP
        self.step = 0
        self.outcome: Outcome | None = None
        self.slices = 3
        self.scan_at_end = False
        self.stall_at = 0
        self.calls: list[int] = []
        self.state_bytes = 0
        self.state_error: Exception | None = None

    @property
    def facts(self) -> RunFacts:
        hidden = self.config.model.hidden_layers
        return RunFacts(
            columns=COLUMNS,
            sizes=(2, *(16,) * hidden, 1),
            task="binary",
            loss="bce",
            batch_size=1000,
        )

    @property
    def scanning(self) -> bool:
        return self.slices > 0

    def advance(self, steps: int) -> Measured:
        self.calls.append(steps)
        first = self.step + 1
        readings: tuple[Reading, ...] = ()
        if self.slices:
            self.slices -= 1
            if self.slices == 0:
                readings = (Reading(name="dead_units/1", step=first, value=12.5),)
        rows = []
        end = self.config.training.steps
        while len(rows) < steps and self.outcome is None and self.step != end:
            self._misbehave()
            self.step += 1
            rows.append((self.step, 1.0 / self.step, 0.5))
            if self.step == end and self.scan_at_end:
                self.slices = 2
            if self.step == self.stall_at:
                self.stall_at = 0
                break  # as if a scan had to be completed first
            self._end()
        self._end()
        if self.clock is not None:
            self.clock.now += self.cost * len(rows) or 0.001
        values = np.array(rows, np.float32).reshape(len(rows), len(COLUMNS))
        return Measured(first, values, readings, 1e-5 * len(rows))

    def _misbehave(self) -> None:
        seed = self.config.training.seed
        if self.step < 4:
            return
        if seed == BREAKS:
            raise ZeroDivisionError("a bug")
        if seed == NO_MEMORY:
            raise MemoryError
        if seed == KILLED:
            os.kill(os.getpid(), signal.SIGKILL)

    def _end(self) -> None:
        if self.config.training.seed == DIVERGES and self.step == 7:
            self.outcome = Outcome(kind="diverged", step=7, layer=1)
        end = self.config.training.steps
        if self.outcome is None and end is not None and self.step >= end and not self.slices:
            self.outcome = Outcome(kind="finished", step=self.step)

    def retune(self, changes: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        if changes.get("training.batch_size") == 4096:
            raise EngineError("{field} is too large.", field="training.batch_size")
        old = self.config
        self.config = with_values(old, changes)
        end = self.config.training.steps
        if end is None or end > self.step:
            self.outcome = None
        return {path: (None, new) for path, new in changes.items()}

    def branch(self) -> FakeTrainer:
        branch = copy.copy(self)
        branch.calls = []
        return branch

    def scan_dead(self) -> None:
        self.slices = 3

    def look(self, parts: Sequence[str], resolution: int) -> dict[str, Any]:
        if "nonsense" in parts:
            raise EngineError("There is no such picture.")
        return {"predictions": Array.of(np.full(resolution, self.step))}

    def preview(self) -> messages.DataPreview:
        return messages.DataPreview(train_y=Array.of(np.zeros(3, np.int64)))

    def parameters(self) -> dict[str, Any]:
        return {"layers.1.weight": np.full((2, 2), self.step, np.float32)}

    def state(self) -> bytes:
        if self.state_error is not None:
            raise self.state_error
        return b"%d" % self.step + bytes(self.state_bytes)

    def restore(self, data: bytes) -> None:
        text = data.rstrip(bytes(1))
        if not text.isdigit():
            raise EngineError("That is no state.")
        self.step, self.outcome = int(text), None

    def step_at_end_of_epoch(self, epoch: int) -> int:
        return 10 * epoch


def make_fake(command: messages.Open) -> FakeTrainer:
    """Open a run in the way that a host wants it."""
    trainer = FakeTrainer(command.config)
    if command.state is not None:
        trainer.restore(command.state)
    return trainer


READY = Ready(torch_version="none", devices=(Device(name="cpu", label="CPU"),))


def fake_child_main(connection: Connection, log: str = "") -> None:
    """Stand in for `engine.worker.child_main`, without torch."""
    with connection:
        serve(connection, Host(make_fake), READY)


def fake_host() -> tuple[Host, Ready]:
    """Stand in for `engine.worker.start_host`."""
    return Host(make_fake), READY
