"""What a run goes on from: a kept state, what was measured up to there, and the way in between.

The functions work in the shelf's thread, never in the window's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from engine.config import ExperimentConfig, field_of, from_json, value_of, with_values
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.history import History
    from engine.library.record import Marker, RunRecord
    from engine.library.store import Library

Changes = tuple[tuple[int, dict[str, Any]], ...]
"""Live changes: after which step, and the new values by dotted path."""


class Trunk(NamedTuple):
    """A run up to `step`: `state` is of an earlier step or the same, trained under `config`.

    `changes` were made from there on; `history` and `markers` (as of `gui.runs.Run`) go up to
    `step`.
    """

    step: int
    state: bytes
    config: ExperimentConfig
    changes: Changes
    history: History
    markers: list[tuple[int, str, Any, Any]]

    @property
    def changed(self) -> ExperimentConfig:
        """The settings at `step`."""
        config = self.config
        for _, values in self.changes:
            config = with_values(config, values)
        return config


def trunk(library: Library, kept: str, step: int | None = None) -> Trunk:
    """Return what leads to `step` of a stored run; None: to its newest state.

    Raises `EngineError` if no state from which that step can be reached is kept.
    """
    from engine.state import describe

    found, state = library.state(kept, step)
    record = library.record(kept)
    wanted = found if step is None else step
    if wanted > record.steps:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "Step {step} of this run is not in the library (yet)."),
            step=wanted,
        )
    config = describe(state).config
    _check_way(record, config, found, wanted)
    return Trunk(
        step=wanted,
        state=state,
        config=config,
        changes=changes(record, found, wanted),
        history=library.measurements(kept).history(wanted),
        markers=window_markers(record, wanted),
    )


def changes(record: RunRecord, start: int, stop: int) -> Changes:
    """Return the live changes after steps from `start` to `stop`, both included."""
    found: dict[int, dict[str, Any]] = {}
    for marker in record.markers:
        if is_live_change(marker) and start <= marker.step <= stop:
            found.setdefault(marker.step, {})[marker.path] = marker.new
    return tuple(sorted(found.items()))


def is_live_change(marker: Marker) -> bool:
    """Tell whether a setting was changed that takes effect while a run trains."""
    return marker.kind == "change" and field_of(marker.path).live


def latest_config(record: RunRecord) -> ExperimentConfig:
    """Return the settings of a stored run at its newest step.

    A branch was begun with all that had been changed before its split.
    """
    config = from_json(record.config)
    forks = [place for place, each in enumerate(record.markers) if each.kind == "fork"]
    for marker in record.markers[forks[-1] if forks else 0 :]:
        if is_live_change(marker):
            config = with_values(config, {marker.path: marker.new})
    return config


def _check_way(record: RunRecord, start: ExperimentConfig, found: int, wanted: int) -> None:
    """Raise `EngineError` where settings on the way to a step need a new start.

    `start` are those of the state at step `found` that it begins with.
    """
    for each in record.markers:
        if each.kind != "change" or is_live_change(each) or not found <= each.step < wanted:
            continue
        if value_of(start, each.path) != each.new:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "Step {step} cannot be reached: no snapshot is kept since the settings were "
                    "changed at step {changed}; choose that step, or a later snapshot.",
                ),
                step=wanted,
                changed=each.step,
            )


def window_markers(record: RunRecord, stop: int) -> list[tuple[int, str, Any, Any]]:
    """Return the markers up to `stop`, as of `gui.runs.Run`."""
    return [(each.step, *_as_shown(each)) for each in record.markers if each.step <= stop]


def _as_shown(marker: Marker) -> tuple[str, Any, Any]:
    from gui.runs import FORK

    if marker.kind == "fork":
        return FORK, marker.text, None
    return marker.path, marker.old, marker.new
