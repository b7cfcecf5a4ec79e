"""What a run on the board was, as a script needs it told."""

from __future__ import annotations

from engine.config import ExperimentConfig
from engine.export.script import LiveChange
from gui.run_origin import beginning
from gui.runs import Run


def replay(run: Run) -> tuple[ExperimentConfig, list[LiveChange]]:
    """Return the settings that a run began with, and how they were changed while it trained."""
    config, plan = beginning(run)
    return config, [LiveChange(step, values) for step, values in plan]
