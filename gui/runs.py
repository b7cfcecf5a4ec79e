"""One row of the board: a planned, training, finished … run and all that is known of it."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from engine.config import ExperimentConfig
from engine.messages import DataPreview, Opened, Outcome, Picture, RunFacts
from engine.text import Message

if TYPE_CHECKING:
    from engine.history import History

Status = Literal[
    "planned",  # not in the engine yet
    "opening",  # its data are being loaded
    "ready",  # at step 0
    "training",
    "paused",
    "finished",
    "diverged",
    "failed",  # see `problem`
    "stopped",  # the engine was lost; what was measured is still there
]

FORK = "fork"
"""Stands for the path in the marker of a branch's first step; the old value names the parent."""

_ids = itertools.count(1)


def new_id() -> str:
    """Return a name that no other run of this window has."""
    return f"run-{next(_ids)}"


class Split(NamedTuple):
    """Where a branch was split off: the parent's name in the library and here, and the step."""

    kept: str
    name: str
    step: int


@dataclass(eq=False, kw_only=True)
class Run:
    """A run of the board.

    `id` names the row as long as it is there. `key` names the run in the engine, anew each time it
    is opened there; empty when it is not. `training` means that it is asked to train, also while
    it is still opening. `applied` is the configuration that the engine has confirmed, `lap` by how
    many steps Train prolongs a finished run. A ghost is an old run that a change or a reset left
    behind in the row `ghost_of` (its own id: that row is gone). `kept` names the run in the
    library, where it is from its first step on; `snapshots` are the steps of which its state is
    kept there, and why, sorted; `split` tells where a branch begins. `at` is the step in the past
    that the panels show, `past` the newest picture of there; see `gui.time_travel`. With several
    `seeds` it is a stack of networks; `plan` are live changes to come when it is replayed. The run
    that the others are compared with may be `pinned`.
    """

    number: int
    color_index: int
    config: ExperimentConfig
    id: str = field(default_factory=new_id)
    name: str = ""
    named: bool = False
    key: str = ""
    status: Status = "planned"
    training: bool = False
    visible: bool = True
    pinned: bool = False
    ghost_of: str = ""
    facts: RunFacts | None = None
    preview: DataPreview | None = None
    history: History | None = None
    picture: Picture | None = None
    outcome: Outcome | None = None
    problem: Message | None = None
    problem_field: str = ""
    markers: list[tuple[int, str, Any, Any]] = field(default_factory=list)
    steps_per_second: float = 0.0
    applied: ExperimentConfig | None = None
    lap: int | None = None
    seeds: int = 1
    plan: tuple[tuple[int, dict[str, Any]], ...] = ()
    kept: str = ""
    split: Split | None = None
    snapshots: list[tuple[int, str]] = field(default_factory=list)
    at: int | None = None
    past: Picture | None = None

    @property
    def shown_markers(self) -> list[tuple[int, str, Any, Any]]:
        """The markers that plots draw: another end of training is none of them."""
        return [each for each in self.markers if each[1] != "training.steps"]

    @property
    def ghost(self) -> bool:
        """Whether this is an old run, kept to compare with."""
        return bool(self.ghost_of)

    @property
    def step(self) -> int:
        """Steps done."""
        return self.history.last_step if self.history is not None else 0

    @property
    def end(self) -> int | None:
        """Step at which it ends; None: it goes on."""
        return self.config.training.steps

    @property
    def epoch(self) -> int:
        """The pass over the training set that the last step belongs to; 0 before the first."""
        return int(self.latest("epoch") or 0)

    def latest(self, name: str) -> float | None:
        """Newest value of a measure; None while there is none."""
        found = self.history.latest(name) if self.history is not None else None
        return found[1] if found is not None else None

    @property
    def shown_picture(self) -> Picture | None:
        """The picture to show: the newest, or in the past one of there. It tells its step."""
        return self.picture if self.at is None else self.past

    @property
    def past_step(self) -> int | None:
        """Step of the picture to show where that is not the present; None: it is."""
        picture = self.shown_picture
        if self.at is None and (self.key or picture is None or picture.step == self.step):
            return None
        return picture.step if picture is not None else self.at

    def value(self, name: str) -> float | None:
        """Value of a measure at the step that the panels show; None while there is none."""
        if self.at is None or self.history is None:
            return self.latest(name)
        return self.history.value_at(name, self.at)

    def become_ghost(self) -> Run:
        """Return a ghost with all that was measured, and be a fresh run at step 0 oneself."""
        ghost = copy.copy(self)
        ghost.id = new_id()
        ghost.retire(heir=self.id)
        self.begin_anew()
        return ghost

    def retire(self, heir: str = "") -> None:
        """Become a ghost; `heir` is the id of the run that takes its place on the board."""
        self.ghost_of = heir or self.id
        self.pinned = False
        self.key, self.training = "", False
        self.at = self.past = None
        if self.status in ("training", "opening"):
            self.status = "paused"

    def begin_anew(self) -> None:
        """Forget what was measured; the place on the board, name and colour stay."""
        self.status, self.training, self.key = "planned", False, ""
        self.history = self.picture = self.outcome = self.problem = self.applied = None
        self.problem_field = ""
        self.markers = []
        self.kept, self.snapshots, self.split = "", [], None
        self.at = self.past = None
        self.steps_per_second = 0.0


def reference_of(runs: Iterable[Run]) -> Run | None:
    """Return the run that the others are compared with: the pinned one, else the first.

    Ghosts are it only where they are pinned.
    """
    found = list(runs)
    pinned = next((run for run in found if run.pinned), None)
    return pinned or next((run for run in found if not run.ghost), None)


def status_of(event: Opened, training: bool) -> Status:
    """Return how a run stands that has just been opened, and is asked to train or not."""
    if event.outcome is not None:
        return "diverged" if event.outcome.kind == "diverged" else "finished"
    if training:
        return "training"
    return "paused" if event.step else "ready"
