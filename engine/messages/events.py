"""What the engine tells the window."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.messages.facts import DataPreview, Device, Outcome, Reading, RunFacts
from engine.messages.parts import Array, Sentence
from engine.messages.pictures import Confusion, Distributions, FitCurve, Surface


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of what the engine tells the window."""


class Ready(Event, frozen=True):
    """The engine has started."""

    torch_version: str
    devices: tuple[Device, ...]


class Opened(Event, frozen=True):
    """A run stands at `step`: at 0, where it was forked off another one, or where its state was.

    `training` and `outcome` are what a branch has from the run that it was split off.
    """

    run: str
    facts: RunFacts
    preview: DataPreview
    step: int = 0
    training: bool = False
    outcome: Outcome | None = None


class Block(Event, frozen=True):
    """Measurements of consecutive steps: `values` float32 (steps, columns), and readings.

    `seconds` is the time spent training them (without waiting for the pace).
    """

    run: str
    first_step: int
    values: Array
    readings: tuple[Reading, ...] = ()
    seconds: float = 0.0


class Paused(Event, frozen=True):
    """A run waits at `step`."""

    run: str
    step: int


class Finished(Event, frozen=True):
    """A run reached its end or diverged."""

    run: str
    outcome: Outcome


class Failed(Event, frozen=True):
    """A run could not be opened or broke; `details` is for a report, not for the sentence.

    `field` names the configuration field at fault, if one is.
    """

    run: str
    sentence: Sentence
    field: str = ""
    details: str = ""


class Refused(Event, frozen=True):
    """A command could not be obeyed; the run goes on as it was."""

    run: str
    sentence: Sentence
    field: str = ""


class Retuned(Event, frozen=True):
    """Live fields changed after `step`: {path: [old, new]}."""

    run: str
    step: int
    changes: dict[str, tuple[Any, Any]]


class Picture(Event, frozen=True):
    """The parts asked for, as far as they apply, at `step` (weights after that step)."""

    run: str
    step: int
    surface: Surface | None = None
    curve: FitCurve | None = None
    confusion: Confusion | None = None
    predictions: Array | None = None  # of the images in the preview: (n,) classes
    distributions: Distributions | None = None
    weights: tuple[Array, ...] | None = None  # (out, in) per layer; only of small networks


class State(Event, frozen=True):
    """All that the future of a run depends on, after `step`: for `Open` and `Restore`.

    `reason` is "log" at steps spaced evenly on a log scale, "marker" where something happened,
    "rolling" where only the newest counts, "asked". Comes after the block of its step.
    """

    run: str
    step: int
    reason: str
    data: bytes


class Restored(Event, frozen=True):
    """A run was set to the state that it had after `step`."""

    run: str
    step: int
    outcome: Outcome | None = None


class Snapshot(Event, frozen=True):
    """Parameters at `step`, under the names of a weights file (`layers.1.weight` …)."""

    run: str
    step: int
    parameters: dict[str, Array]


AnyEvent = (
    Ready
    | Opened
    | Block
    | Paused
    | Finished
    | Failed
    | Refused
    | Retuned
    | Picture
    | State
    | Restored
    | Snapshot
)
