"""A run in a host, and what the host needs of its trainer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from engine import messages
from engine.capture import Captures
from engine.messages import Outcome


class Measured(Protocol):
    """What `advance` returns: `values` float32 (steps, columns), and finished readings."""

    @property
    def first_step(self) -> int: ...  # noqa: D102
    @property
    def values(self) -> Any: ...  # noqa: D102
    @property
    def readings(self) -> tuple[messages.Reading, ...]: ...  # noqa: D102
    @property
    def seconds(self) -> float: ...  # noqa: D102


class Trainer(Protocol):
    """What a host needs of `engine.trainer.Trainer`."""

    @property
    def facts(self) -> messages.RunFacts: ...  # noqa: D102
    @property
    def step(self) -> int: ...  # noqa: D102
    @property
    def outcome(self) -> Outcome | None: ...  # noqa: D102
    @property
    def scanning(self) -> bool: ...  # noqa: D102
    def advance(self, steps: int) -> Measured: ...  # noqa: D102
    def retune(self, changes: Mapping[str, Any]) -> Mapping[str, tuple[Any, Any]]: ...  # noqa: D102
    def branch(self) -> Trainer: ...  # noqa: D102
    def scan_dead(self) -> None: ...  # noqa: D102
    def look(self, parts: Sequence[str], resolution: int) -> Mapping[str, Any]: ...  # noqa: D102
    def preview(self) -> messages.DataPreview: ...  # noqa: D102
    def parameters(self) -> Mapping[str, Any]: ...  # noqa: D102
    def state(self) -> bytes: ...  # noqa: D102
    def restore(self, data: bytes) -> None: ...  # noqa: D102
    def step_at_end_of_epoch(self, epoch: int) -> int: ...  # noqa: D102


@dataclass
class Hosted:
    """A run in the host: its trainer and what is asked of it.

    `goal` is the step at which it pauses; `owed` are steps of a round that was not completed;
    `told` is the outcome that the window has been told; `captures` knows when its states are due,
    once it has begun to train and they are wanted; `changes` are live ones to be made, each after a
    step.
    """

    trainer: Trainer
    device: str
    training: bool = False
    goal: int | None = None
    owed: int = 0
    seconds_per_step: float = 0.0
    told: Outcome | None = None
    captures: Captures | None = None
    changes: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    @property
    def reached_goal(self) -> bool:
        """Whether the step to pause at is done."""
        return self.goal is not None and self.trainer.step >= self.goal

    def branch(self) -> Hosted:
        """Return a run in the same state, of which the same is asked."""
        captures = self.captures
        if captures is not None:
            captures = Captures(captures.rolling_seconds, captures.log_bytes)
        return replace(
            self, trainer=self.trainer.branch(), captures=captures, changes=list(self.changes)
        )

    def steps_until_stop(self, steps: int) -> int:
        """Return how many of the next `steps` steps lead to a state or a change that is due."""
        if self.captures is not None:
            steps = min(steps, self.captures.steps_until_due(self.trainer.step))
        if self.changes:
            steps = min(steps, max(1, self.changes[0][0] - self.trainer.step))
        return steps

    def due_changes(self) -> dict[str, Any]:
        """Take out the changes to be made before the next step."""
        due: dict[str, Any] = {}
        while self.changes and self.changes[0][0] <= self.trainer.step:
            due |= self.changes.pop(0)[1]
        return due

    def note_cost(self, seconds: float) -> None:
        """Follow the cost of a step."""
        known = self.seconds_per_step or seconds
        self.seconds_per_step = max(1e-7, 0.7 * known + 0.3 * seconds)
