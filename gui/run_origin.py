"""How a run began, and what was changed while it trained."""

from __future__ import annotations

from typing import Any

from engine.config import ExperimentConfig, field_of, with_values
from gui.runs import FORK, Run

Plan = tuple[tuple[int, dict[str, Any]], ...]
"""Live changes: after which step, and the new values by dotted path."""


def other_settings(run: Run) -> tuple[int, str] | None:
    """Return where a branch went on under settings that need a new start: the step, and which.

    None: all that was ever changed can be changed while a run trains.
    """
    for step, path, *_ in run.markers:
        if path != FORK and not field_of(path).live:
            return step, path
    return None


def beginning(run: Run) -> tuple[ExperimentConfig, Plan]:
    """Return the settings that a run began with, and the live changes made since then.

    The markers tell it: undone from the last to the first, they lead from the present settings to
    those at the start. A branch tells what its parent did before, too.
    """
    changes = [each for each in run.markers if each[1] != FORK and field_of(each[1]).live]
    config = run.applied or run.config
    for _, path, old, _ in reversed(changes):
        config = with_values(config, {path: old})
    return config, tuple((step, {path: new}) for step, path, _, new in changes)
