"""The textbook comparison, which the first start opens with."""

from __future__ import annotations

from engine.config import ExperimentConfig, with_values

ACTIVATIONS = ("sigmoid", "relu", "leaky_relu")
SELECTED = "relu"
SECONDS = 6.0
"""How long a room watches the whole comparison."""


def textbook_configs() -> list[ExperimentConfig]:
    """Return the three runs: the same data, the same seed, three activations."""
    return [with_values(ExperimentConfig(), {"model.activation": key}) for key in ACTIVATIONS]


def textbook_pace() -> float:
    """Return the steps per second at which the comparison takes `SECONDS`."""
    return (ExperimentConfig().training.steps or 100) / SECONDS
