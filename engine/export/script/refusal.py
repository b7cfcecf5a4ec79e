"""What a plain script cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

from engine.config import field_of
from engine.text import QT_TRANSLATE_NOOP, EngineError

OTHER_SETTINGS = QT_TRANSLATE_NOOP(
    "engine",
    "{name} went on under other settings ({field}) from step {step} on, which no plain script can "
    "tell; save the script of the run that it was split off from, or train with these settings "
    "from the start.",
)


def refuse_other_settings(name: str, changes: Iterable[tuple[int, str]]) -> None:
    """Raise `EngineError` if a run was split off from one with another network, loss or the like.

    `changes` are the steps and dotted paths of all settings that were ever changed.
    """
    for step, path in changes:
        if not field_of(path).live:
            raise EngineError(OTHER_SETTINGS, name=name, field=path, step=step)
