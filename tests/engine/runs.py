"""Short ways to make configurations, and to train them to the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from engine.config import ExperimentConfig, with_values
from engine.datasets import Dataset
from engine.messages import Outcome, Reading
from engine.trainer import Trainer


def make(**changes: Any) -> ExperimentConfig:
    """A configuration with changes: `optimizer__learning_rate=0.1`."""
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return with_values(ExperimentConfig(), named)


@dataclass
class Run:
    """All that a trainer measured."""

    columns: tuple[str, ...]
    values: np.ndarray
    readings: set[Reading] = field(default_factory=set)
    outcome: Outcome | None = None

    def __getitem__(self, name: str) -> np.ndarray:
        """The column called `name`, (steps,) or (steps, N)."""
        return self.values[:, self.columns.index(name)]

    def read(self, name: str, model: int = 0) -> dict[int, float]:
        """The readings called `name`, by step."""
        own = [each for each in self.readings if (each.name, each.model) == (name, model)]
        return {each.step: each.value for each in sorted(own, key=lambda each: each.step)}

    def same_as(self, other: Run) -> bool:
        """Whether everything is the same, bit for bit."""
        return (
            self.values.shape == other.values.shape
            and self.values.tobytes() == other.values.tobytes()
            and _comparable(self.readings) == _comparable(other.readings)
            and self.outcome == other.outcome
        )


def _comparable(readings: Iterable[Reading]) -> set[tuple[str, int, int, str]]:
    return {(each.name, each.step, each.model, each.value.hex()) for each in readings}


def finish(trainer: Trainer, divisions: Iterable[int] = (1000,)) -> Run:
    """Train to the end, in calls of `advance` with these numbers of steps, over and over."""
    blocks, readings = [], set()
    for steps in itertools.cycle(divisions):
        measured = trainer.advance(steps)
        assert measured.first_step == trainer.step - len(measured.values) + 1
        blocks.append(measured.values)
        readings |= set(measured.readings)
        if trainer.outcome is not None:
            break
    return Run(trainer.columns, np.concatenate(blocks), readings, trainer.outcome)


def run(config: ExperimentConfig | list[ExperimentConfig], dataset: Dataset | None = None) -> Run:
    """Train configurations to the end."""
    return finish(Trainer(config, dataset))


def tiny_dataset(inputs: torch.Tensor, targets: torch.Tensor, classes: int = 0) -> Dataset:
    """Training samples as given, without a test set."""
    features = inputs.shape[1]
    return Dataset(
        name="given",
        task={0: "regression", 2: "binary"}.get(classes, "multiclass"),
        x_train=inputs,
        y_train=targets,
        x_test=inputs[:0],
        y_test=targets[:0],
        classes=classes,
        class_names=tuple(map(str, range(classes))),
        feature_names=tuple(f"x{index}" for index in range(features)),
        target_names=("y",) * (targets.shape[1] if targets.ndim == 2 else 0),
        image_shape=None,
        shift=torch.zeros(features),
        scale=torch.ones(features),
        generator=torch.Generator().manual_seed(0),
    )
