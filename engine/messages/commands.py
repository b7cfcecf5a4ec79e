"""What the window asks of the engine."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.config import ExperimentConfig


class Command(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of what the window asks of the engine."""


class Open(Command, frozen=True):
    """Load data and build the network of a run; it waits at step 0. Answer: Opened or Failed."""

    run: str
    config: ExperimentConfig


class Train(Command, frozen=True):
    """Train these runs together, interleaved at equal steps, until paused or finished."""

    runs: tuple[str, ...]


class Pause(Command, frozen=True):
    """Stop after the step in progress; no runs named: all."""

    runs: tuple[str, ...] = ()


class Advance(Command, frozen=True):
    """Train exactly `steps` steps, or to the end of the epoch `to_epoch`, then pause."""

    runs: tuple[str, ...]
    steps: int = 1
    to_epoch: int | None = None


class SetPace(Command, frozen=True):
    """Steps per second of each run; None: as fast as possible."""

    steps_per_second: float | None


class Retune(Command, frozen=True):
    """Change live fields, by dotted path. Answer: Retuned or Refused."""

    run: str
    changes: dict[str, Any]


class Look(Command, frozen=True):
    """Ask for pictures of the present state; parts: surface, curve, confusion, predictions,
    distributions, weights. Those that do not apply are left out. Answer: Picture."""

    run: str
    parts: tuple[str, ...]
    resolution: int = 80


class ScanDead(Command, frozen=True):
    """Measure the dead units now, exactly, over the whole training set. Answer: a Block."""

    run: str


class Fetch(Command, frozen=True):
    """Ask for a snapshot of the parameters. Answer: Snapshot."""

    run: str


class Fork(Command, frozen=True):
    """Split `run` where it stands: `branch` starts in the same state, and trains if `run` does.
    Answer: Opened or Failed, of the branch."""

    run: str
    branch: str


class Close(Command, frozen=True):
    """Forget a run and free its memory."""

    run: str


class Credit(Command, frozen=True):
    """Tell that this many blocks have been taken in; without credit the engine waits."""

    blocks: int


class Quit(Command, frozen=True):
    """End the engine."""


AnyCommand = (
    Open
    | Train
    | Pause
    | Advance
    | SetPace
    | Retune
    | Look
    | ScanDead
    | Fetch
    | Fork
    | Close
    | Credit
    | Quit
)
