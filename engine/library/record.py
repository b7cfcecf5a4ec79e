"""What the library knows of a run: frozen records, and what reads its measurements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from engine.messages import Outcome, RunFacts

if TYPE_CHECKING:
    from engine.chunks import Doubles, Floats, Ints
    from engine.history import History

Status = Literal[
    "training",
    "paused",
    "finished",
    "diverged",
    "failed",
    "stopped",
    "interrupted",  # the program that trained it ended before it could say so
]
MarkerKind = Literal["change", "fork", "finding"]
Reason = Literal["log", "marker", "rolling", "asked"]

RAW = 1
"""Width of a part whose rows are all kept."""


@dataclass(frozen=True)
class Marker:
    """Something that happened after `step`: a live change, a fork, or a finding.

    A change tells the dotted path of the setting and its values (numbers, texts, None, lists); a
    fork tells the id of the parent as `old`; a finding tells its id as `path`.
    """

    step: int
    kind: MarkerKind
    path: str = ""
    old: Any = None
    new: Any = None
    text: str = ""


@dataclass(frozen=True)
class StateInfo:
    """A snapshot that is kept: the state after `step`, `bytes` long.

    The rolling one is replaced by the next; those at markers are the last to be thinned out.
    """

    step: int
    reason: Reason
    bytes: int


@dataclass(frozen=True)
class Parent:
    """The run and the step that a run was split off from."""

    run: str
    step: int


@dataclass(frozen=True)
class RunStart:
    """What is known when a run begins to be kept.

    `config` is JSON text, `started` in UTC, `versions` of dynascope, torch, python, platform. The
    first row of a branch is that of `parent.step + 1`, or an earlier one where the branch trained
    these steps again; all before that are shared with the parent.
    """

    id: str
    name: str
    config: str
    started: datetime
    facts: RunFacts | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    parent: Parent | None = None
    seeds: int = 1


@dataclass(frozen=True)
class RunRow:
    """A line of the list of runs.

    `loss` is the newest `loss/train`. `settings` are those that differ from the default, by dotted
    path. `bytes` on the disk, without what is shared with the parent.
    """

    id: str
    number: int  # grows from run to run, whatever the clock says
    name: str
    started: datetime
    seconds: float
    steps: int
    status: Status
    outcome: Outcome | None
    loss: float | None
    settings: Mapping[str, Any]
    seeds: int
    tags: tuple[str, ...]
    note: str
    starred: bool
    parent: Parent | None
    bytes: int
    resumable: bool  # it did not end, nobody trains it, and a state is there to go on from
    deleted: datetime | None = None


@dataclass(frozen=True)
class RunRecord:
    """All that is known of a run but its measurements.

    `seconds` were spent training, `steps` is the last one measured. `states` and `markers` are
    sorted by step; those of a branch begin with its parent's, up to the split.
    """

    id: str
    name: str
    config: str
    facts: RunFacts | None
    started: datetime
    seconds: float
    steps: int
    status: Status
    outcome: Outcome | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    markers: tuple[Marker, ...] = ()
    states: tuple[StateInfo, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    starred: bool = False
    parent: Parent | None = None
    seeds: int = 1


class Part(NamedTuple):
    """Steps `first_step <= step <= last_step`, kept as bins of `width` steps (`RAW`: as rows)."""

    first_step: int
    last_step: int
    width: int


class BinRows(NamedTuple):
    """n bins of `width` steps each, the first of which begins at `first_step`.

    `planes` (5, columns, n) float32, in the order of `engine.pyramid.Plane`: lowest, mean and
    highest value, number of values that are not NaN, smallest value above 0.
    """

    first_step: int
    width: int
    planes: Floats


class Measurements(Protocol):
    """The measurements of one run, read piece by piece.

    Steps are those of the run, a branch's from its trunk's first one on. What is not kept in full
    is told by `parts`.
    """

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the dense columns, `epoch` first."""
        ...

    @property
    def first_step(self) -> int:
        """Step of the first row, 0 when there is none."""
        ...

    @property
    def last_step(self) -> int:
        """Step of the newest row, 0 when there is none."""
        ...

    def parts(self) -> tuple[Part, ...]:
        """Tell which steps are kept as rows, and which as bins; in order, without overlap."""
        ...

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, Floats]]:
        """Yield the step of the first row and rows (n, columns) of `start <= step < stop`.

        Only those kept in full; in order.
        """
        ...

    def bins(self) -> Iterator[BinRows]:
        """Yield the bins of the parts that are not kept in full; in order."""
        ...

    def readings(self) -> dict[str, tuple[Ints, Doubles]]:
        """Return the steps (m,) and values (m,) of each sparse measure, sorted by step."""
        ...

    def history(self, last_step: int | None = None) -> History:
        """Return a history of coarse bins, fast; `fill` adds finer ones and rows to it."""
        ...

    def fill(self, history: History) -> Iterator[None]:
        """Add finer bins, then rows, newest first; stops where it is not gone on with."""
        ...
