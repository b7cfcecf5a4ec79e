"""Runs of the board as they were after an earlier step: what was measured until then, no more."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from engine.messages import Picture
from engine.text import EngineError
from gui.runs import Run

if TYPE_CHECKING:
    from engine.history import History
    from engine.library.store import Library

Histories = Mapping[str, "History"]
"""Measurements up to a step, by the id of the run."""


def as_it_was(run: Run, step: int, history: History | None, picture: Picture | None) -> Run:
    """Return `run` as it stood after `step`, with what was measured and seen then."""
    was = copy.copy(run)
    was.history, was.picture, was.past, was.at = history, picture, None, None
    was.markers = [each for each in run.markers if each[0] <= step]
    was.key, was.status, was.training = "", "paused", False
    if run.outcome is not None and run.outcome.step > step:
        was.outcome = None
    return was


def all_as_they_were(
    runs: Sequence[Run], shown: Run, step: int, histories: Histories, picture: Picture | None
) -> tuple[list[Run], Run]:
    """Return the runs of a board after `step`, and which of them is `shown`; it has the picture."""
    was = {
        run.id: as_it_was(run, step, histories.get(run.id), picture if run is shown else None)
        for run in runs
    }
    return list(was.values()), was[shown.id]


def at_hand(runs: Sequence[Run], step: int) -> tuple[dict[str, History], list[Run]]:
    """Return the measurements up to `step` that are in memory, and the runs that lack theirs.

    Where the rows about that step are in memory no more, only the library can tell.
    """
    found: dict[str, History] = {}
    lacking = []
    for run in runs:
        if run.history is None:
            continue
        try:
            found[run.id] = cut(run.history, step)
        except ValueError:
            lacking.append(run)
    return found, lacking


def cut(history: History, step: int) -> History:
    """Return what was measured up to `step`; raises `ValueError` where rows are missing."""
    if step < history.first_step:
        return type(history)(history.columns)
    return history.copy(min(step, history.last_step))


def finder(runs: Sequence[Run], step: int) -> Callable[[Library], dict[str, History]]:
    """Return what asks the library for the measurements of `runs` up to `step`.

    Runs that are not there keep all that is known of them: better a curve too long than none.
    """
    wanted = [(run.id, run.kept, run.history) for run in runs]

    def find(library: Library) -> dict[str, History]:
        found: dict[str, History] = {}
        for id, kept, whole in wanted:
            try:
                found[id] = library.measurements(kept).history(last_step=step)
            except EngineError:
                if whole is not None:
                    found[id] = whole
        return found

    return find
