"""What a run on the board was, as a script needs it told."""

from __future__ import annotations

from engine.config import ExperimentConfig, field_of, with_values
from engine.export.script import LiveChange
from gui.runs import FORK, Run


def replay(run: Run) -> tuple[ExperimentConfig, list[LiveChange]]:
    """Return the settings that a run began with, and how they were changed while it trained.

    The markers tell it: undone from the last to the first, they lead from the present settings to
    those at the start. A branch tells what its parent did before, too.
    """
    changes = [each for each in run.markers if each[1] != FORK and field_of(each[1]).live]
    config = run.applied or run.config
    for _, path, old, _ in reversed(changes):
        config = with_values(config, {path: old})
    return config, [LiveChange(step, {path: new}) for step, path, _, new in changes]
