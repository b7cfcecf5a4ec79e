"""What was changed while a run trained, in words: for the markers of plots under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from gui.field_labels import label_of
from gui.language import translate
from gui.numbers import grouped, short
from gui.runs import FORK
from gui.summaries import lowered

if TYPE_CHECKING:
    from gui.runs import Run

REACH = 6
"""Pixels from a marker's line within which the mouse reads it."""


def changes_near(
    run: Run, place_of: Callable[[int], float | None], place: float, reach: float
) -> list[str]:
    """Return a sentence for each change of `run` within `reach` of a place across the plot."""
    found = [(place_of(marker[0]), marker) for marker in run.shown_markers]
    return [
        change_text(run, *marker)
        for at, marker in found
        if at is not None and abs(at - place) <= reach
    ]


def change_text(run: Run, step: int, path: str, old: Any, new: Any) -> str:
    """Return a change in words: "learning rate 0.01 → 0.1 at step 120"."""
    if path == FORK:
        told = QCoreApplication.translate("LiveChanges", "fork of {name} at step {step}")
        return told.format(name=old, step=grouped(step))
    told = QCoreApplication.translate("LiveChanges", "{setting} {old} → {new} at step {step}")
    setting = lowered(translate(label_of(run.config, path)))
    return told.format(setting=setting, old=value_text(old), new=value_text(new),
                       step=grouped(step))  # fmt: skip


def value_text(value: object) -> str:
    """Return a setting's value as it stands on a marker."""
    return "–" if value is None else short(value)
