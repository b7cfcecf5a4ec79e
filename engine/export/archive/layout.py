"""What is in an archive: names, limits, and the types of its JSON files."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from engine.library.record import MarkerKind, Reason, Status
from engine.messages import Outcome, RunFacts

SCHEMA = 1
SUFFIX = ".dynascope"
FORMAT = "dynascope"

MANIFEST, CONFIG, MARKERS, READINGS = (
    "manifest.json",
    "config.json",
    "markers.json",
    "readings.json",
)
NAMES = re.compile(
    r"(manifest|config|markers|readings)\.json"
    r"|measurements/(rows|bins)-[0-9]{1,15}\.npy"
    r"|readings/[0-9]{1,5}\.npy"
    r"|states/[0-9]{1,15}\.safetensors"
)

CLOCK = ""
"""Stands for the name of a measure where the seconds spent training are kept."""

MOST_FILES = 20_000
MOST_BYTES = 3 << 30  # of all files together, unpacked; below what zip needs extensions for
MOST_JSON_BYTES = 4 << 20
MOST_ARRAY_BYTES = 8 << 20  # of one piece of measurements
MOST_READING_BYTES = 64 << 20
MOST_STATE_BYTES = 900_000_000
FREE_BYTES = 64 << 20
"""An archive may unpack to so much, whatever its own size is."""

MOST_RATIO = 250
"""Larger archives unpack to at most so many times their size; ours stay below by half."""

Count = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
Short = Annotated[str, msgspec.Meta(max_length=1000)]
Long = Annotated[str, msgspec.Meta(max_length=100_000)]
Plain = Annotated[str, msgspec.Meta(max_length=10_000)] | float | int | bool | None
"""What a setting can be, but for lists."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what the JSON files hold."""


class ParentEntry(Record, frozen=True):
    """The run and the step that a run was split off from."""

    run: Short
    step: Count


class PartEntry(Record, frozen=True):
    """Steps kept as rows (`width` 1) or as bins of `width` steps."""

    first_step: Count
    last_step: Count
    width: Annotated[int, msgspec.Meta(ge=1, le=1 << 20)]


class StateEntry(Record, frozen=True):
    """A snapshot, in `states/STEP.safetensors`."""

    step: Count
    reason: Reason
    bytes: Count


class MarkerEntry(Record, frozen=True):
    """Something that happened after a step."""

    step: Count
    kind: MarkerKind
    path: Short = ""
    old: Plain | list[Plain] = None
    new: Plain | list[Plain] = None
    text: Long = ""


class Manifest(Record, frozen=True):
    """What is known of the run but its settings, markers and measurements."""

    format: Literal["dynascope"]
    schema: int
    id: Short
    name: Short
    started: datetime
    seconds: Annotated[float, msgspec.Meta(ge=0)]
    steps: Count
    status: Status
    outcome: Outcome | None = None
    facts: RunFacts | None = None
    versions: Annotated[dict[Short, Short], msgspec.Meta(max_length=100)] = {}
    tags: Annotated[tuple[Short, ...], msgspec.Meta(max_length=1000)] = ()
    note: Long = ""
    starred: bool = False
    parent: ParentEntry | None = None
    seeds: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1
    columns: Annotated[tuple[Short, ...], msgspec.Meta(max_length=100_000)] = ()
    parts: Annotated[tuple[PartEntry, ...], msgspec.Meta(max_length=MOST_FILES)] = ()
    states: Annotated[tuple[StateEntry, ...], msgspec.Meta(max_length=MOST_FILES)] = ()


Markers = Annotated[tuple[MarkerEntry, ...], msgspec.Meta(max_length=100_000)]
ReadingNames = Annotated[tuple[Short, ...], msgspec.Meta(max_length=60_000)]


def rows_name(first_step: int) -> str:
    """Return the name of the rows from a step on: (n, columns) float32."""
    return f"measurements/rows-{first_step}.npy"


def bins_name(first_step: int) -> str:
    """Return the name of the bins from a step on: (5, columns, n) float32."""
    return f"measurements/bins-{first_step}.npy"


def reading_name(place: int) -> str:
    """Return the name of the readings of the measure at a place of `readings.json`: (2, m)."""
    return f"readings/{place}.npy"


def state_name(step: int) -> str:
    """Return the name of the snapshot after a step."""
    return f"states/{step}.safetensors"


def to_json(value: Any) -> bytes:
    """Return a value as JSON that can be read."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1)
