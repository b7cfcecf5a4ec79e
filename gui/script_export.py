"""What a run on the board was, as a script needs it told."""

from __future__ import annotations

from collections.abc import Callable

from engine.config import ExperimentConfig
from engine.export.script import LiveChange, ScriptExport, refuse_other_settings, script
from gui.run_origin import beginning
from gui.runs import FORK, Run


def replay(run: Run) -> tuple[ExperimentConfig, list[LiveChange]]:
    """Return the settings that a run began with, and how they were changed while it trained."""
    config, plan = beginning(run)
    return config, [LiveChange(step, values) for step, values in plan]


def program_of(run: Run) -> Callable[[], ScriptExport]:
    """Return what makes the script of a run, in any thread; of several seeds that of the first.

    Raises `EngineError` for a branch that no script can tell.
    """
    marked = ((step, path) for step, path, *_ in run.markers if path != FORK)
    refuse_other_settings(run.name, marked)
    if (facts := run.facts) is None:
        raise ValueError(f"nothing is known of {run.id} yet")
    (config, changes), name, steps, seeds = replay(run), run.name, run.step, run.seeds
    return lambda: script(config, facts, changes, name=name, steps=steps, seeds=seeds)
