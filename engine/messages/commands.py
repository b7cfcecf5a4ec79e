"""What the window asks of the engine."""

from __future__ import annotations

from typing import Any

import msgspec

from engine.config import ExperimentConfig
from engine.messages.parts import Struct


class Command(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of what the window asks of the engine."""


class Way(Struct, frozen=True):
    """From a kept state to a later `step`: under `config`, with live changes after some steps."""

    config: ExperimentConfig
    step: int
    changes: tuple[tuple[int, dict[str, Any]], ...] = ()


class Open(Command, frozen=True):
    """Load data and build the network of a run, which then waits. Answer: Opened or Failed.

    `state`, as an event `State` brings it, is where it goes on from; without one it stands at step
    0. With a `way` it is first trained, unseen, from there to another step, and then goes on under
    `config`. Live `changes`, (step, {path: value}), are made after these steps as it trains.
    `seeds` networks train as one stack, whose seeds follow that of `config`; measured
    are then quantiles over the stack. Other commands are obeyed meanwhile; those that name the run
    wait until it is open.
    """

    run: str
    config: ExperimentConfig
    state: bytes | None = None
    way: Way | None = None
    changes: tuple[tuple[int, dict[str, Any]], ...] = ()
    seeds: int = 1


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


class Capture(Command, frozen=True):
    """Ask for all that the future of a run depends on. Answer: State or Refused."""

    run: str


class Restore(Command, frozen=True):
    """Set a run that does not train to another of its states. Answer: Restored or Refused."""

    run: str
    state: bytes


class SetCapture(Command, frozen=True):
    """Choose whether runs that train send their states by themselves, which they do not at first.

    Every `rolling_seconds` one that replaces those before; at steps evenly spaced on a log scale,
    of which a run sends about `log_bytes` at most; at live changes, forks, pauses and ends.
    """

    enabled: bool = True
    rolling_seconds: float = 5.0
    log_bytes: int = 256 << 20


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
    | Capture
    | Restore
    | SetCapture
    | Close
    | Credit
    | Quit
)
