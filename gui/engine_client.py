"""The engine as the session sees it: runs are opened, trained, changed; events change the runs."""

from __future__ import annotations

import bisect
import itertools
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from engine import messages
from engine.config import differences, missing, value_of, with_values
from engine.messages import (
    Command,
    Device,
    Event,
    Failed,
    Finished,
    Opened,
    Paused,
    Picture,
    Ready,
    Refused,
    Retuned,
    State,
)
from gui.field_labels import with_labels
from gui.forking import Fork
from gui.intake import Intake
from gui.keeper import Keeper
from gui.runs import Run, Split, status_of
from gui.training_thread import TrainingThread
from gui.trunk import Trunk

Status = Literal["starting", "ready", "lost"]
MakeCommand = Callable[[tuple[str, ...]], Command]

log = logging.getLogger(__name__)


class EngineClient(QObject):
    """Owns the training thread and knows which runs are open in the engine.

    What comes of them goes to `keeper`, too. `engine` is handed to `TrainingThread`. A lost engine
    is started again by the next command that opens a run.
    """

    #: run and event, after the run has taken the event in
    run_changed = Signal(object, object)
    #: status, devices
    changed = Signal()
    #: an event of a key that no run has: of a viewer
    stray = Signal(object)
    #: a `Message`; no run is open any more
    lost = Signal(object)

    def __init__(self, keeper: Keeper, parent: QObject | None = None, **engine: Any) -> None:
        super().__init__(parent)
        self.keeper = keeper
        self.status: Status = "starting"
        self.torch_version = ""
        self.devices: tuple[Device, ...] = ()
        self.intake = Intake(parent=self)
        self._pace: float | None = None
        self._keys = itertools.count(1)
        self._runs: dict[str, Run] = {}
        self._stopping: set[str] = set()
        self._forking: dict[str, Fork] = {}
        self._queued: dict[frozenset[str], tuple[list[Run], MakeCommand]] = {}
        self._thread = TrainingThread(self.intake.take, witness=keeper.take, parent=self, **engine)
        self._thread.event_arrived.connect(self._take)
        self._thread.engine_lost.connect(self._lose)
        self._handlers: dict[type[Event], Callable[[Run, Any], None]] = {
            Opened: self._opened,
            Paused: self._paused,
            Finished: self._finished,
            Failed: self._failed,
            Refused: self._refused,
            Retuned: self._retuned,
            Picture: self._pictured,
            State: self._snapshot_kept,
        }

    # --- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine; commands given before it is ready are kept."""
        self._thread.start()
        self._thread.send(messages.SetCapture(enabled=self.keeper.keeps))

    def close(self, milliseconds: int = 3000) -> bool:
        """End engine and thread; tells whether that was done in time."""
        self._thread.event_arrived.disconnect(self._take)
        self._thread.engine_lost.disconnect(self._lose)
        self._thread.stop()
        return self._thread.wait(milliseconds)

    @property
    def engine_pid(self) -> int | None:
        """Number of the training process, if there is one."""
        return self._thread.engine_pid

    # --- commands --------------------------------------------------------------------------------

    def set_pace(self, steps_per_second: float | None) -> None:
        """Change the pace of all runs; None: as fast as possible."""
        self._pace = steps_per_second
        self._thread.send(messages.SetPace(steps_per_second=steps_per_second))

    def open(self, run: Run) -> None:
        """Build `run` in the engine as it is configured now; it waits at step 0.

        A run that still needs a file or points stays planned.
        """
        self.close_run(run)
        if missing(run.config) is not None:
            run.begin_anew()
            run.facts = run.preview = None
            return
        self._enter(run)
        self.intake.expect(run.key)
        run.kept = self.keeper.expect(run.key, run.name, run.config, seeds=run.seeds)
        command = messages.Open(run=run.key, config=run.config, seeds=run.seeds, changes=run.plan)
        self._thread.send(command)

    def go_on(self, run: Run, trunk: Trunk, split: Split | None = None) -> None:
        """Build `run` in the engine as it was at the end of `trunk`, to go on from there.

        Its settings may be others than those of the trunk. A branch, just `split` off, begins a
        record of its own in the library.
        """
        self.close_run(run)
        self._enter(run)
        self.intake.expect(run.key, trunk=trunk.history)
        if split is None:
            self.keeper.expect(run.key, run.name, run.config, id=run.kept)
        else:
            run.kept = self.keeper.expect(
                run.key,
                run.name,
                run.config,
                seeds=run.seeds,
                parent=split.kept,
                parent_name=split.name,
                changes=differences(trunk.changed, run.config),
            )
        self._thread.send(
            messages.Open(
                run=run.key,
                config=run.config,
                state=trunk.state,
                seeds=run.seeds,
                changes=tuple(each for each in run.plan if each[0] > trunk.step),
                way=messages.Way(config=trunk.config, changes=trunk.changes, step=trunk.step),
            )
        )

    def _enter(self, run: Run) -> None:
        """Give a run that is being opened a key."""
        self._revive()
        run.key = f"{run.id}.{next(self._keys)}"
        run.status, run.problem, run.problem_field = "opening", None, ""
        run.applied = run.config
        self._runs[run.key] = run

    def fork(self, parent: Run, branch: Run) -> None:
        """Split an open run; `branch` goes on from where the engine stands with it."""
        branch.key = f"{branch.id}.{next(self._keys)}"
        self._forking[branch.key] = Fork(parent, branch)
        self._runs[branch.key] = branch
        for runs, _ in self._queued.values():
            if parent in runs:
                runs.append(branch)
        if parent.key in self._stopping and parent.training:
            self._stopping.add(branch.key)
        self.intake.expect(branch.key, parent.key)
        branch.kept = self.keeper.expect(
            branch.key,
            branch.name,
            branch.config,
            seeds=branch.seeds,
            parent=parent.kept if parent.step else "",
            parent_name=parent.name,
        )
        self._thread.send(messages.Fork(run=parent.key, branch=branch.key))

    def close_run(self, run: Run) -> None:
        """Take `run` out of the engine, if it is there."""
        if not run.key:
            return
        self._forget(run)
        self._thread.send(messages.Close(run=run.key))
        run.key = ""

    def train(self, runs: Iterable[Run]) -> None:
        """Train open runs together until they end."""
        self._start(list(runs), lambda keys: messages.Train(runs=keys))

    def advance(self, runs: Iterable[Run], steps: int = 1, to_epoch: int | None = None) -> None:
        """Train open runs by so many steps, or to the end of an epoch."""
        self._start(
            list(runs), lambda keys: messages.Advance(runs=keys, steps=steps, to_epoch=to_epoch)
        )

    def pause(self, runs: Iterable[Run]) -> None:
        """Pause the runs that train."""
        self._queued.clear()
        chosen = [run for run in runs if run.training and run.key]
        for run in chosen:
            run.training = False
            self._stopping.add(run.key)
        if chosen:
            self._thread.send(messages.Pause(runs=tuple(run.key for run in chosen)))

    def retune(self, run: Run, changes: Mapping[str, Any]) -> None:
        """Change live settings of an open run."""
        self._thread.send(messages.Retune(run=run.key, changes=dict(changes)))

    def look(self, run: Run, parts: Sequence[str], resolution: int = 80) -> None:
        """Ask for a picture of an open run."""
        self._thread.send(messages.Look(run=run.key, parts=tuple(parts), resolution=resolution))

    def send(self, command: Command) -> None:
        """Send a command for a key that no run has; `stray` brings what comes of it."""
        self._revive()
        self._thread.send(command)

    def scan_dead(self, run: Run) -> None:
        """Ask for the exact dead units of an open run."""
        self._thread.send(messages.ScanDead(run=run.key))

    def fetch(self, run: Run) -> None:
        """Ask for the parameters of an open run."""
        self._thread.send(messages.Fetch(run=run.key))

    def _start(self, runs: list[Run], make: MakeCommand) -> None:
        """Start runs together. If one is about to stop or being split off, wait for that: its word
        would confuse."""
        for run in runs:
            run.training = True
            if run.status in ("ready", "paused"):
                run.status = "training"
        keys = tuple(run.key for run in runs if run.key)
        if (self._stopping | self._forking.keys()).intersection(keys):
            self._queued[frozenset(run.id for run in runs)] = (runs, make)
        elif keys:
            command = make(keys)
            if isinstance(command, messages.Advance):
                self._stopping.update(keys)
            self._thread.send(command)

    def _revive(self) -> None:
        if self.status == "lost":
            self.status = "starting"
            self._thread.revive()
            self._thread.send(messages.SetPace(steps_per_second=self._pace))
            self._thread.send(messages.SetCapture(enabled=self.keeper.keeps))
            self.changed.emit()

    # --- events ----------------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        if isinstance(event, Ready):
            self.status = "ready"
            self.torch_version, self.devices = event.torch_version, event.devices
            self.changed.emit()
            return
        run = self._runs.get(event.run)  # type: ignore[attr-defined]  # all others name a run
        if run is None:
            self.stray.emit(event)
            return
        handler = self._handlers.get(type(event))
        if handler is not None:
            handler(run, event)
        self.run_changed.emit(run, event)

    def _opened(self, run: Run, event: Opened) -> None:
        run.facts, run.preview = event.facts, event.preview
        run.history = self.intake.history(run.key)
        fork = self._forking.pop(run.key, None)
        if fork is None:
            run.outcome = event.outcome
            run.status = status_of(event, run.training)
            return
        fork.complete(event)
        if not event.training:
            self._stopping.discard(run.key)
        self._start_queued()

    def _paused(self, run: Run, event: Paused) -> None:
        run.status = "paused" if event.step else "ready"
        self._note_stop(run)

    def _finished(self, run: Run, event: Finished) -> None:
        run.outcome = event.outcome
        run.status = "diverged" if event.outcome.kind == "diverged" else "finished"
        self._note_stop(run)

    def _failed(self, run: Run, event: Failed) -> None:
        if event.details:
            log.error("run %s failed:\n%s", run.key, event.details)
        run.status, run.training = "failed", False
        run.problem_field = event.field
        run.problem = with_labels(event.sentence.message(), run.config)
        self._forget(run)
        run.key = ""
        self._start_queued()

    def _refused(self, run: Run, event: Refused) -> None:
        if event.field and run.applied is not None:
            run.config = run.applied
        run.problem_field = event.field
        run.problem = with_labels(event.sentence.message(), run.config)

    def _retuned(self, run: Run, event: Retuned) -> None:
        new = {path: pair[1] for path, pair in event.changes.items()}
        run.applied = with_values(run.applied or run.config, new)
        run.problem, run.problem_field = None, ""
        for path, (before, after) in event.changes.items():
            run.markers.append((event.step, path, before, after))
            if value_of(run.config, path) == before:  # a planned change; else the form knows better
                run.config = with_values(run.config, {path: after})
        end = run.applied.training.steps
        if run.status == "finished" and (end is None or end > run.step):
            run.outcome = None
            run.status = "training" if run.training else "paused"

    def _pictured(self, run: Run, event: Picture) -> None:
        run.picture = event
        self.intake.touch(run.key)

    def _snapshot_kept(self, run: Run, event: State) -> None:
        """Note which states of a run can be gone back to; the newest rolling one takes the place
        of the one before."""
        kept = [
            each
            for each in run.snapshots
            if each[0] != event.step and not each[1] == event.reason == "rolling"
        ]
        bisect.insort(kept, (event.step, event.reason))
        run.snapshots = kept

    def _note_stop(self, run: Run) -> None:
        """Take in that `run` stopped; start what waited for it."""
        run.training = False
        self._stopping.discard(run.key)
        self._start_queued()

    def _start_queued(self) -> None:
        queued, self._queued = self._queued, {}
        for runs, make in queued.values():
            self._start(runs, make)

    def _forget(self, run: Run) -> None:
        self._runs.pop(run.key, None)
        self._forking.pop(run.key, None)
        self._stopping.discard(run.key)
        self.intake.forget(run.key)
        self.keeper.forget(run.key)

    def _lose(self, problem: object) -> None:
        self.status = "lost"
        for run in list(self._runs.values()):
            self._forget(run)
            run.key, run.training = "", False
            if run.status not in ("finished", "diverged", "failed"):
                run.status = "stopped" if run.step else "planned"
        self._queued.clear()
        self.changed.emit()
        self.lost.emit(problem)
