"""What a branch shares of the changes that were made at the very step of its split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.config import ExperimentConfig, from_json, value_of
from engine.library.record import Marker
from engine.text import EngineError


def shared_markers(
    markers: Sequence[Marker], split: int, config: str, own: Sequence[Marker]
) -> list[Marker]:
    """Return those of a parent's `markers`, up to the step of the split, that a branch shares.

    A parent that waits at that step may be changed before the split and after it, and both bear the
    same step. So the values tell: changes of a setting that led to what the branch began with are
    shared, later ones are not. `config` (JSON text) are the branch's settings at its start, `own`
    its own markers.
    """
    at_split = [each for each in markers if each.kind == "change" and each.step == split]
    if not at_split:
        return list(markers)
    begun = _begun([each.path for each in at_split], split, config, own)
    last = {each.path: each for each in at_split if begun.get(each.path, each.new) == each.new}
    gone, passed = [], set[str]()
    for each in at_split:
        if each.path not in last or each.path in passed:
            gone.append(each)
        elif each is last[each.path]:
            passed.add(each.path)
    return [each for each in markers if not any(each is other for other in gone)]


def _begun(paths: Sequence[str], split: int, config: str, own: Sequence[Marker]) -> dict[str, Any]:
    """Return the settings of the trunk at the split, by path; those that are known."""
    found: dict[str, Any] = {}
    try:
        began = from_json(config)
    except EngineError:  # of a newer version
        return found
    for path in paths:
        if (value := _value(began, path)) is not None:
            found[path] = value[0]
    for each in reversed(own):
        if each.kind == "change" and each.step == split:
            found[each.path] = each.old
    return found


def _value(config: ExperimentConfig, path: str) -> tuple[Any] | None:
    """Return a setting as a tuple of one; None: another row was chosen, which has none such."""
    try:
        return (value_of(config, path),)
    except EngineError:
        return None
