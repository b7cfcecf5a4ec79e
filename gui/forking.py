"""Forks: which runs can be split, and what a branch takes over from its parent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.config import differences
from engine.messages import Opened
from gui.run_list import RunList
from gui.runs import FORK, Run, Split, status_of
from gui.trunk import Trunk


def refusal(run: Run | None) -> str:
    """Return why a run cannot be split now, in the present language; "" if it can."""
    if run is None:
        return QCoreApplication.translate("Fork", "There is no run to fork.")
    if run.status == "diverged":
        return QCoreApplication.translate(
            "Fork", "The run diverged; a branch could not train either."
        )
    if not run.step:
        return QCoreApplication.translate("Fork", "The run has not trained yet; train it first.")
    if run.status == "opening":
        return QCoreApplication.translate("Fork", "The run is still being opened.")
    return "" if run.key else past_refusal(run)


def plan_branch(runs: RunList, parent: Run) -> Run:
    """Put a branch of `parent` on the board: what the window knows of it until the engine answers.

    It has a number and a colour of its own, and is selected.
    """
    branch = runs.add(parent.config)
    branch.status = "finished" if parent.status == "finished" else "opening"
    branch.training = parent.training
    branch.facts, branch.preview, branch.picture = parent.facts, parent.preview, parent.picture
    branch.applied, branch.lap = parent.config, parent.lap
    branch.seeds, branch.plan = parent.seeds, parent.plan
    branch.outcome = parent.outcome
    if parent.history is not None:
        branch.history = parent.history.copy(parent.history.last_step)
    branch.markers = list(parent.markers)
    branch.snapshots = [each for each in parent.snapshots if each[1] != "rolling"]
    return branch


def past_refusal(run: Run | None) -> str:
    """Return why a run cannot be split at an earlier step; "" if it can."""
    if run is None:
        return QCoreApplication.translate("Fork", "There is no run to fork.")
    if not run.kept or not run.snapshots:
        return QCoreApplication.translate("Fork", "No state of this run is kept to go back to.")
    return ""


def plan_past_branch(runs: RunList, parent: Run) -> Run:
    """Put a branch on the board that will begin with a part of what `parent` measured."""
    branch = runs.add(parent.config)
    branch.status, branch.facts, branch.preview = "opening", parent.facts, parent.preview
    branch.lap, branch.seeds, branch.plan = parent.lap, parent.seeds, parent.plan
    return branch


def begin_past_branch(branch: Run, parent: Run, trunk: Trunk) -> None:
    """Let a branch know what it shares with its parent."""
    branch.config = trunk.changed
    branch.history = trunk.history
    branch.markers = [*trunk.markers, (trunk.step, FORK, parent.name, None)]
    branch.snapshots = [
        each for each in parent.snapshots if each[0] <= trunk.step and each[1] != "rolling"
    ]


def begin_changed_branch(branch: Run, split: Split, trunk: Trunk) -> None:
    """Let a branch know in what its settings, chosen anew, differ from its trunk's."""
    found = differences(trunk.changed, branch.config).items()
    changed = [(split.step, path, old, new) for path, (old, new) in found]
    branch.markers = [*trunk.markers, (split.step, FORK, split.name, None), *changed]


class Fork:
    """A branch that the engine has not answered for yet.

    What its parent has become by then counts, not what it was when the fork was asked for: live
    changes may have been under way.
    """

    def __init__(self, parent: Run, branch: Run) -> None:
        self._parent, self._branch = parent, branch
        self._key, self._name, self._config = parent.key, parent.name, parent.config
        self._kept = parent.kept
        self._markers = parent.markers  # still the same list when the parent has begun anew

    def complete(self, event: Opened) -> None:
        """Let the branch be what the engine says; its history has come already."""
        run, parent = self._branch, self._parent
        run.markers[:] = [*self._markers, (event.step, FORK, self._name, None)]
        if parent.key == self._key and run.config == self._config and parent.applied is not None:
            run.config = run.applied = parent.applied
        run.split = Split(self._kept, self._name, event.step)
        run.outcome = event.outcome
        run.training = run.training and event.training
        run.status = status_of(event, run.training)
